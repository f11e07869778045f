"""Write what Sphinx builds the site of: the pages, each where it stands in the project, with links that lead somewhere on the site.

A page links to pages, pictures and files as on a host of code. On the site a link to a file that is no page leads to a copy that
shows it; one to a folder to its README, or to a page that shows its files.
"""

import posixpath
import re
import shutil
from functools import partial
from pathlib import Path

from counterclaim_docs import schemas
from counterclaim_docs.links import relinked
from counterclaim_docs.nav import HOME, SECTIONS, TITLES
from counterclaim_docs.reference import REFERENCE

PICTURES = (".png", ".svg")
LARGEST = 64 * 1024
"""Bytes of a file that is shown in full."""

_LANGUAGES = {".py": "python", ".yml": "yaml", ".yaml": "yaml", ".toml": "toml"}
_FRONT = re.compile(r"\A---\n.*?^---\n", re.MULTILINE | re.DOTALL)


class Assembly:
    """The site's source as it grows: pages bring in the files that they link to."""

    def __init__(self, root: Path, out: Path) -> None:
        """Take the root of the project, and a folder to write into."""
        self.root, self.out = root, out
        self.pages = [HOME, *(page for section in SECTIONS.values() for page in section)]
        self.shown: set[str] = set()

    def write(self) -> None:
        """Write all of it. Raises FileNotFoundError for a page or the target of a link that is not there."""
        for page in self.pages:
            self._write(_place(page), relinked(self._text(page), partial(self._mended, page)))
        with (self.out / "index.md").open("a", encoding="utf-8") as home:
            home.write(self._contents())
        schemas.write(self.out / "extra" / "schemas")

    def _text(self, page: str) -> str:
        if page in REFERENCE:
            return REFERENCE[page]()
        if not (self.root / page).is_file():
            raise FileNotFoundError(f"{page}: expected a page, found none; write it, or take it out of counterclaim_docs/nav.py")
        return _FRONT.sub("", (self.root / page).read_text(encoding="utf-8"))

    def _contents(self) -> str:
        parts = []
        for title, section in SECTIONS.items():
            places = "\n".join(f"{TITLES[page]} <{page}>" if page in TITLES else page for page in section)
            parts.append(f"\n```{{toctree}}\n:caption: {title}\n:hidden:\n\n{places}\n```\n")
        return "".join(parts)

    def _mended(self, page: str, target: str) -> str:
        """Return the link of a page as it is on the site."""
        path, hash_, anchor = target.partition("#")
        if not path:
            return target
        to = posixpath.normpath(posixpath.join(posixpath.dirname(page), path))
        if to not in self.pages and not (self.root / to).exists():
            raise FileNotFoundError(f"{page}: expected the file or folder {to}, found none; mend the link ({target})")
        if f"{to}/README.md" in self.pages:
            to = f"{to}/README.md"
        if to in self.pages:
            place = _place(to)
        elif to.endswith(PICTURES):
            place = to
            self._copy(to)
        else:
            place = f"files/{to}.md"
            self._show(to)
        return posixpath.relpath(place, posixpath.dirname(_place(page)) or ".") + hash_ + anchor

    def _copy(self, file: str) -> None:
        (self.out / file).parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(self.root / file, self.out / file)

    def _show(self, path: str) -> None:
        """Write the page that shows a file, or the files of a folder."""
        if path in self.shown:
            return
        self.shown.add(path)
        source = self.root / path
        files = sorted(one for one in source.rglob("*") if one.is_file()) if source.is_dir() else [source]
        parts = [f"---\norphan: true\n---\n\n# `{path}`"]
        for file in files:
            if source.is_dir():
                parts.append(f"## `{file.relative_to(source).as_posix()}`")
            parts.append(_shown(file))
        self._write(f"files/{path}.md", "\n\n".join(parts) + "\n")

    def _write(self, place: str, text: str) -> None:
        (self.out / place).parent.mkdir(parents=True, exist_ok=True)
        (self.out / place).write_text(text, encoding="utf-8")


def assemble(root: Path, out: Path) -> None:
    """Write the source of the site into the folder `out`, anew."""
    shutil.rmtree(out, ignore_errors=True)
    Assembly(root, out).write()


def _place(page: str) -> str:
    """Return where a page stands in the source of the site: where it stands in the project, but for the home page."""
    return "index.md" if page == HOME else page


def _shown(file: Path) -> str:
    raw = file.read_bytes()
    try:
        text = raw.decode("utf-8")
    except UnicodeDecodeError:
        return f"{len(raw):,} bytes."
    if len(raw) > LARGEST:
        return f"{len(raw):,} bytes of text."
    fence = "`" * max(3, *(len(run) + 1 for run in re.findall(r"`+", text) or [""]))
    return f"{fence}{_LANGUAGES.get(file.suffix, 'text')}\n{text.rstrip()}\n{fence}"
