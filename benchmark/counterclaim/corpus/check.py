"""All faults in the sources of the gold, together."""

from collections import Counter
from collections.abc import Iterable
from datetime import datetime
from pathlib import Path

from counterclaim.corpus.constraints import inconsistencies, misfits
from counterclaim.corpus.read import HANDS, EventReader
from counterclaim.corpus.write import is_plain
from counterclaim.errors import Fault, near_miss
from counterclaim.labels import Directness, Stance
from counterclaim.records import Claim, Event, Layers, Source


def check_event(
    folder: Path, hands: Iterable[str] = HANDS, root: Path | None = None, within: str = "."
) -> tuple[Event | None, list[Fault]]:
    """Read one event and list its faults: of form, of reference, of logic.

    `within` is the folder of the claims and the hands inside the event's: of a superseded round, or of a second chain.
    """
    reader = EventReader(folder, root, hands=within)
    event = reader.read(hands)
    if event is None:
        return None, reader.faults
    prefix = reader.prefix if within == "." else f"{reader.prefix}/{within}"
    checker = _Checker(event, prefix)
    checker.event_itself()
    checker.editor()
    for hand, layers in event.hands.items():
        checker.hand(hand, layers)
    name = f"{reader.prefix}/mentions.yaml"
    unsettled = [Fault(name, key, "gold, since a and b part", "none", "settle it") for key in reader.unsettled]
    return event, reader.faults + unsettled + checker.faults


class _Checker:
    def __init__(self, event: Event, prefix: str) -> None:
        self.event, self.prefix = event, prefix
        self.faults: list[Fault] = []
        self.file = "event.yaml"
        self.articles = {article.id: article for article in event.articles}
        self.claims = {claim.id: claim for claim in event.claims}
        self.sources: dict[str, Source] = {}

    def event_itself(self) -> None:
        self.file = "event.yaml"
        self._unique("article", (a.id for a in self.event.articles))
        self._unique("outlet", (a.outlet for a in self.event.articles))
        for where, time in [
            ("window", self.event.window[0]),
            ("window", self.event.window[1]),
            *((f"article {a.id}", a.published) for a in self.event.articles),
        ]:
            try:
                aware = datetime.fromisoformat(time).tzinfo is not None
            except ValueError:
                aware = False
            if not aware:
                self._fault(where, "an ISO 8601 time with its offset from UTC", repr(time), "such as 2025-03-04T19:20+02:00")
        if not 3 <= len(self.event.articles) <= 5 and self.event.split != "real":
            self._fault("articles", "3 to 5", str(len(self.event.articles)), "an event is told by 3 to 5 articles")

    def editor(self) -> None:
        self.file = "claims.yaml"
        self._unique("source", (s.id for s in self.event.sources))
        self._unique("claim", (c.id for c in self.event.claims))
        self.sources = {source.id: source for source in self.event.sources}
        parties = {party.id for party in self.event.parties}
        for source in self.event.sources:
            self._source(source, parties)
        for article in self.event.articles:
            if article.outlet not in self.sources:
                self._fault(
                    "sources",
                    f"the outlet {article.outlet!r}",
                    "no such source",
                    "each outlet is a source, under its id of event.yaml",
                )
        for claim in self.event.claims:
            self._claim(claim)

    def _claim(self, claim: Claim) -> None:
        if not claim.mentions:
            self._fault(f"claim {claim.id}", "at least one mention", "none", "give the words that carry it")
        self._unique(f"claim {claim.id}: mention", ((m.article, m.span) for m in claim.mentions))
        for mention in claim.mentions:
            article = self.articles.get(mention.article)
            if article is None:
                continue
            for start, end in (piece for line in article.furniture for piece in line):
                if any(start < e and s < end for s, e in mention.span):
                    self._fault(
                        f"claim {claim.id}: {mention.article} mention {mention.number}",
                        "article text",
                        "furniture",
                        "furniture is never annotated",
                    )

    def _source(self, source: Source, parties: set[str]) -> None:
        if source.party is not None and source.party not in parties:
            self._dangling(f"source {source.id}: party", source.party, parties)
        if source.part_of is not None and source.part_of not in self.sources:
            self._dangling(f"source {source.id}: part_of", source.part_of, self.sources)
        if source.part_of == source.id:
            self._fault(f"source {source.id}", "part_of another source", "itself", "leave part_of out")

    def hand(self, hand: str, layers: Layers) -> None:
        self.file = f"{hand}.yaml"
        self.sources = {source.id: source for source in (*self.event.sources, *layers.sources)}
        self._unique("source", (s.id for s in (*self.event.sources, *layers.sources)))
        for source in layers.sources:
            self._source(source, {party.id for party in self.event.parties})
        self._attributions(layers)
        self._stances(layers)
        self._pairs(layers)
        if hand == "gold":
            settled = [
                *((one.id, one.settled) for one in layers.attributions),
                *((" ".join(one.key), one.settled) for one in layers.stances),
                *((" ".join(one.key), one.settled) for one in layers.pairs if not is_plain(one)),
            ]
            for where, how in settled:
                if how is None:
                    self._fault(where, "settled: agreed, error or ambiguous", "none", "`counterclaim data merge` writes it")

    def _attributions(self, layers: Layers) -> None:
        self._unique("attribution", (a.id for a in layers.attributions))
        by_id = {a.id: a for a in layers.attributions}
        for one in layers.attributions:
            if not one.content:
                self._fault(one.id, "a content", "none", "content is never empty")
            for source in one.by:
                if source not in self.sources:
                    self._dangling(f"{one.id}: by", source, self.sources)
            for claim in one.claims:
                if claim not in self.claims:
                    self._dangling(f"{one.id}: claims", claim, self.claims)
            if one.directness is Directness.FREE_INDIRECT and (one.source or one.cue or not one.by):
                self._fault(
                    one.id,
                    "free_indirect with source and cue empty and the source id given",
                    "otherwise",
                    "see section 3 of the guidelines",
                )
            seen = {one.id}
            parent = one.parent
            while parent is not None:
                if parent not in by_id or by_id[parent].article != one.article:
                    self._dangling(f"{one.id}: parent", parent, (a.id for a in layers.attributions if a.article == one.article))
                    break
                if parent in seen:
                    self._fault(one.id, "nesting without a circle", f"a circle through {parent}", "mend parent")
                    break
                seen.add(parent)
                parent = by_id[parent].parent

    def _stances(self, layers: Layers) -> None:
        self._unique("stance", (stance.key for stance in layers.stances))
        attributions = {a.id: a for a in layers.attributions}
        held = {(s.holder, s.claim, s.article) for s in layers.stances}
        passed_over = {(s.claim, s.article) for s in layers.stances if s.label is Stance.DECLINES}
        for one in layers.stances:
            where = f"stance {' '.join(one.key)}"
            if one.holder not in self.sources:
                self._dangling(f"{where}: holder", one.holder, self.sources)
            if one.claim not in self.claims:
                self._dangling(f"{where}: claim", one.claim, self.claims)
            if one.article not in self.articles:
                self._dangling(f"{where}: article", one.article, self.articles)
            for evidence in one.evidence:
                if evidence not in attributions:
                    self._dangling(f"{where}: evidence", evidence, attributions)
                elif attributions[evidence].article != one.article:
                    self._fault(where, f"evidence in {one.article}", evidence, "evidence stands in the same article")
            if one.holder != self._outlet(one.article) and not one.evidence:
                self._fault(
                    where,
                    "the attribution that carries it as evidence",
                    "none",
                    "only the article's own voice needs none",
                )
            if one.label is Stance.REPORTS and one.shifted:
                self._fault(where, "a shifted stance that takes a side", "reports", "leave shifted out, or mend the label")
        for claim in self.event.claims:
            for article in {m.article for m in claim.mentions} & self.articles.keys():
                outlet = self._outlet(article)
                if (outlet, claim.id, article) not in held and (claim.id, article) not in passed_over:
                    self._fault(
                        f"stance {outlet} {claim.id} {article}",
                        "the article's own voice, since it has a mention of the claim",
                        "no record",
                        "decide it (mostly reports or asserts)",
                    )

    def _outlet(self, article: str) -> str | None:
        return self.articles[article].outlet if article in self.articles else None

    def _pairs(self, layers: Layers) -> None:
        self._unique("pair", (tuple(sorted(pair.key)) for pair in layers.pairs))
        decided = set()
        for pair in layers.pairs:
            unknown = [claim for claim in pair.key if claim not in self.claims]
            for claim in unknown:
                self._dangling(f"pair {pair.first} {pair.second}", claim, self.claims)
            if pair.first == pair.second:
                self._fault(f"pair {pair.first} {pair.second}", "two claims", "one twice", "mend the pair")
            decided.add(frozenset(pair.key))
            for problem in [] if unknown else misfits(pair, self.claims):
                what, remedy = problem.split(": ", 1)
                self._fault(f"pair {pair.first} {pair.second}", "a pair that is consistent in itself", what, remedy)
        ids = sorted(self.claims)
        missing = [f"{a} {b}" for i, a in enumerate(ids) for b in ids[i + 1 :] if frozenset((a, b)) not in decided]
        for pair_text in missing:
            self._fault(f"pair {pair_text}", "a decision for every pair", "none", "label it, or list it under compatible")
        for premises, instead in inconsistencies(layers.pairs):
            self._fault("relations", f"consistency ({premises})", instead, "mend one of the three pairs")

    def _unique(self, what: str, keys: Iterable[object]) -> None:
        for key, count in Counter(keys).items():
            if count > 1:
                self._fault(f"{what} {key}", "one record", f"{count}", "take one out, or give it another id")

    def _dangling(self, where: str, found: str, known: Iterable[str]) -> None:
        self._fault(where, "an id that exists", repr(found), near_miss(found, known))

    def _fault(self, where: str, expected: str, found: str, remedy: str) -> None:
        self.faults.append(Fault(f"{self.prefix}/{self.file}", where, expected, found, remedy))
