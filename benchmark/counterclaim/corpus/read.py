"""Read an event's folder: typed forms, quotations turned to offsets, every fault noted, nothing raised."""

import hashlib
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import msgspec

from counterclaim.corpus.contrast import read_contrast
from counterclaim.corpus.forms import (
    ArticleForm,
    AttributionForm,
    ClaimForm,
    EventForm,
    MentionForm,
    PolarityForm,
    RelationForm,
    SourceForm,
    StanceForm,
)
from counterclaim.corpus.quotations import Locator
from counterclaim.corpus.yaml_reader import read_yaml, typed, typed_list
from counterclaim.errors import Fault, near_miss
from counterclaim.labels import CONVERSE, Polarity, Relation
from counterclaim.records import (
    Article,
    Attribution,
    Claim,
    ClaimPair,
    Event,
    HeldStance,
    Layers,
    Mention,
    Party,
    Source,
)

HANDS = ("a", "b", "gold")
"""The files of annotations, by the hand that each holds."""


def digest(text: str) -> str:
    """Return the SHA-256 of a text in UTF-8, in hexadecimal."""
    return hashlib.sha256(text.encode("utf-8")).hexdigest()


class EventReader:
    """Reads one event's folder; the faults gather in `faults`."""

    def __init__(self, folder: Path, root: Path | None = None, hands: str = ".") -> None:
        """Name the files in faults relative to `root`, the folder of all events; `hands` is where the annotations are.

        A superseded round may have a list of claims of its own; else it shares the event's.
        """
        self.folder = folder
        self.hands = hands
        self.prefix = folder.relative_to(root).as_posix() if root else folder.name
        self.faults: list[Fault] = []
        self.unsettled: list[str] = []
        """The mentions on whose polarity A and B part, and which nobody has settled yet."""
        self.locators: dict[str, tuple[str | None, int]] = {}

    def read(self, hands: Iterable[str] = HANDS) -> Event | None:
        """Return the event with its claims and the layers of those hands, or None where event.yaml itself fails."""
        raw = self._yaml("event.yaml")
        form = typed(raw, EventForm, self._name("event.yaml"), "", self.faults) if raw is not None else None
        if form is None:
            return None
        articles = tuple(self._article(article) for article in form.articles)
        self.locators = {a.id: (a.text, f.length or len(a.text or "")) for a, f in zip(articles, form.articles, strict=True)}
        sources, claims = self._claims(form.event)
        event = Event(
            id=form.event,
            kind=form.kind,
            split=form.split,
            title=form.title,
            place=form.place,
            window=(form.window.start, form.window.end),
            parties=tuple(Party(p.id, p.name) for p in form.parties),
            articles=articles,
            sources=sources,
            claims=claims,
            hands={
                hand: layers
                for hand in hands
                if (layers := self.layers((Path(self.hands) / f"{hand}.yaml").as_posix(), form.event)) is not None
            },
        )
        return msgspec.structs.replace(event, contrast=read_contrast(self.folder, event, self.prefix, self.faults))

    def layers(self, file: str, event: str) -> Layers | None:
        """Read one file of annotations."""
        raw = self._yaml(file)
        if raw is None:
            return None
        self._keys(raw, file, {"event", "sources", "attributions", "stances", "relations", "compatible", "mentions"}, event)
        name = self._name(file)
        attributions = [
            self.attribution(one, article, name)
            for article, records in self._by_article(raw.get("attributions"), file)
            for one in typed_list(records, AttributionForm, name, article, self.faults)
        ]
        stances = typed_list(raw.get("stances"), StanceForm, name, "stances", self.faults)
        return Layers(
            sources=tuple(source_record(s) for s in typed_list(raw.get("sources"), SourceForm, name, "sources", self.faults)),
            attributions=tuple(attributions),
            stances=tuple(self.stance(one) for one in stances),
            pairs=tuple(self._pairs(raw, file)),
            polarities=self._said(raw.get("mentions"), name),
        )

    def _said(self, raw: Any, name: str) -> dict[str, Polarity]:
        if raw in (None, ""):
            return {}
        said = raw if isinstance(raw, dict) else {}
        known = [one.value for one in Polarity]
        for mention, label in (said or {"mentions": raw}).items():
            if label not in known:
                self.faults.append(Fault(name, f"mentions {mention}", "a polarity", repr(label), near_miss(str(label), known)))
        return {mention: Polarity(label) for mention, label in said.items() if label in known}

    def _claims(self, event: str) -> tuple[tuple[Source, ...], tuple[Claim, ...]]:
        file = (Path(self.hands) / "claims.yaml").as_posix()
        file = file if (self.folder / file).exists() else "claims.yaml"
        raw = self._yaml(file)
        if raw is None:
            return (), ()
        self._keys(raw, file, {"event", "sources", "claims"}, event)
        name = self._name(file)
        sources = typed_list(raw.get("sources"), SourceForm, name, "sources", self.faults)
        claims = typed_list(raw.get("claims"), ClaimForm, name, "claim", self.faults)
        polarity = self._polarities(event)
        return tuple(source_record(s) for s in sources), tuple(self._claim(claim, name, polarity) for claim in claims)

    def _polarities(self, event: str) -> dict[str, PolarityForm]:
        """Read mentions.yaml: what the words of each mention say of their claim. An event without one is not yet that far."""
        file = "mentions.yaml"
        if self.hands != "." or not (self.folder / file).exists():
            return {}
        raw = self._yaml(file) or {}
        self._keys(raw, file, {"event", "mentions"}, event)
        name = self._name(file)
        settled: dict[str, PolarityForm] = {}
        for key, one in (raw.get("mentions") or {}).items():
            form = typed(one, PolarityForm, name, key, self.faults)
            if form is None:
                continue
            if form.gold is None and form.a != form.b:
                self.unsettled.append(key)
            settled[key] = form
        return settled

    def _claim(self, form: ClaimForm, name: str, polarity: dict[str, PolarityForm]) -> Claim:
        mentions = []
        for article, forms in form.mentions.items():
            for number, one in enumerate(forms, 1):
                mention = self._mention(one, form.id, article, number, name)
                key = f"{form.id}/{article}/{number}"
                if polarity and key not in polarity:
                    self.faults.append(Fault(self._name("mentions.yaml"), key, "the polarity of every mention", "none", "add it"))
                if key in polarity:
                    said = polarity[key]
                    mention = msgspec.structs.replace(mention, polarity=said.gold or said.a, polarity_votes=(said.a, said.b))
                mentions.append(mention)
        return Claim(form.id, form.text, form.kind, form.validity, tuple(mentions), form.ambiguous)

    def _mention(self, form: MentionForm, claim: str, article: str, number: int, name: str) -> Mention:
        where = f"claim {claim}: {article} mention {number}"
        span = self._locator(article, where, name).span(form.span, where)
        return Mention(article, number, span, form.needs == "article", form.ambiguous)

    def attribution(self, form: AttributionForm, article: str, name: str) -> Attribution:
        """Turn a form into a record, its quotations into offsets."""
        locator = self._locator(article, form.id, name)
        return Attribution(
            id=form.id,
            article=article,
            source=locator.span(form.source, f"{form.id}: source"),
            cue=locator.span(form.cue, f"{form.id}: cue"),
            content=locator.span(form.content, f"{form.id}: content"),
            by=tuple(form.by),
            cue_type=form.cue_type,
            directness=form.directness,
            parent=form.parent,
            claims=tuple(form.claims),
            ambiguous=form.ambiguous,
            settled=form.settled,
        )

    @staticmethod
    def stance(form: StanceForm) -> HeldStance:
        """Turn a form into a record."""
        return HeldStance(
            form.holder,
            form.claim,
            form.article,
            form.label,
            tuple(form.evidence),
            form.shifted,
            form.ambiguous,
            form.settled,
        )

    @staticmethod
    def pair(form: RelationForm) -> ClaimPair:
        """Turn a form into a record, the lower claim number first."""
        first, second = form.pair
        label = form.label
        if first > second:
            first, second, label = second, first, CONVERSE[label]
        return ClaimPair(first, second, label, form.type, form.strength, form.rebuttal, form.reason, form.ambiguous, form.settled)

    def _pairs(self, raw: dict[str, Any], file: str) -> list[ClaimPair]:
        name = self._name(file)
        pairs = [self.pair(one) for one in typed_list(raw.get("relations"), RelationForm, name, "relation", self.faults)]
        rows = raw.get("compatible") or {}
        if not isinstance(rows, dict) or not all(isinstance(row, list) for row in rows.values()):
            self.faults.append(Fault(name, "compatible", "claim: [later claims]", "something else", "see annotations/FORMATS.md"))
            return pairs
        for first, row in rows.items():
            pairs += [ClaimPair(min(first, one), max(first, one), Relation.COMPATIBLE) for one in map(str, row)]
        return pairs

    def _article(self, form: ArticleForm) -> Article:
        name = self._name("event.yaml")
        if form.sha256 is not None:
            text, length, title, sha256 = None, form.length or 0, form.title or "", form.sha256
        else:
            text = self._text(form.id)
            length, title, sha256 = len(text), text.partition("\n")[0], digest(text)
        locator = Locator(text, length, name, self.faults)
        furniture = tuple(locator.span([line], f"article {form.id}: furniture") for line in form.furniture)
        return Article(form.id, form.outlet, form.name, form.position, form.published, title, text, sha256, furniture)

    def _text(self, article: str) -> str:
        name = self._name(f"articles/{article}.txt")
        try:
            text = (self.folder / "articles" / f"{article}.txt").read_bytes().decode("utf-8")
        except FileNotFoundError:
            self.faults.append(Fault(name, "", "the article's text", "no file", "write it: headline, empty line, paragraphs"))
            return ""
        except UnicodeDecodeError as error:
            self.faults.append(Fault(name, f"byte {error.start}", "UTF-8", "other bytes", "save the file as UTF-8"))
            return ""
        text = text.removesuffix("\n")
        lines = text.split("\n")
        if "\r" in text or len(lines) < 3 or lines[1] or not all(lines[2:]) or text != text.strip():
            self.faults.append(
                Fault(
                    name,
                    "",
                    "line 1 the headline, line 2 empty, then one paragraph a line",
                    "another form",
                    "LF line ends, no empty lines between",
                )
            )
        return text

    def _locator(self, article: str, where: str, name: str) -> Locator:
        if article not in self.locators:
            remedy = near_miss(article, self.locators)
            self.faults.append(Fault(name, where, "an article of the event", repr(article), remedy))
            return Locator("", 0, name, [])
        text, length = self.locators[article]
        return Locator(text, length, name, self.faults)

    def _by_article(self, raw: Any, file: str) -> list[tuple[str, Any]]:
        if raw in (None, ""):
            return []
        if not isinstance(raw, dict):
            self.faults.append(
                Fault(
                    self._name(file),
                    "attributions",
                    "article: [attributions]",
                    type(raw).__name__,
                    "see annotations/FORMATS.md",
                )
            )
            return []
        return list(raw.items())

    def _keys(self, raw: dict[str, Any], file: str, known: set[str], event: str) -> None:
        for key in raw.keys() - known:
            self.faults.append(Fault(self._name(file), key, "a known key", repr(key), near_miss(key, sorted(known))))
        if raw.get("event") != event:
            self.faults.append(Fault(self._name(file), "event", repr(event), repr(raw.get("event")), "the id of event.yaml"))

    def _yaml(self, file: str) -> dict[str, Any] | None:
        return read_yaml(self.folder / file, self._name(file), self.faults)

    def _name(self, file: str) -> str:
        return f"{self.prefix}/{file}"


def source_record(form: SourceForm) -> Source:
    """Turn a form into a record."""
    return Source(form.id, form.name, form.kind, form.party, form.part_of)
