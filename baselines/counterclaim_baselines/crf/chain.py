"""The three models, one after the other: cues, the roles of each cue, contents without a cue."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Protocol

from counterclaim.metrics.base import ROLES
from counterclaim_baselines.attributions import Found
from counterclaim_baselines.crf.features import Sequences, around, beside, by_paragraph
from counterclaim_baselines.crf.reading import Reading
from counterclaim_baselines.crf.tags import (
    OUT,
    Tokens,
    cue_tags,
    found_of,
    free_of,
    free_tags,
    role_tags,
    roles_of,
    touched,
)

ITERATIONS = 80

Shares = Sequence[Mapping[str, float]]
"""For each token the probability of each of its tags; a tag that is not there has none."""


@dataclass(frozen=True)
class Penalties:
    """The weights of the L1 and the L2 norm of a model's parameters."""

    c1: float
    c2: float


@dataclass(frozen=True)
class Labelled:
    """An article and its attributions as tokens."""

    reading: Reading
    found: tuple[tuple[Tokens, Tokens, Tokens], ...]
    """Source, cue and content of each."""

    @property
    def cued(self) -> dict[Tokens, tuple[Tokens, Tokens]]:
        """Source and content by cue; the first of those that share one."""
        return {cue: (source, content) for source, cue, content in reversed(self.found) if cue}

    @property
    def free(self) -> list[tuple[Tokens, Tokens]]:
        """Source and content of those without a cue."""
        return [(source, content) for source, cue, content in self.found if not cue]


def labelled(reading: Reading, attributions: Sequence[Mapping[str, Any]]) -> Labelled:
    """Turn the spans of the gold into tokens."""
    source, cue, content = (touched(reading, [one[role] for one in attributions]) for role in ROLES)
    return Labelled(reading, tuple(sorted(zip(source, cue, content, strict=True))))


def fitted(sequences: Sequences, tags: Sequence[Sequence[str]], penalties: Penalties) -> Any:
    """Train one conditional random field (Lafferty et al. 2001) by L-BFGS, which draws nothing at random."""
    from sklearn_crfsuite import CRF  # noqa: PLC0415 - an extra

    model = CRF("lbfgs", c1=penalties.c1, c2=penalties.c2, max_iterations=ITERATIONS, all_possible_transitions=True)
    return model.fit(sequences, tags)


def fit_cues(articles: Sequence[Labelled], penalties: Penalties) -> Any:
    """Train the model of cues."""
    sequences, tags = [], []
    for one in articles:
        sequences += by_paragraph(one.reading, one.reading.features)
        tags += by_paragraph(one.reading, cue_tags(one.reading, one.cued))
    return fitted(sequences, tags, penalties)


def fit_roles(articles: Sequence[Labelled], penalties: Penalties) -> Any:
    """Train the model of what belongs to a cue, on the cues of the gold."""
    sequences, tags = [], []
    for one in articles:
        others = cue_tags(one.reading, one.cued)
        for cue, (source, content) in sorted(one.cued.items()):
            sequences.append(around(one.reading, cue, others))
            tags.append(role_tags(one.reading, cue, source, content))
    return fitted(sequences, tags, penalties)


def fit_free(articles: Sequence[Labelled], penalties: Penalties) -> Any:
    """Train the model of contents without a cue, beside what the cues of the gold claim."""
    sequences, tags = [], []
    for one in articles:
        claims = claimed(one.reading, [(source, cue, content) for cue, (source, content) in one.cued.items()])
        sequences += by_paragraph(one.reading, beside(one.reading, claims))
        tags += by_paragraph(one.reading, free_tags(one.reading, one.free))
    return fitted(sequences, tags, penalties)


class Models(Protocol):
    """What the chain asks, layer after layer."""

    def cues(self, reading: Reading) -> Shares:
        """Return the shares of the tags of cues for each token of an article."""

    def roles(self, reading: Reading, cues: Sequence[Tokens]) -> Sequence[Shares]:
        """Return for each cue the shares of the tags of roles in its window, beside the other cues."""

    def free(self, reading: Reading, claims: Sequence[str]) -> Shares:
        """Return the shares of the tags of free contents for each token, given what the cues claim (`claimed`)."""


@dataclass(frozen=True)
class Fields:
    """Three conditional random fields as the models."""

    of_cues: Any
    of_roles: Any
    of_free: Any

    def cues(self, reading: Reading) -> Shares:
        """Ask paragraph by paragraph."""
        return _joined(self.of_cues.predict_marginals(by_paragraph(reading, reading.features)))

    def roles(self, reading: Reading, cues: Sequence[Tokens]) -> Sequence[Shares]:
        """Ask window by window."""
        tags = cue_tags(reading, cues)
        found: Sequence[Shares] = self.of_roles.predict_marginals([around(reading, cue, tags) for cue in cues])
        return found

    def free(self, reading: Reading, claims: Sequence[str]) -> Shares:
        """Ask paragraph by paragraph."""
        return _joined(self.of_free.predict_marginals(by_paragraph(reading, beside(reading, claims))))


@dataclass(frozen=True)
class Chain:
    """Trained models, and the probabilities from which on a cue, a word of source or content, and a free content are taken.

    A token goes by its own probability, not by the best sequence: the score is by shared tokens, which that serves (Goodman 1996).
    """

    models: Models
    cue_threshold: float = 0.2
    role_threshold: float = 0.4
    free_threshold: float = 0.5

    def extract(self, reading: Reading) -> list[Found]:
        """Return the attributions of an article, each once, in the order of the text."""
        cued = self.cued(reading)
        free = self._free(reading, claimed(reading, cued))
        every = [found_of(reading, cue, source, content) for source, cue, content in [*cued, *((s, (), c) for s, c in free)]]
        return sorted(dict.fromkeys(one for one in every if one), key=lambda one: (one.content, one.cue, one.source))

    def cued(self, reading: Reading) -> list[tuple[Tokens, Tokens, Tokens]]:
        """Return source, cue and content of each cue that has a content."""
        found = begun(self.models.cues(reading), reading, self.cue_threshold)
        if not found:
            return []
        shares = self.models.roles(reading, found)
        roles = [(cue, *roles_of(reading, cue, self._taken(row))) for cue, row in zip(found, shares, strict=True)]
        return [(source, cue, content) for cue, source, content in roles if content]

    def _taken(self, shares: Shares) -> list[str]:
        """Return for each token the more probable of S and X where it is at least as probable as the threshold."""
        tags = []
        for share in shares:
            probable = {name: share.get(f"B-{name}", 0.0) + share.get(f"I-{name}", 0.0) for name in ("S", "X")}
            name = max(probable, key=lambda one: probable[one])
            tags.append(name if probable[name] >= self.role_threshold else OUT)
        return tags

    def _free(self, reading: Reading, claims: Sequence[str]) -> list[tuple[Tokens, Tokens]]:
        rows = self.models.free(reading, claims)
        tags = [OUT] * len(rows)
        for first, past in reading.paragraphs:
            for at in range(first, past):
                share = rows[at]
                inside = at > first and tags[at - 1] in ("B", "I")
                if share.get("B", 0.0) >= self.free_threshold:
                    tags[at] = "B"
                elif inside and share.get("I", 0.0) >= self.free_threshold / 2:
                    tags[at] = "I"
                elif share.get("S", 0.0) >= self.free_threshold:
                    tags[at] = "S"
        return free_of(reading, tags)


def begun(rows: Shares, reading: Reading, threshold: float) -> list[Tokens]:
    """Return the cues whose beginning is at least as probable as the threshold; what goes on is the more probable of its tags."""
    found: list[list[int]] = []
    for first, past in reading.paragraphs:
        here: list[list[int]] = []
        for at in range(first, past):
            share = {tag: rows[at].get(tag, 0.0) for tag in "BIJO"}
            follows = bool(here) and here[-1][-1] == at - 1
            if share["B"] >= threshold and share["B"] >= share["I"]:
                here.append([at])
            elif (follows and share["I"] >= max(share["B"], threshold)) or (here and share["J"] >= threshold):
                here[-1].append(at)
        found += here
    return [tuple(cue) for cue in found]


def claimed(reading: Reading, cued: Sequence[tuple[Tokens, Tokens, Tokens]]) -> list[str]:
    """Return for each token of an article whether it is part of a cue, else of a content, else of a source."""
    tags = [OUT] * len(reading.tokens)
    for role, name in ((0, "S"), (2, "X"), (1, "C")):
        for one in cued:
            for token in one[role]:
                tags[token] = name
    return tags


def _joined(paragraphs: Sequence[Shares]) -> Shares:
    return [share for paragraph in paragraphs for share in paragraph]
