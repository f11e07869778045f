"""The page of each event: its articles with the gold's marks, its disputes drawn and told, and what each system got wrong."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from statistics import median
from typing import Any

import msgspec

from counterclaim.rows import Row
from counterclaim_leaderboard.answers import Answers
from counterclaim_leaderboard.board import BOUNDS
from counterclaim_leaderboard.effects import by_event
from counterclaim_leaderboard.site.contents import Site
from counterclaim_leaderboard.site.event_article import show
from counterclaim_leaderboard.site.event_claims import shown_claims
from counterclaim_leaderboard.site.event_data import EventData, event_data
from counterclaim_leaderboard.site.event_drawing import draw, short
from counterclaim_leaderboard.site.event_failures import Failure, failures
from counterclaim_leaderboard.site.event_graph import picture
from counterclaim_leaderboard.site.event_items import gold_labels, items
from counterclaim_leaderboard.site.rendering import Page

INDEX = "events/index.html"


@dataclass(frozen=True)
class Listed:
    """An event in the index."""

    event: Row
    """In the config `graph`."""
    sizes: Mapping[str, int]
    """By task, the things of the gold: attributions, items, disputes."""
    medians: Mapping[str, float]
    """By task, the median over the systems of the headline on this event; bounds left out."""


def pages(site: Site) -> Iterator[Page]:
    """Give the page of each event, and their index."""
    board = site.board
    answers = {name: one.answers for name, one in sorted(board.seen.items())}
    values = {task: by_event(one, board.counts[task]) for task, one in board.tasks.items()}
    listed = []
    for event, data in event_data(site).items():
        here = {name: msgspec.json.decode(one[event]) for name, one in answers.items() if event in one}
        failed = {task: _failed(event, task, data, here, values.get(task, {})) for task in data.items}
        told = {task: items(task, data) for task in data.items}
        sizes = {task: len(one["items"]) for task, one in told.items()}
        gold = _gold(data)
        for_script = {"items": told, "answers": here, "bounds": sorted(BOUNDS), "claims": gold["texts"], "holders": gold["names"]}
        yield site.render(
            "event.html", site.event_path(event), **gold, failed=failed, sizes=sizes, systems=list(here), data=for_script
        )
        listed.append(Listed(data.graph, sizes, _medians(failed)))
    yield site.render("events.html", INDEX, events=listed)


def _failed(
    event: str, task: str, data: EventData, here: Mapping[str, Mapping[str, Answers]], values: Mapping[str, Mapping[str, float]]
) -> list[Failure]:
    told = {name: one[task] for name, one in here.items() if task in one}
    return failures(task, gold_labels(task, data.items[task]), told, {name: values[name][event] for name in told})


def _gold(data: EventData) -> dict[str, Any]:
    """Return what the page shows of the gold."""
    graph = data.graph
    shown = picture(data.disputed, graph)
    names = {source["id"]: source["name"] for source in graph["sources"]}
    texts = {claim["id"]: claim["text"] for claim in graph["claims"]}
    parties = {party["id"]: party["name"] for party in graph["parties"]}
    party_of = {source["id"]: parties.get(source["party"]) for source in graph["sources"]}
    hues = {source["id"]: number for number, source in enumerate(graph["sources"])}
    attributions = {row["id"].split("/", 1)[1]: row["attributions"] for row in data.items.get("attribution", ())}
    rows = sorted(data.articles, key=lambda row: graph["articles"].index(row["article"]))
    articles = [show(row, attributions.get(row["article"], ()), hues) for row in rows]
    return {
        "event": graph,
        "names": names,
        "texts": texts,
        "short": short,
        "articles": articles,
        "picture": shown,
        "drawing": draw(shown, names, party_of, texts),
        "claims": shown_claims(data.disputed, graph, shown, articles),
    }


def _medians(failed: Mapping[str, list[Failure]]) -> dict[str, float]:
    values = {task: [one.value for one in found if one.system not in BOUNDS] for task, found in failed.items()}
    return {task: median(found) for task, found in values.items() if found}
