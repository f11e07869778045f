"""Follow every link of a built site: files and anchors within it; and see that it takes nothing from the network."""

from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote, urlsplit

LOADED = {("script", "src"), ("link", "href"), ("img", "src"), ("iframe", "src"), ("source", "src")}
"""What a browser fetches by itself; a link of a text may lead out."""


class Page(HTMLParser):
    """The anchors and links of one page."""

    def __init__(self, text: str) -> None:
        """Read the page."""
        super().__init__()
        self.anchors: set[str] = set()
        self.links: list[tuple[str, str]] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note the anchors and links of a tag."""
        for name, value in attrs:
            if value and name == "id":
                self.anchors.add(value)
            elif value and name in ("href", "src"):
                self.links.append((f"{tag} {name}", value))


def faults(site: Path) -> list[str]:
    """Return what is wrong: a page for each line, what leads nowhere, what would be fetched."""
    pages = {path: Page(path.read_text(encoding="utf-8")) for path in sorted(site.resolve().rglob("*.html"))}
    if not pages:
        return [f"{site}: expected a built site, found no page; run `make docs`"]
    found = []
    for path, page in pages.items():
        for kind, link in page.links:
            to = urlsplit(link)
            if to.scheme or to.netloc:
                if tuple(kind.split()) in LOADED and to.scheme != "data":
                    found.append(f"{path}: {link} is taken from the network")
                continue
            target = (path.parent / unquote(to.path)).resolve() if to.path else path
            if not target.is_file():
                found.append(f"{path}: {link} leads to no file")
            elif to.fragment and target in pages and unquote(to.fragment) not in pages[target].anchors:
                found.append(f"{path}: {link} leads to no anchor")
    return found
