"""Turn a template into a page: everything that is put into it is escaped, and the page may load our own files and nothing else.

The Content-Security-Policy stands in a meta element, because a page from disk has no header. What holds from `file://` was tried
in headless Chromium 150: `'self'` covers scripts and styles that are files of the site, also one folder up; an integrity attribute
makes Chromium refuse any file from disk (it asks for CORS, which disk lacks), and so does a digest in the policy for a file. So the
policy is `'self'`, scripts and styles are files under assets/, there is no inline script and no style attribute, and data for a
script stands in `<script type="application/json">`, which no browser runs and no policy forbids.
"""

import json
import re
from dataclasses import dataclass
from typing import Any

from jinja2 import Environment, PackageLoader, StrictUndefined, select_autoescape
from markupsafe import Markup

from counterclaim_leaderboard.formats import power
from counterclaim_leaderboard.site.charts import CHARTS
from counterclaim_leaderboard.site.titles import PROPERTIES, TITLES, UNITS

POLICY = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; base-uri 'none'; form-action 'none'"

_NOT_TEXT = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff]")
"""Characters that no page can hold: controls, and halves of surrogate pairs."""


@dataclass(frozen=True)
class Page:
    """A file of the site."""

    path: str
    """From the root of the site, with slashes."""
    text: str


@dataclass(frozen=True)
class Link:
    """A page that every page leads to."""

    title: str
    path: str


class Renderer:
    """Renders the templates of this package, with the links that stand at the head of every page."""

    def __init__(self, links: tuple[Link, ...], footer: dict[str, Any]) -> None:
        """Take the links, and what the foot of every page says."""
        self._environment = Environment(
            loader=PackageLoader("counterclaim_leaderboard.site"),
            autoescape=select_autoescape(default=True),
            undefined=StrictUndefined,
            trim_blocks=True,
            lstrip_blocks=True,
            finalize=_printable,
        )
        told = {"titles": TITLES, "units": UNITS, "properties": PROPERTIES, "power": power}
        self._environment.globals |= {"links": links, "policy": POLICY, "footer": footer, **told, **CHARTS}
        self._environment.filters |= {one.__name__: one for one in (number, percent, metric, capitalize_first, as_json)}

    def render(self, template: str, path: str, **context: Any) -> Page:
        """Return the page at `path` (from the root of the site); `root` and `path` are known to the template."""
        root = "../" * path.count("/")
        return Page(path, self._environment.get_template(template).render(root=root, path=path, **context))


def number(value: float | None) -> str:
    """Return three digits; a dash where there is no value."""
    return "–" if value is None else f"{value:.3f}".replace("-", "−")


def percent(value: float) -> str:
    """Return a share in whole per cent."""
    return f"{100 * value:.0f}%"


def metric(name: str) -> str:
    """Return the name of a metric in words: `macro_f1` is macro F1."""
    words = name.replace("_", " ")
    return re.sub(r"\b(f1|mcc)\b", lambda found: found[0].upper(), words)


def capitalize_first(text: str) -> str:
    """Return text with a capital at its head; the rest stays."""
    return text[:1].upper() + text[1:]


def as_json(value: Any) -> Markup:
    """Return JSON for `<script type="application/json">`: no character in it can end the element or begin a comment."""
    text = json.dumps(value, ensure_ascii=True, separators=(",", ":"), allow_nan=False)
    return Markup(text.replace("&", "\\u0026").replace("<", "\\u003c").replace(">", "\\u003e"))


def _printable(value: Any) -> Any:
    return _NOT_TEXT.sub("\ufffd", value) if isinstance(value, str) and not isinstance(value, Markup) else value
