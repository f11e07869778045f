"""The records of the gold: what is annotated, with offsets, whatever files it came from.

The many small records leave out what they do not say (omit_defaults): the standoff file of the real articles is a third as long.
"""

from msgspec import Struct, field

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
from counterclaim.spans import Piece, Span


class Party(Struct, frozen=True):
    """A side of the event."""

    id: str
    name: str


class Article(Struct, frozen=True):
    """One article of an event; `outlet` is the source id of its own voice."""

    id: str
    outlet: str
    outlet_name: str
    position: str
    published: str
    """ISO 8601."""
    title: str
    text: str | None
    """None where the text is the user's to supply; headline included."""
    sha256: str
    """Of the text, in UTF-8."""
    furniture: tuple[Span, ...] = ()


class Source(Struct, frozen=True):
    """Who can hold a position in the event."""

    id: str
    name: str
    kind: SourceKind
    party: str | None = None
    part_of: str | None = None
    """The source that this one speaks for."""


class Mention(Struct, frozen=True, omit_defaults=True):
    """The words of one article that carry a claim."""

    article: str
    number: int
    """Counts the mentions of the claim in that article, from 1."""
    span: Span
    needs_article: bool = False
    ambiguous: str | None = None
    polarity: Polarity = Polarity.STATES
    polarity_votes: tuple[Polarity, ...] = ()
    """Of two annotators who did not see each other's."""


class Claim(Struct, frozen=True):
    """A decontextualised atomic proposition."""

    id: str
    text: str
    kind: ClaimKind
    validity: str
    mentions: tuple[Mention, ...]
    ambiguous: str | None = None


class Attribution(Struct, frozen=True, omit_defaults=True):
    """One act of saying in one article."""

    id: str
    article: str
    source: Span
    cue: Span
    content: Span
    by: tuple[str, ...]
    cue_type: CueType
    directness: Directness
    parent: str | None = None
    claims: tuple[str, ...] = ()
    ambiguous: str | None = None
    settled: Settled | None = None


class HeldStance(Struct, frozen=True, omit_defaults=True):
    """What a holder commits to on a claim in an article."""

    holder: str
    claim: str
    article: str
    label: Stance
    evidence: tuple[str, ...] = ()
    shifted: bool = False
    ambiguous: str | None = None
    settled: Settled | None = None

    @property
    def key(self) -> tuple[str, str, str]:
        """Holder, claim, article: what the label is asked for."""
        return self.holder, self.claim, self.article


class ClaimPair(Struct, frozen=True, omit_defaults=True):
    """How the first claim stands to the second."""

    first: str
    second: str
    label: Relation
    type: ConflictType | None = None
    strength: Strength | None = None
    rebuttal: bool = False
    reason: str | None = None
    ambiguous: str | None = None
    settled: Settled | None = None

    @property
    def key(self) -> tuple[str, str]:
        """The two claims, in the order of the pair."""
        return self.first, self.second


class Layers(Struct, frozen=True):
    """What one hand, or the adjudicated gold, says of an event."""

    sources: tuple[Source, ...] = ()
    """Those that the editor's list lacks."""
    attributions: tuple[Attribution, ...] = ()
    stances: tuple[HeldStance, ...] = ()
    pairs: tuple[ClaimPair, ...] = ()
    polarities: dict[str, Polarity] = field(default_factory=dict)
    """What the hand says of each mention, claim/article/number; of A, B and the gold, mentions.yaml says it."""


class ContrastEdit(Struct, frozen=True):
    """A small change of one article that changes how two mentions stand to each other."""

    change: EditKind
    side: str
    """first or second: in the article of which mention."""
    piece: Piece
    """What is replaced, in the article as it stands."""
    replacement: str
    label: Verdict
    type: ConflictType | None
    why: str


class ContrastSet(Struct, frozen=True):
    """An item of the contradiction task and its edits."""

    first: tuple[str, str, int]
    """Article, claim and number of the mention."""
    second: tuple[str, str, int]
    edits: tuple[ContrastEdit, ...]


class Event(Struct, frozen=True):
    """One disputed happening, with its articles and claims, and what each hand made of them."""

    id: str
    kind: EventKind
    split: Split
    title: str
    place: str
    window: tuple[str, str]
    parties: tuple[Party, ...]
    articles: tuple[Article, ...]
    sources: tuple[Source, ...] = ()
    claims: tuple[Claim, ...] = ()
    hands: dict[str, Layers] = field(default_factory=dict)
    """The layers by the name of their hand: a, b, gold."""
    contrast: tuple[ContrastSet, ...] = ()

    @property
    def gold(self) -> Layers:
        """The adjudicated layers."""
        return self.hands["gold"]

    def article(self, article: str) -> Article:
        """Return the article of that id; raises KeyError."""
        return {a.id: a for a in self.articles}[article]
