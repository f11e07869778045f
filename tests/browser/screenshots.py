"""Take pictures of the site in headless Chromium, wide, dark and on a phone: `make screenshots`.

Needs Debian's chromium; writes PNG files into a temporary folder and prints their paths.
"""

import shutil
import sys
import tempfile
from pathlib import Path

from playwright.sync_api import sync_playwright

SITE = Path(__file__).parents[2] / "leaderboard" / "site"
PAGES = ("index.html", "compare.html", "systems/tfidf.html", "data.html")
VIEWS = {
    "wide": {"viewport": {"width": 1150, "height": 1400}, "color_scheme": "light"},
    "dark": {"viewport": {"width": 1150, "height": 1400}, "color_scheme": "dark"},
    "phone": {"viewport": {"width": 390, "height": 1200}, "color_scheme": "light"},
}


def main() -> None:
    """Open each page from disk in each view; fail on any message of the console or request to the network."""
    chromium = shutil.which("chromium")
    if chromium is None or not (SITE / "index.html").exists():
        sys.exit("expected Debian's chromium and a built site; run `apt-get install chromium` and `make rank`")
    out = Path(tempfile.mkdtemp(prefix="site-"))
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox"])
        for view, options in VIEWS.items():
            for path in PAGES:
                page = browser.new_page(**options)
                told: list[str] = []
                page.on("console", lambda message, told=told: told.append(message.text))
                page.on("pageerror", lambda error, told=told: told.append(str(error)))
                page.on("request", lambda request, told=told: None if request.url.startswith("file:") else told.append(request.url))
                page.goto((SITE / path).as_uri())
                picture = out / f"{Path(path).stem}-{view}.png"
                page.screenshot(path=picture, full_page=True)
                if told:
                    sys.exit(f"{path}, {view}: the page said or asked for {told}")
                print(picture)
        browser.close()


if __name__ == "__main__":
    main()
