"""The adjudicator's sheet: each place where A and B part, with both records as written."""

import json
from typing import Any

from counterclaim.corpus.disagreements import Record, disagreements
from counterclaim.corpus.write import attribution_form, relation_form, stance_form
from counterclaim.records import Attribution, Event, HeldStance


def sheet(event: Event) -> str:
    """Return one YAML record for each disagreement: its key, the fields in which A and B part, and both records."""
    lines = [f"event: {event.id}", "disagreements:"]
    for cell in disagreements(event):
        lines.append(f"  - on: {json.dumps(cell.key, ensure_ascii=False)}")
        lines.append(f"    differ: [{', '.join(cell.differ)}]")
        lines.append(f"    a: {_told(cell.a, event)}")
        lines.append(f"    b: {_told(cell.b, event)}")
    return "\n".join(lines) + "\n"


def _told(record: Record | None, event: Event) -> str:
    if record is None:
        return "none"
    form: dict[str, Any]
    if isinstance(record, Attribution):
        form = attribution_form(record, event.article(record.article).text)
    elif isinstance(record, HeldStance):
        form = stance_form(record)
    else:
        form = relation_form(record)
    return json.dumps(form, ensure_ascii=False)
