"""Every label of the benchmark, defined in words.

The definitions are those of the annotation guidelines (annotations/GUIDELINES.md). Attribution roles follow PARC 3
(Pareti 2016, "PARC 3.0: A Corpus of Attribution Relations", LREC); the factuality ladder behind the stances follows
FactBank (Saurí & Pustejovsky 2009); contradiction types follow de Marneffe, Rafferty & Manning (2008), "Finding
Contradictions in Text", ACL.
"""

from enum import StrEnum


class EventKind(StrEnum):
    """What sort of happening an event is."""

    WAR = "war"
    DISASTER = "disaster"
    LABOUR = "labour"
    COURT = "court"
    HEALTH = "health"
    ENVIRONMENT = "environment"
    COMPANY = "company"
    SPORT = "sport"
    ELECTION = "election"
    PROTEST = "protest"


class SourceKind(StrEnum):
    """Who can hold a position."""

    PERSON = "person"
    ORGANISATION = "organisation"
    STATE_BODY = "state body"
    DOCUMENT = "document"
    ANONYMOUS = "anonymous"
    COLLECTIVE = "collective"
    OUTLET = "outlet"


class ClaimKind(StrEnum):
    """What would settle a claim."""

    FACT = "fact"
    """An observation or a record could settle it."""
    FORECAST = "forecast"
    """The future will."""
    NORM = "norm"
    """What should be done, is needed, has priority."""
    EVALUATION = "evaluation"
    """A judgement with no agreed test."""


class CueType(StrEnum):
    """What kind of act the cue of an attribution names."""

    ASSERTION = "assertion"
    DENIAL = "denial"
    BELIEF = "belief"
    KNOWLEDGE = "knowledge"
    PERCEPTION = "perception"
    QUESTION = "question"
    DIRECTIVE = "directive"
    COMMISSIVE = "commissive"
    EVALUATION = "evaluation"
    REFUSAL = "refusal"
    """Declining to say, and reported silence."""
    DOCUMENT = "document"
    """A document is the source of the content."""


class Directness(StrEnum):
    """How the content of an attribution is rendered."""

    DIRECT = "direct"
    INDIRECT = "indirect"
    MIXED = "mixed"
    FREE_INDIRECT = "free_indirect"
    """One side's voice without a cue."""


class Stance(StrEnum):
    """The commitment of a holder to a claim, from most positive to most negative."""

    ASSERTS = "asserts"
    """The holder would be wrong if the claim is false."""
    HEDGES = "hedges"
    """Leans to it, leaves a way out."""
    REPORTS = "reports"
    """Passes it on with no sign either way."""
    UNVERIFIED = "unverified"
    """Says that it cannot confirm it."""
    DECLINES = "declines"
    """Takes no position where one was due."""
    DOUBTS = "doubts"
    """Leans against it."""
    DENIES = "denies"
    """The holder would be wrong if the claim is true."""


class Relation(StrEnum):
    """How two claims of one event stand to each other, read from the first to the second."""

    CONTRADICTION = "contradiction"
    EQUIVALENT = "equivalent"
    ENTAILS = "entails"
    ENTAILED_BY = "entailed_by"
    COMPATIBLE = "compatible"
    DIFFERENT_EVENT = "different_event"
    OPPOSED = "opposed"
    """Norms or evaluations that cannot both be followed or held."""


class Verdict(StrEnum):
    """The three-way label of the contradiction task."""

    CONTRADICTION = "contradiction"
    CORROBORATION = "corroboration"
    NEUTRAL = "neutral"


class EditKind(StrEnum):
    """What a contrast set changes (Gardner et al. 2020, "Evaluating Models' Local Decision Boundaries via Contrast Sets")."""

    DATE = "date"
    FIGURE = "figure"
    COMPARATOR = "comparator"
    """The bound: at least, at most, about."""
    SCOPE = "scope"
    PLACE = "place"
    AGENT = "agent"
    """Who did it, or to whom."""
    SOURCE = "source"
    CUE = "cue"
    """What the marked words state or deny: "confirmed" to "could not confirm"."""
    NEGATION = "negation"
    EVENT = "event"
    """Another happening of the same kind."""


class Polarity(StrEnum):
    """What the marked words of a mention say of their claim, as they stand, without any cue outside the marks."""

    STATES = "states"
    NEGATES = "negates"
    """The negation, or a rival word, is inside the marks."""
    OPEN = "open"
    """A question, a condition, or only a part of the proposition: not used in items."""


class ConflictType(StrEnum):
    """The smallest slot whose change removes a conflict."""

    NEGATION = "negation"
    ANTONYM = "antonym"
    NUMERIC = "numeric"
    TEMPORAL = "temporal"
    LOCATIVE = "locative"
    PARTICIPANT = "participant"
    CAUSAL = "causal"
    MODALITY = "modality"
    SCOPE = "scope"
    EXISTENCE = "existence"
    CHARACTERIZATION = "characterization"


class Strength(StrEnum):
    """How a conflict was judged: no charitable ordinary reading at all, or only a strained one."""

    STRICT = "strict"
    LIKELY = "likely"


class Settled(StrEnum):
    """How a gold record came about."""

    AGREED = "agreed"
    """Both annotators wrote it."""
    ERROR = "error"
    """They differed, and one of them was wrong."""
    AMBIGUOUS = "ambiguous"
    """They differed, and both readings stand."""


class Split(StrEnum):
    """Splits are made by event."""

    TRAIN = "train"
    VALIDATION = "validation"
    TEST = "test"
    REAL = "real"
    """Real articles, whose text the user supplies."""


POLARITY: dict[Stance, int] = {
    Stance.ASSERTS: 1,
    Stance.HEDGES: 1,
    Stance.REPORTS: 0,
    Stance.UNVERIFIED: 0,
    Stance.DECLINES: 0,
    Stance.DOUBTS: -1,
    Stance.DENIES: -1,
}
"""The three-way reading of the stances: for, neither, against."""

VERDICT: dict[Relation, Verdict] = {
    Relation.CONTRADICTION: Verdict.CONTRADICTION,
    Relation.EQUIVALENT: Verdict.CORROBORATION,
    Relation.ENTAILS: Verdict.CORROBORATION,
    Relation.ENTAILED_BY: Verdict.CORROBORATION,
    Relation.COMPATIBLE: Verdict.NEUTRAL,
    Relation.DIFFERENT_EVENT: Verdict.NEUTRAL,
}
"""The three-way reading of the relations. `opposed` has none: norms and evaluations do not enter the contradiction task."""

CONVERSE: dict[Relation, Relation] = {
    **{relation: relation for relation in Relation},
    Relation.ENTAILS: Relation.ENTAILED_BY,
    Relation.ENTAILED_BY: Relation.ENTAILS,
}
"""A relation read from the second claim to the first."""

CONFLICTS = frozenset({Relation.CONTRADICTION, Relation.OPPOSED})
"""The relations that carry a type and a strength."""
