"""The features of the three layers: a token alone, a token as one cue sees it, a token beside what the cues have claimed."""

from collections.abc import Sequence
from itertools import accumulate
from typing import TypeVar

from counterclaim_baselines.crf.reading import Reading, size
from counterclaim_baselines.crf.tags import OUT, Tokens, window

_T = TypeVar("_T")

Sequences = list[list[list[str]]]
"""For each sequence, for each token, its features."""


def by_paragraph(reading: Reading, rows: Sequence[_T]) -> list[list[_T]]:
    """Cut what there is for each token of an article into paragraphs."""
    return [list(rows[first:past]) for first, past in reading.paragraphs]


def around(reading: Reading, cue: Tokens, cue_tags: Sequence[str]) -> list[list[str]]:
    """Return the features of the tokens in a cue's window, relative to that cue and to the others (`cue_tags`)."""
    first, past = window(reading, cue)
    seen = _Seen(reading, cue, first, past, cue_tags)
    return [seen.token(at) for at in range(first, past)]


def beside(reading: Reading, claimed: Sequence[str]) -> list[list[str]]:
    """Return the features of each token of an article, given what the cues have claimed: a tag C, S, X or O for each token."""
    found = []
    for first, past in reading.paragraphs:
        sentence: dict[int, str] = {}
        for at in range(first, past):
            number = reading.sentence[at]
            sentence[number] = "".join(sorted(set(sentence.get(number, "")) | set(claimed[at]) - {OUT}))
        for at in range(first, past):
            number = reading.sentence[at]
            row = [*reading.features[at], f"claimed={claimed[at]}", f"sentence claimed={sentence[number]}"]
            row.append(f"sentence before claimed={sentence.get(number - 1, 'none')}")
            row.append(f"claimed -1={claimed[at - 1] if at > first else 'none'}")
            row.append(f"claimed +1={claimed[at + 1] if at + 1 < past else 'none'}")
            one = reading.quotation[at]
            if reading.switches.quotations and one:
                inside = set(claimed[one.opening + 1 : one.closing])
                row.append(f"quotation claimed={'X' in inside}")
                row.append(f"quotation opened after={reading.lower[one.opening - 1] if one.opening > first else 'none'}")
                alone = reading.sentences[number][0] >= one.opening
                row.append(f"quotation claimed={'X' in inside}|whole sentence={alone}")
            elif any(word == ":" for word in reading.words[max(first, at - 8) : at]):
                row.append("colon before")
            found.append(row)
    return found


class _Seen:
    """What one cue sees: counts of marks, commas and other cues between it and each token."""

    def __init__(self, reading: Reading, cue: Tokens, first: int, past: int, cue_tags: Sequence[str]) -> None:
        self.reading, self.cue, self.first, self.past = reading, cue, first, past
        self.cues = cue_tags
        words = reading.words
        self.between = {
            name: list(accumulate((hit(at) for at in range(first, past)), initial=0))
            for name, hit in (
                ("commas", lambda at: words[at] == ","),
                ("stops", lambda at: words[at] in ";:.!?"),
                ("brackets", lambda at: words[at] in "()[]—-"),
                ("marks", reading.is_mark),
                ("cues", lambda at: cue_tags[at] == "B"),
                ("that", lambda at: reading.lower[at] in ("that", "whether")),
                ("and", lambda at: reading.lower[at] in ("and", "but")),
                ("which", lambda at: reading.lower[at] in ("which", "who", "whose", "whom")),
            )
            if name != "marks" or reading.switches.quotations
        }
        self.same = self._cue_features()

    def token(self, at: int) -> list[str]:
        """Return the features of one token."""
        reading, cue = self.reading, self.cue
        side = "cue" if at in cue else "before" if at < cue[0] else "after" if at > cue[-1] else "within"
        low, high = (at, cue[0]) if at < cue[0] else (cue[-1] + 1, at) if at > cue[-1] else (at, at)
        passed = {name: min(counts[high - self.first] - counts[low - self.first], 3) for name, counts in self.between.items()}
        distance = size(high - low)
        sentences = reading.sentence[at] - reading.sentence[cue[0]]
        place = f"{side}{sentences}"
        found = [*reading.features[at], f"side={side}", f"sentences={place}", f"distance={side}.{distance}"]
        found += [f"{name}={side}.{count}" for name, count in passed.items()]
        stops = "".join(str(passed[name]) for name in ("commas", "stops", "cues", "that"))
        found += [f"stops={side}.{stops}", f"clause={side}.{passed['commas']}.{passed['stops']}.{passed.get('marks', 0)}"]
        found += [f"{place}|{one}" for one in self.same]
        found += [f"{side}.{passed['commas']}{passed['stops']}|{one}" for one in self.same[:4]]
        found += [f"{side}|w={reading.lower[at]}", f"{side}|w-1={reading.lower[at - 1] if at else ''}"]
        if at + 1 < len(reading.lower):
            found.append(f"{side}|w+1={reading.lower[at + 1]}")
        found += [f"{side}.{distance}|{name}" for name in (*reading.classes(at), f"s={_case(reading.words[at])}")]
        if at in (cue[0] - 1, cue[-1] + 1):
            found += [f"next to cue {side}|{one}" for one in self.same]
        if self.cues[at] != OUT and side not in ("cue",):
            found.append(f"another cue {side}")
        if reading.switches.quotations:
            one, mine = reading.quotation[at], reading.quotation[cue[0]]
            how = "out" if one is None else "same" if one is mine else "in"
            found += [f"quotation={side}.{how}", f"quotation={place}.{how}|{'quoted' if mine else 'open'} cue"]
            found += [f"quotation={side}.{how}|{name}" for name in self.same[:3]]
        return found

    def _cue_features(self) -> list[str]:
        """Return what holds of the cue as a whole: its words, and what stands before, behind and around it."""
        reading, cue = self.reading, self.cue
        first, past = reading.sentences[reading.sentence[cue[0]]]
        before = reading.lower[cue[0] - 1] if cue[0] > first else "start"
        after = reading.lower[cue[-1] + 1] if cue[-1] + 1 < past else "end"
        behind = reading.lower[cue[-1] + 2] if cue[-1] + 2 < past else "end"
        start = "mark" if reading.is_mark(first) and reading.switches.quotations else "word"
        stops = [at for at in range(cue[-1] + 1, past) if reading.words[at] in ".,;:!?"]
        rest = "last" if not stops or reading.words[stops[0]] in ".!?" else "not last"
        ahead = "first" if not any(reading.words[at] == "," for at in range(first, cue[0])) else "later"
        kinds = "".join(sorted(name[0] for token in cue for name in reading.classes(token)))
        return [
            f"after={_kind(after)}",
            f"before={_kind(before)}|after={_kind(after)}",
            f"start={start}|rest={rest}|ahead={ahead}|after={_kind(after)}",
            f"cue={' '.join(reading.lower[token] for token in cue)}",
            f"cue-1={reading.lower[cue[-1]]}|after={_kind(after)}",
            f"kinds={kinds}|after={_kind(after)}",
            f"after={_kind(after)}|{_kind(behind)}",
            f"from={min(cue[0] - first, 5)}|to={min(past - cue[-1] - 1, 5)}",
        ]


def _kind(word: str) -> str:
    """Return a word itself where it is a sign or a common small word, else its kind."""
    return word if not word[0].isalpha() or word in _SMALL else "word"


def _case(word: str) -> str:
    return "X" if word[0].isupper() else "d" if word[0].isdigit() else "x" if word[0].isalpha() else word


_SMALL = frozenset(
    (
        "a about again also an and as at but by end for from he her him his how i if in it its me no not of on only or our she "
        "so start that the their them there these they this those to us we what when where whether who why with"
    ).split()
)
