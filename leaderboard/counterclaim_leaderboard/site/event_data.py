"""All of a split that the pages of its events show, read once: rows by event, in the order of the gold."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from counterclaim.graphs import Graph
from counterclaim.rows import Row
from counterclaim.tasks import TASKS
from counterclaim.tasks.base import in_order
from counterclaim_leaderboard.site.contents import Site

COLUMNS = {
    "articles": ("id", "event", "article", "outlet_name", "position", "published", "text", "furniture"),
    "attribution": ("id", "event", "text", "attributions"),
    "stance": ("id", "event", "holder", "claim", "article", "evidence", "label"),
    "contradiction": ("id", "event", "first_article", "first_span", "second_article", "second_span", "needs", "label"),
    "contrast": (
        *("id", "event", "set", "first_mention", "first_paragraph", "second_mention", "second_paragraph"),
        *("label", "change", "why"),
    ),
    "graph": (
        *("id", "event", "kind", "title", "place", "window", "parties", "articles", "sources", "claims", "stances", "relations"),
    ),
}
"""What is read of each config."""


@dataclass(frozen=True)
class EventData:
    """What the dataset says of one event."""

    graph: Row
    disputed: Graph
    """The gold graph as the scorer has it."""
    articles: Sequence[Row]
    items: Mapping[str, Sequence[Row]]
    """By task; the attributions of each row in the order in which the scorer numbers them."""


def event_data(site: Site) -> dict[str, EventData]:
    """Read the events of a site that shows them, by id."""
    read = {config: _by_event(site, config) for config in COLUMNS if config == "articles" or config in site.gold}
    graphs = dict(zip(site.gold["graph"].ids, site.gold["graph"].items.graphs, strict=True))
    return {
        event: EventData(
            graph=read["graph"][event][0],
            disputed=graphs[event],
            articles=read["articles"][event],
            items={task: read[task][event] for task in TASKS if event in read.get(task, {})},
        )
        for event in site.events
    }


def _by_event(site: Site, config: str) -> dict[str, list[Row]]:
    """Return the rows of a config by event, in the order of the gold."""
    if config == "attribution":
        rows = site.gold[config].rows  # in which the attributions have their order, too
    else:
        rows, _, _ = in_order(site.board.dataset.rows(config, site.board.split, COLUMNS[config]))
    found = defaultdict(list)
    for row in rows:
        found[row["event"]].append(row)
    return found
