"""Attributions of GUM's news and interviews, where they are discourse relations between clauses (Zeldes 2017; Zeldes et al. 2025).

`rst/rstweb/*.rs4` has the clauses, the relations and the signals; `dep/*.conllu` the tokens, which both count alike through the
document. The satellite of a relation `attribution-*` is the act of saying, its nucleus the content.
"""

import re
import xml.etree.ElementTree as ET
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path, PurePosixPath
from typing import NamedTuple

from counterclaim.corpus.gum import conllu_text
from counterclaim.importers.base import Format, Intake, Row
from counterclaim.importers.files import SourceFile, source_files, text_of
from counterclaim.labels import Split
from counterclaim.spans import Piece, united

RELATIONS = ("attribution-positive", "attribution-negative")
SPLITS = {
    **dict.fromkeys(("news_homeopathic", "news_iodine", "interview_cyclone", "interview_gaming"), Split.VALIDATION.value),
    **dict.fromkeys(("news_nasa", "news_sensitive", "interview_hill", "interview_libertarian"), Split.TEST.value),
}
"""GUM's own split of these genres (its splits.md); the rest is for training."""
_GENRES = ("GUM_news_", "GUM_interview_")
_CUE_SIGNALS = ("reported_speech", "indicative_word", "indicative_phrase")
_CUE_TAGS = frozenset(("VERB", "NOUN", "AUX"))
_WORD = re.compile(r"(\d+)(?:-(\d+))?\t([^\t]*)\t[^\t]*\t([^\t]*)")


class _Token(NamedTuple):
    place: Piece
    tag: str


class _Relation(NamedTuple):
    name: str
    """By which its signals know it."""
    label: str
    satellite: str
    nucleus: str


@dataclass(frozen=True)
class _Tree:
    """The clauses and relations of a document."""

    body: ET.Element
    multinuclear: frozenset[str]
    """The relations whose members are all nuclei."""

    @cached_property
    def nodes(self) -> dict[str, ET.Element]:
        return {str(node.get("id")): node for node in self.body if node.tag in ("segment", "group")}

    @cached_property
    def tokens(self) -> dict[str, range]:
        """The numbers of the tokens of each clause, from 0."""
        found, past = {}, 0
        for name, node in self.nodes.items():
            if node.tag == "segment":
                first, past = past, past + len((node.text or "").split())
                found[name] = range(first, past)
        return found

    @cached_property
    def children(self) -> dict[str, list[str]]:
        found: dict[str, list[str]] = defaultdict(list)
        for name, node in self.nodes.items():
            found[str(node.get("parent"))].append(name)
        return found

    def attributions(self) -> Iterator[_Relation]:
        for name, node in self.nodes.items():
            if node.get("relname") in RELATIONS:
                yield _Relation(name, str(node.get("relname")), name, str(node.get("parent")))
        for edge in self.body.iter("secedge"):
            if edge.get("relname") in RELATIONS:
                yield _Relation(str(edge.get("id")), str(edge.get("relname")), str(edge.get("source")), str(edge.get("target")))

    def content(self, relation: _Relation, source: set[int]) -> set[int]:
        """Return the tokens of the nucleus, and of the rest of its clause where the act of saying stands within it.

        "That, I think, started it": the clause is torn (same-unit), and "I think" hangs on one of its parts. Where the source
        stands in the rest ("A man, tired, said it was cold"), the clause that is torn is that of the saying.
        """
        found = self.core(relation.nucleus)
        part = self.nodes.get(str(self.nodes[relation.nucleus].get("parent")))
        if part is not None and part.get("relname") == "same-unit":
            saying = self.whole(relation.satellite) - found
            rest = self.core(str(part.get("parent"))) - found - saying
            if not rest & source:
                found |= rest
        return found

    def core(self, name: str) -> set[int]:
        """Return the tokens of a node without the satellites that hang on it."""
        if name in self.tokens:
            return set(self.tokens[name])
        return {token for child in self.children[name] if self._is_nucleus(child) for token in self.whole(child)}

    def whole(self, name: str) -> set[int]:
        """Return the tokens of a node and of all that hangs on it."""
        return self.core(name).union(*(self.whole(child) for child in self.children[name] if not self._is_nucleus(child)))

    def _is_nucleus(self, name: str) -> bool:
        relation = self.nodes[name].get("relname")
        return relation == "span" or relation in self.multinuclear


def _read(path: Path, intake: Intake) -> None:
    files = {file.path: file for file in source_files(path, (".conllu", ".rs4"), intake)}
    trees = {file.path.stem: file for file in files.values() if file.path.suffix == ".rs4"}
    for file in files.values():
        if not file.path.stem.startswith(_GENRES):
            intake.left_out["file of another genre"] += 1
        elif file.path.suffix == ".conllu":
            if file.path.stem in trees:
                _document(file, trees[file.path.stem], intake)
            else:
                name = PurePosixPath("rst", "rstweb", f"{file.path.stem}.rs4")
                intake.fault(file.name, "", f"its relations in {name}", "none", "get the document whole")


def _document(conllu: SourceFile, rs4: SourceFile, intake: Intake) -> None:
    source, xml = text_of(conllu, intake), text_of(rs4, intake)
    if source is None or xml is None:
        return
    text = conllu_text(source)
    tokens = _tokens(conllu, source, text, intake)
    tree = _tree(rs4, xml, intake)
    if tokens is None or tree is None:
        return
    counted = sum(map(len, tree.tokens.values()))
    if counted != len(tokens):
        expected = f"the {len(tokens)} tokens of {conllu.path.name}"
        intake.fault(rs4.name, "", expected, str(counted), "get both files of one version of GUM")
        return
    signals: dict[tuple[str, str], set[int]] = defaultdict(set)
    for signal in tree.body.iter("signal"):
        numbers = {int(number) - 1 for number in re.findall(r"\d+", signal.get("tokens") or "")}
        signals[str(signal.get("source")), str(signal.get("subtype"))] |= numbers & set(range(len(tokens)))
    found: list[Row] = []
    for relation in tree.attributions():
        marked = set().union(*(signals[relation.name, subtype] for subtype in _CUE_SIGNALS))
        speaker = signals[relation.name, "attribution_source"]
        cue = {token for token in marked & tree.core(relation.satellite) if tokens[token].tag in _CUE_TAGS}
        spans: Row = {
            "source": _pieces(speaker, tokens),
            "cue": _pieces(cue, tokens),
            "content": _pieces(tree.content(relation, speaker), tokens),
        }
        intake.attribution(found, spans, relation.name, relation.label)
    name = conllu.path.stem.removeprefix("GUM_")
    told = dict(re.findall(r"^# meta::(\w+) = (.*)$", source, re.MULTILINE))
    intake.article(
        name,
        name,
        text,
        sorted(found, key=lambda one: one["content"]),
        split=SPLITS.get(name, Split.TRAIN.value),
        place=(conllu.name, ""),
        title=told.get("title", ""),
        published=told.get("dateCreated", ""),
        outlet="wikinews",
        outlet_name="Wikinews",
    )


def _tree(file: SourceFile, xml: str, intake: Intake) -> _Tree | None:
    """Read the relations; a document that is no tree is a fault."""
    try:
        root = ET.fromstring(xml)
    except ET.ParseError as error:
        intake.fault(file.name, "", "XML", str(error), "get the file anew")
        return None
    body = root.find("body")
    if body is None:
        intake.fault(file.name, "", "a body", "none", "get the file anew")
        return None
    tree = _Tree(body, frozenset(str(one.get("name")) for one in root.iter("rel") if one.get("type") == "multinuc"))
    sound = True
    for name, node in tree.nodes.items():
        parent, seen = node.get("parent"), {name}
        while parent is not None and parent in tree.nodes and parent not in seen:
            seen.add(parent)
            parent = tree.nodes[parent].get("parent")
        if parent is not None:
            sound = False
            intake.fault(file.name, f"node {name}", "a node under a root", f"parent {parent!r}", "get the file anew")
    for relation in tree.attributions():
        for end in (relation.satellite, relation.nucleus):
            if end not in tree.nodes:
                sound = False
                intake.fault(file.name, f"relation {relation.name}", "two nodes that exist", repr(end), "get the file anew")
    return tree if sound else None


def _tokens(file: SourceFile, source: str, text: str, intake: Intake) -> list[_Token] | None:
    """Return the words of a .conllu document with their places in its text; a word that the text does not have is a fault."""
    found: list[_Token] = []
    at, past = 0, 0
    within = 0
    """Up to which word of the sentence the parts of a contracted word go."""
    for number, line in enumerate(source.splitlines(), 1):
        if line.startswith("# text = "):
            at, within = text.index(line.removeprefix("# text = ").strip(), at), 0
        match = _WORD.match(line)
        if match is None:
            continue
        first, last, form, tag = match.groups()
        inside = int(first) <= within
        place = text.find(form, at, past if inside else len(text))
        if place < 0 and not inside:
            intake.fault(file.name, f"line {number}", "a word of the sentence's text", repr(form), "get the file anew")
            return None
        if last is not None:
            within, at, past = int(last), place, place + len(form)
            continue
        if place < 0:  # a part that the contracted word does not spell
            found.append(_Token((at, past), tag))
            continue
        found.append(_Token((place, place + len(form)), tag))
        at = place + len(form)
    return found


def _pieces(numbers: Iterable[int], tokens: list[_Token]) -> list[list[int]]:
    """Return tokens as pieces of text, one a run, without punctuation at its ends."""
    runs: list[list[int]] = []
    for number in sorted(numbers):
        if runs and runs[-1][-1] == number - 1:
            runs[-1].append(number)
        else:
            runs.append([number])
    words = ([tokens[number].place for number in run if tokens[number].tag != "PUNCT"] for run in runs)
    return united((places[0][0], places[-1][1]) for places in words if places)


FORMAT = Format(
    "gum",
    "GUM's news and interviews: dep/*.conllu with rst/rstweb/*.rs4",
    "attribution",
    "the document",
    {},
    (
        "Source: the tokens of the signal attribution_source. Cue: verbs, nouns and auxiliaries in the satellite that a signal of"
        " speech or of an indicative word marks. Content: the nucleus, without punctuation at its ends.",
        "A secondary edge counts like a relation.",
        "Type of cue, directness, nesting and who is named stay empty.",
    ),
    _read,
)
