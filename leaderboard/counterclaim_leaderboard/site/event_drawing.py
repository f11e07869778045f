"""The picture of an event's disputes in numbers: boxes, lines and arcs with their coordinates, in pixels of the SVG."""

import re
import textwrap
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from statistics import fmean

from counterclaim.labels import Relation, Stance
from counterclaim_leaderboard.site.event_graph import Edge, Link, Picture
from counterclaim_leaderboard.site.event_layout import Column, Node, arrange

LINE, PADDING = 16, 6
"""The height of a line of text, and what is left free above and below it in a box."""
HOLDER, CLAIM, GUTTER, LANE = 180, 330, 170, 20
"""The widths of a holder's and a claim's box, of the space between them, and of a lane for brackets right of the claims."""
HOLDER_LETTERS, HEAD_LETTERS, CLAIM_LETTERS, LINES = 22, 25, 42, 3
"""How many letters a line of a box has room for, and how many lines a box may have."""
APART, GROUPS_APART, HEAD = 8, 36, 34
"""The space between boxes, between groups of them, and above the first."""

SIGNS = {Relation.CONTRADICTION: "≠", Relation.EQUIVALENT: "=", Relation.ENTAILS: "↦", Relation.ENTAILED_BY: "↤"}

Port = tuple[Node, bool]
"""A box and its edge: whether the right one."""


@dataclass(frozen=True)
class Box:
    """A holder or a claim."""

    id: str
    x: float
    y: float
    width: float
    height: float
    lines: tuple[str, ...]
    full: str
    """What the lines say, uncut."""


@dataclass(frozen=True)
class Head:
    """The name of a party above its holders, and a bar beside them."""

    name: str
    short: str
    x: float
    bar: float
    top: float
    bottom: float


@dataclass(frozen=True)
class Line:
    """A holder's side on a claim."""

    edge: Edge
    path: str
    end: tuple[float, float]
    """Where it meets the claim, with the sign for or against it."""
    firm: bool
    """Asserts or denies; else hedges or doubts."""
    told: str


@dataclass(frozen=True)
class Bracket:
    """A relation between two claims, right of their boxes."""

    link: Link
    path: str
    middle: tuple[float, float]
    sign: str
    told: str


@dataclass(frozen=True)
class Drawing:
    """All that the SVG shows."""

    width: float
    height: float
    heads: tuple[Head, ...]
    holders: tuple[Box, ...]
    claims: tuple[Box, ...]
    lines: tuple[Line, ...]
    brackets: tuple[Bracket, ...]


def draw(picture: Picture, names: Mapping[str, str], parties: Mapping[str, str | None], claims: Mapping[str, str]) -> Drawing:
    """Draw a picture.

    Args:
        picture: what is shown.
        names: of the holders.
        parties: the name of each holder's party; None for none.
        claims: the text of each claim.
    """
    columns = arrange(picture, parties)
    lanes = _lanes(picture.links, [node.id for group in columns.claims for node in group])
    middle = HOLDER + GUTTER
    right = middle + CLAIM + LANE * (1 + max(lanes.values(), default=-1)) + GUTTER
    numbered = {claim: f"{short(claim)} {text}" for claim, text in claims.items()}
    boxes = _stack(columns.claims, middle, CLAIM, CLAIM_LETTERS, numbered)
    height = max(box.y + box.height for box in boxes.values()) if boxes else HEAD
    wanted = _wanted(picture, boxes)
    heads = []
    for column, x, bar in ((columns.left, 0, -8), (columns.right, right, right + HOLDER + 8)):
        boxes |= _stack(column, x, HOLDER, HOLDER_LETTERS, names, wanted, height)
        for group in column:
            name, last = parties.get(group[0].id) or "no party", boxes[group[-1]]
            heads.append(Head(name, _wrapped(name, HEAD_LETTERS, 1)[0], x, bar, boxes[group[0]].y, last.y + last.height))
    return Drawing(
        width=right + HOLDER,
        height=max((box.y + box.height for box in boxes.values()), default=HEAD) + APART,
        heads=tuple(heads),
        holders=tuple(box for node, box in sorted(boxes.items()) if node.kind == "holder"),
        claims=tuple(box for node, box in sorted(boxes.items()) if node.kind == "claim"),
        lines=_lines(picture.edges, boxes, names),
        brackets=_brackets(picture.links, lanes, boxes),
    )


def short(claim: str) -> str:
    """Return how the page calls a claim: c07 is 7."""
    return re.sub(r"^c0*([1-9]\d*)$", r"\1", claim)


def _stack(
    column: Column,
    x: float,
    width: float,
    letters: int,
    texts: Mapping[str, str],
    wanted: Mapping[Node, float] | None = None,
    height: float = 0.0,
) -> dict[Node, Box]:
    """Put the boxes of a column under each other; where the height leaves room, each as near as can be to where it is wanted."""
    lines = {node: _wrapped(texts[node.id], letters, LINES) for group in column for node in group}
    heights = {node: LINE * len(told) + 2 * PADDING for node, told in lines.items()}
    gaps = {node: GROUPS_APART if node == group[0] else APART for group in column for node in group}
    room = sum(heights.values()) + sum(gaps.values()) - GROUPS_APART + HEAD if lines else 0
    boxes, y, latest = {}, float(HEAD - GROUPS_APART), max(height - room, 0.0) + HEAD - GROUPS_APART
    for node, told in lines.items():
        y, latest = y + gaps[node], latest + gaps[node]
        if wanted is not None:
            y = max(y, min(wanted[node] - heights[node] / 2, latest))
        boxes[node] = Box(node.id, x, y, width, heights[node], told, texts[node.id])
        y, latest = y + heights[node], latest + heights[node]
    return boxes


def _wanted(picture: Picture, boxes: Mapping[Node, Box]) -> dict[Node, float]:
    """Return the mean height of the claims of each holder."""
    heights = defaultdict(list)
    for edge in picture.edges:
        box = boxes[Node("claim", edge.claim)]
        heights[Node("holder", edge.holder)].append(box.y + box.height / 2)
    return {node: fmean(found) for node, found in heights.items()}


def _lines(edges: Sequence[Edge], boxes: Mapping[Node, Box], names: Mapping[str, str]) -> tuple[Line, ...]:
    """Draw the sides; the ends that meet one edge of a box stand apart on it, in the order of where they lead."""
    ends = [(Node("holder", edge.holder), Node("claim", edge.claim)) for edge in edges]
    ports: dict[tuple[int, Node], float] = {}
    meeting: defaultdict[Port, list[tuple[float, int]]] = defaultdict(list)
    for k, (holder, claim) in enumerate(ends):
        from_right = boxes[holder].x > boxes[claim].x
        meeting[holder, not from_right].append((boxes[claim].y, k))
        meeting[claim, from_right].append((boxes[holder].y, k))
    for (node, _), found in meeting.items():
        for place, (_, k) in enumerate(sorted(found), 1):
            ports[k, node] = boxes[node].y + boxes[node].height * place / (len(found) + 1)
    drawn = []
    for k, (edge, (holder, claim)) in enumerate(zip(edges, ends, strict=True)):
        from_right = boxes[holder].x > boxes[claim].x
        x, goal = boxes[holder].x, boxes[claim].x + boxes[claim].width + 6 if from_right else boxes[claim].x - 6
        x, bend = (x, -GUTTER / 2) if from_right else (x + boxes[holder].width, GUTTER / 2)
        y, level = ports[k, holder], ports[k, claim]
        path = f"M{x:.1f} {y:.1f}C{x + bend:.1f} {y:.1f} {goal - bend:.1f} {level:.1f} {goal:.1f} {level:.1f}"
        told = f"{names[edge.holder]} {' and '.join(edge.labels)} claim {short(edge.claim)}"
        drawn.append(Line(edge, path, (goal, level), edge.labels[0] in (Stance.ASSERTS, Stance.DENIES), told))
    return tuple(drawn)


def _lanes(links: Sequence[Link], order: Sequence[str]) -> dict[Link, int]:
    """Give each bracket the innermost lane where no other that it would meet stands; the shortest first."""
    place = {claim: i for i, claim in enumerate(order)}
    reach = {link: tuple(sorted((place[link.first], place[link.second]))) for link in links}
    lanes: dict[Link, int] = {}
    for link, (top, bottom) in sorted(reach.items(), key=lambda item: (item[1][1] - item[1][0], item[1])):
        taken = {lane for other, lane in lanes.items() if reach[other][0] <= bottom and top <= reach[other][1]}
        lanes[link] = min(set(range(len(taken) + 1)) - taken)
    return lanes


def _brackets(links: Sequence[Link], lanes: Mapping[Link, int], boxes: Mapping[Node, Box]) -> tuple[Bracket, ...]:
    meeting = defaultdict(list)
    for link in links:
        one, other = (boxes[Node("claim", claim)] for claim in (link.first, link.second))
        meeting[link.first].append((other.y, link))
        meeting[link.second].append((one.y, link))
    levels = {}
    for claim, found in meeting.items():
        box = boxes[Node("claim", claim)]
        for k, (_, link) in enumerate(sorted(found, key=lambda pair: pair[0]), 1):
            levels[link, claim] = box.y + box.height * k / (len(found) + 1)
    drawn = []
    for link in links:
        box = boxes[Node("claim", link.first)]
        start, out = box.x + box.width, box.x + box.width + LANE * (lanes[link] + 0.6)
        top, bottom = levels[link, link.first], levels[link, link.second]
        told = f"claim {short(link.first)} {link.label.replace('_', ' ')} claim {short(link.second)}"
        path = f"M{start:.1f} {top:.1f}H{out:.1f}V{bottom:.1f}H{start:.1f}"
        drawn.append(Bracket(link, path, (out, (top + bottom) / 2), SIGNS[link.label], told))
    return tuple(drawn)


def _wrapped(text: str, letters: int, lines: int) -> tuple[str, ...]:
    """Break a text into at most so many lines; what does not fit is told by an ellipsis."""
    return tuple(textwrap.wrap(text, letters, max_lines=lines, placeholder=" …")) or ("",)
