"""The pages: plain HTML without any script, every text escaped."""

from functools import lru_cache
from importlib.resources import files
from typing import Any

from jinja2 import Environment, PackageLoader, StrictUndefined, select_autoescape

from counterclaim_leaderboard.site.titles import TITLES


@lru_cache(maxsize=1)
def _environment() -> Environment:
    return Environment(
        loader=PackageLoader("counterclaim_leaderboard.service.web"),
        autoescape=select_autoescape(default=True),
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )


def render(name: str, **values: Any) -> bytes:
    """Return a page."""
    return _environment().get_template(name).render(titles=TITLES, **values).encode()


@lru_cache(maxsize=1)
def style() -> bytes:
    """Return the style sheet."""
    return (files("counterclaim_leaderboard.service.web") / "templates" / "service.css").read_bytes()
