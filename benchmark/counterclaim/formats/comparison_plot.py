"""Draw a comparison: the systems with intervals and rank groups, and how far apart they are."""

from pathlib import Path
from typing import Any

from counterclaim.comparing import ALPHA, Compared, ComparedTask
from counterclaim.drawing import COLOURS, altair, write_svg
from counterclaim.statistics.ranks import ranks

WIDTH = 420
STANDS, OPEN = "stands", "cannot be told from none"


def draw(compared: Compared, path: Path) -> None:
    """Write the picture as SVG; raises Misuse where altair is not installed."""
    module = altair()
    tasks = [task for task in compared.tasks.values() if task.comparisons]
    rows = [
        module.hconcat(_systems(module, compared, task), _differences(module, compared, task)).resolve_scale(color="independent")
        for task in tasks
    ]
    chart = module.vconcat(*rows, title=module.TitleParams(compared.signature, fontSize=8, anchor="start", orient="bottom"))
    write_svg(chart.resolve_scale(color="independent"), path)


def _systems(module: Any, compared: Compared, task: ComparedTask) -> Any:
    """Each system's value with its interval; a colour for each rank."""
    rank = ranks(task.systems, task.comparisons)
    rows = []
    scores = {system: compared.scores[system].tasks[task.task].metrics[task.headline] for system in task.systems}
    for system, one in sorted(scores.items(), key=lambda item: (rank[item[0]], -item[1].value)):
        rows.append({"system": system, "value": one.value, "low": one.low, "high": one.high, "rank": f"rank {rank[system]}"})
    data = module.Data(values=rows)
    order = [row["system"] for row in rows]
    colour = module.Color("rank:N", title=None, scale=module.Scale(range=COLOURS))
    y = module.Y("system:N", sort=order, title=None)
    base = module.Chart(data, width=WIDTH, title=f"{task.task}: {task.headline}, 95% interval")
    scale = module.Scale(zero=False, nice=True)
    bars = base.mark_rule(strokeWidth=2).encode(
        x=module.X("low:Q", title=task.headline, scale=scale, axis=module.Axis(tickCount=6)), x2="high:Q", y=y, color=colour
    )
    return bars + base.mark_point(filled=True, size=60).encode(x=module.X("value:Q", scale=scale), y=y, color=colour)


def _differences(module: Any, compared: Compared, task: ComparedTask) -> Any:
    """Of two systems the difference in each event; of more, each pair's difference with its interval."""
    zero = module.Chart(module.Data(values=[{"zero": 0}])).mark_rule(strokeDash=[4, 4], color="#888").encode(x="zero:Q")
    if len(task.comparisons) == 1:
        (one,) = task.comparisons
        effect = compared.effects[task.task, one.first, one.second]
        rows = [
            {"event": event, "difference": value, "better": one.first if value > 0 else one.second if value < 0 else "neither"}
            for event, value in effect.by_event.items()
        ]
        title = f"{one.first} minus {one.second}, event by event"
        return zero + _points(module, rows, "event", "better", [one.first, one.second, "neither"], title)
    rows = []
    for one in task.comparisons:
        effect = compared.effects[task.task, one.first, one.second]
        rows.append(
            {
                "pair": f"{one.first} - {one.second}",
                "difference": effect.difference.value,
                "low": effect.difference.low,
                "high": effect.difference.high,
                "stands": STANDS if one.adjusted_p <= ALPHA else OPEN,
            }
        )
    title = f"differences, first minus second ({compared.correction})"
    points = _points(module, rows, "pair", "stands", [STANDS, OPEN], title)
    sort = module.EncodingSortField("difference", order="descending")
    bars = (
        module.Chart(module.Data(values=rows))
        .mark_rule(strokeWidth=2)
        .encode(x="low:Q", x2="high:Q", y=module.Y("pair:N", sort=sort), color="stands:N")
    )
    return zero + bars + points


def _points(module: Any, rows: list[dict[str, Any]], category: str, colour: str, values: list[str], title: str) -> Any:
    sort = module.EncodingSortField("difference", order="descending")
    return (
        module.Chart(module.Data(values=rows), width=WIDTH, title=title)
        .mark_point(filled=True, size=60)
        .encode(
            x=module.X("difference:Q", title="difference"),
            y=module.Y(f"{category}:N", sort=sort, title=None),
            color=module.Color(f"{colour}:N", title=None, scale=module.Scale(domain=values, range=COLOURS)),
        )
    )
