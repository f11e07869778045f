"""How Sphinx builds the site: offline, with every warning an error (`make docs`)."""

from importlib.metadata import version as installed
from typing import Any

project = "Counterclaim"
author = "The Counterclaim authors"
project_copyright = f"{author}. Code: Apache-2.0. Text and data: CC BY 4.0"
version = release = installed("counterclaim")

extensions = ["myst_parser", "sphinx.ext.autodoc", "sphinx.ext.napoleon"]
exclude_patterns = ["extra"]
default_role = "code"

myst_heading_anchors = 6
myst_links_external_new_tab = False

autodoc_typehints = "signature"
autodoc_member_order = "bysource"
autodoc_preserve_defaults = True
python_maximum_signature_line_length = 88
napoleon_google_docstring = True
napoleon_numpy_docstring = False

html_theme = "furo"
html_title = f"Counterclaim {release}"
html_extra_path = ["../build/docs/extra"]
html_show_sphinx = False
html_copy_source = False


def setup(app: Any) -> None:
    """Keep the words of a field as they are: napoleon would take what stands before a colon for its type."""
    kept: dict[str, list[str]] = {}

    def keep(app: Any, what: str, name: str, thing: Any, options: Any, lines: list[str]) -> None:
        kept[name] = list(lines)

    def restore(app: Any, what: str, name: str, thing: Any, options: Any, lines: list[str]) -> None:
        if what == "attribute":
            lines[:] = kept[name]

    def without_words(app: Any, what: str, name: str, thing: Any, skip: bool, options: Any) -> bool | None:
        return True if str(getattr(thing, "__doc__", "")).startswith("Alias for field number") else None

    app.connect("autodoc-process-docstring", keep, priority=1)
    app.connect("autodoc-process-docstring", restore, priority=999)
    app.connect("autodoc-skip-member", without_words)
