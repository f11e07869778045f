"""Read news documents of the GUM corpus (Zeldes 2017) as a user has them: their texts, and their attributions.

GUM marks attributions as discourse relations between clauses (Zeldes et al. 2025, eRST), in `rst/rstweb/*.rs4`; the texts stand in
`dep/*.conllu`. Nothing of either is part of this project.
"""

import re
import xml.etree.ElementTree as ET
from collections import defaultdict
from pathlib import Path
from typing import NamedTuple

from counterclaim.errors import Misuse

_CUE_TAGS = frozenset(("VERB", "NOUN", "AUX"))
_MARKS = frozenset("\"“”'‘’`")


class GumAttribution(NamedTuple):
    """One attribution relation: the words of its cue as far as GUM marks them, and whether its content has quotation marks."""

    cue: tuple[str, ...]
    quoted: bool
    pronoun: bool
    """Whether the source is a single pronoun."""


class GumDocument(NamedTuple):
    """A news document."""

    name: str
    words: int
    """Tokens other than punctuation."""
    attributions: tuple[GumAttribution, ...]


def conllu_text(source: str) -> str:
    """Return the text of a .conllu document in the form of an article: headline, an empty line, a paragraph a line.

    A paragraph is what stands after `# newpar`; its sentences (`# text`) are joined by spaces.
    """
    paragraphs: list[list[str]] = []
    for line in source.splitlines():
        if re.match(r"# newpar(\s|$)", line):
            paragraphs.append([])
        elif line.startswith("# text = "):
            if not paragraphs:
                paragraphs.append([])
            paragraphs[-1].append(line.removeprefix("# text = ").strip())
    lines = [" ".join(sentences) for sentences in paragraphs if sentences]
    return "\n".join((lines[0], "", *lines[1:])) if lines else ""


def read_gum(folder: Path) -> list[GumDocument]:
    """Read the news documents of a copy of GUM (`dep/` and `rst/rstweb/` below the folder).

    Raises:
        Misuse: there are none.
    """
    files = sorted((folder / "dep").glob("GUM_news_*.conllu"))
    if not files:
        raise Misuse(f"{folder}: expected a copy of GUM with dep/GUM_news_*.conllu, found none; mend the path")
    return [_document(path, folder / "rst" / "rstweb" / f"{path.stem}.rs4") for path in files]


def _document(conllu: Path, rs4: Path) -> GumDocument:
    tokens = [
        (columns[1], columns[3])
        for line in conllu.read_text(encoding="utf-8").splitlines()
        if re.match(r"\d+\t", line)
        for columns in [line.split("\t")]
    ]
    words = sum(tag != "PUNCT" for _, tag in tokens)
    body = ET.parse(rs4).getroot().find("body")
    if body is None:
        raise Misuse(f"{rs4}: expected a document in the .rs4 form, found no body; get the file anew")
    return GumDocument(conllu.stem, words, tuple(_attributions(body, tokens)))


def _attributions(body: ET.Element, tokens: list[tuple[str, str]]) -> list[GumAttribution]:
    nodes = {str(node.get("id")): node for node in body if node.tag in ("segment", "group")}
    children: dict[str, list[str]] = defaultdict(list)
    for name, node in nodes.items():
        children[str(node.get("parent"))].append(name)
    signals: dict[tuple[str, str], list[int]] = defaultdict(list)
    for signal in body.iter("signal"):
        numbers = [int(number) for number in (signal.get("tokens") or "").split(",") if number]
        signals[str(signal.get("source")), str(signal.get("subtype"))] += numbers
    found = []
    for name, node in nodes.items():
        if not (node.get("relname") or "").startswith("attribution"):
            continue
        marked = sorted(set(signals[name, "indicative_word"] + signals[name, "indicative_phrase"]))
        cue = tuple(tokens[n - 1][0].lower() for n in marked if tokens[n - 1][1] in _CUE_TAGS)
        source = signals[name, "attribution_source"]
        pronoun = len(source) == 1 and tokens[source[0] - 1][1] == "PRON"
        content = _text(str(node.get("parent")), nodes, children, leave_out=name)
        found.append(GumAttribution(cue, bool(_MARKS & set(content.split())), pronoun))
    return found


def _text(name: str, nodes: dict[str, ET.Element], children: dict[str, list[str]], leave_out: str) -> str:
    node = nodes.get(name)
    own = (node.text or "") if node is not None and node.tag == "segment" else ""
    return " ".join([own, *(_text(child, nodes, children, leave_out) for child in children[name] if child != leave_out)])
