"""The pages that are drawn from the code. One more is one module with `page()` and one line here."""

from collections.abc import Callable, Mapping

from counterclaim_docs import api, commands, metrics, schemas

REFERENCE: Mapping[str, Callable[[], str]] = {
    "reference/metrics.md": metrics.page,
    "reference/commands.md": commands.page,
    "reference/schemas.md": schemas.page,
    "reference/api.md": api.page,
}
