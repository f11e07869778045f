"""The forms of the source files, as annotations/FORMATS.md describes them."""

from typing import Any, Literal

from msgspec import Struct

from counterclaim.labels import (
    ClaimKind,
    ConflictType,
    CueType,
    Directness,
    EditKind,
    EventKind,
    Polarity,
    Relation,
    Settled,
    SourceKind,
    Split,
    Stance,
    Strength,
    Verdict,
)


class Form(Struct, forbid_unknown_fields=True, kw_only=True):
    """Base: an unknown key is a fault."""


class Quotation(Form):
    """A piece of a span that occurs more than once in its article."""

    quote: str
    nth: int
    """Counted in whole words, case-sensitive, from the start of the article; from 1."""


SpanForm = str | Quotation | list[str | Quotation | tuple[int, int]]
"""Quotations, or (standoff, where the text is not ours) pairs of offsets."""


class WindowForm(Form, rename={"start": "from", "end": "to"}):
    """The time that an event takes."""

    start: str
    end: str


class PartyForm(Form):
    """A side of the event."""

    id: str
    name: str


class ArticleForm(Form):
    """An article's data; its text is a file of its own, or (real articles) the user's."""

    id: str
    outlet: str
    name: str
    position: str
    published: str
    furniture: list[str | tuple[int, int]] = []
    sha256: str | None = None
    length: int | None = None
    title: str | None = None


class EventForm(Form):
    """event.yaml: what the hands are given."""

    event: str
    kind: EventKind
    split: Split
    title: str
    place: str
    window: WindowForm
    parties: list[PartyForm]
    articles: list[ArticleForm]


class SourceForm(Form):
    """An entry of the list of sources."""

    id: str
    name: str
    kind: SourceKind
    party: str | None = None
    part_of: str | None = None
    note: str | None = None


class MentionForm(Form):
    """A mention of a claim in an article."""

    span: SpanForm
    needs: Literal["article"] | None = None
    ambiguous: str | None = None
    note: str | None = None


class ClaimForm(Form):
    """A claim with its mentions by article."""

    id: str
    text: str
    kind: ClaimKind
    validity: str
    mentions: dict[str, list[MentionForm]]
    ambiguous: str | None = None
    note: str | None = None


class PolarityForm(Form):
    """The polarity of a mention: two blind votes, and what was settled where they part."""

    a: Polarity
    b: Polarity
    gold: Polarity | None = None
    why: str | None = None


class AttributionForm(Form):
    """An attribution as a hand writes it."""

    id: str
    content: SpanForm
    cue_type: CueType
    directness: Directness
    by: list[str]
    source: SpanForm | None = None
    cue: SpanForm | None = None
    parent: str | None = None
    claims: list[str] = []
    ambiguous: str | None = None
    note: str | None = None
    settled: Settled | None = None


class StanceForm(Form):
    """A stance as a hand writes it."""

    holder: str
    claim: str
    article: str
    label: Stance
    evidence: list[str] = []
    shifted: bool = False
    ambiguous: str | None = None
    note: str | None = None
    settled: Settled | None = None


class RelationForm(Form):
    """A pair of claims that is not plainly compatible."""

    pair: tuple[str, str]
    label: Relation
    type: ConflictType | None = None
    strength: Strength | None = None
    rebuttal: bool = False
    reason: str | None = None
    ambiguous: str | None = None
    note: str | None = None
    settled: Settled | None = None


class EditForm(Form, rename={"replacement": "with"}):
    """One edit of a contrast set."""

    change: EditKind
    side: Literal["first", "second"]
    replace: str | Quotation
    replacement: str
    label: Verdict
    why: str
    type: ConflictType | None = None


class ContrastForm(Form):
    """A contrast set: an item of the contradiction task, and edits that change its label."""

    item: str
    edits: list[EditForm]


class DecisionForm(Form):
    """How an adjudicator settles one record: take a hand's, none, or write it anew."""

    on: str
    """The key of the disagreement, as the sheet gives it."""
    take: Literal["a", "b", "none", "new", "gold"]
    mark: Literal["error", "ambiguous", "text", "clerk"]
    """error: a hand, or the gold, was wrong; ambiguous: both readings stand. In the second reading also text: the text does not say
    what the ledger meant; clerk: the claim was entered, or the expectation derived, wrongly. After the item test, text: the
    gold is what text and guidelines give."""
    why: str
    record: dict[str, Any] | None = None
    """With `new`: the record in the form of its layer."""


class ActorForm(Struct, kw_only=True):
    """Whoever plays a part in the ledger. Further keys are the author's own."""

    id: str
    kind: SourceKind
    party: str | None = None


class IssueForm(Struct, kw_only=True):
    """An open question of the ledger. Further keys are the author's own."""

    id: str
    question: str
    values: Literal["number", "yesno", "option", "time"]
    positions: list["PositionForm"]
    unit: str | None = None
    options: list[str] = []
    exclusive: bool = True
    settled: str = "unresolved"


class PositionForm(Struct, kw_only=True, rename={"start": "from", "end": "to"}):
    """A party's answer to an issue. Further keys are the author's own."""

    id: str
    holder: str
    value: str
    bound: Literal["exactly", "at least", "at most", "about"] = "exactly"
    firmness: Stance
    voiced: list[str] = []
    start: str | None = None
    end: str | None = None


class EntryForm(Form, rename={"start": "from", "end": "to"}):
    """The clerk's reading of one claim in the terms of the ledger's sheet; empty where the claim is on no issue."""

    issue: str | None = None
    value: str | None = None
    bound: Literal["exactly", "at least", "at most", "about"] = "exactly"
    scope: str | None = None
    start: str | None = None
    end: str | None = None
    note: str | None = None
