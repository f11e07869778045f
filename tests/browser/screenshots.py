"""Take pictures of the board in headless Chromium, and check that a click on a column sorts: `make screenshots`.

Needs Debian's chromium; writes PNG files into a temporary folder and prints their paths.
"""

import shutil
import sys
import tempfile
from pathlib import Path

from playwright.sync_api import sync_playwright

PAGE = Path(__file__).parents[2] / "leaderboard" / "site" / "index.html"
VIEWS = {
    "board": {"viewport": {"width": 1100, "height": 1400}, "color_scheme": "light"},
    "dark": {"viewport": {"width": 1100, "height": 1400}, "color_scheme": "dark"},
    "phone": {"viewport": {"width": 390, "height": 1200}, "color_scheme": "light"},
}


def main() -> None:
    """Open the page from disk in each view; fail on any message of the console or request to the network."""
    chromium = shutil.which("chromium")
    if chromium is None or not PAGE.exists():
        sys.exit("expected Debian's chromium and a built page; run `apt-get install chromium` and `make rank`")
    out = Path(tempfile.mkdtemp(prefix="board-"))
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox"])
        for name, view in VIEWS.items():
            page = browser.new_page(**view)
            told: list[str] = []
            page.on("console", lambda message, told=told: told.append(message.text))
            page.on("pageerror", lambda error, told=told: told.append(str(error)))
            page.on("request", lambda request, told=told: None if request.url.startswith("file:") else told.append(request.url))
            page.goto(PAGE.as_uri())
            check_sorting(page)
            page.goto(PAGE.as_uri())
            page.screenshot(path=out / f"{name}.png", full_page=True)
            if told:
                sys.exit(f"{name}: the page said or asked for {told}")
            print(out / f"{name}.png")
        browser.close()


def check_sorting(page) -> None:  # type: ignore[no-untyped-def]
    """Click on System and on Value; the order must be what the column says."""
    table = page.locator("section table").first
    for head, reverse in (("System", False), ("Value", True)):
        table.get_by_role("button", name=head).click()
        column = {"System": 1, "Value": 2}[head]
        cells = table.locator(f"tbody tr > :nth-child({column + 1})")
        values = [cells.nth(i).get_attribute("data-value") for i in range(cells.count())]
        key = float if head == "Value" else str
        expected = sorted((key(value) for value in values), reverse=reverse)
        if [key(value) for value in values] != expected:
            sys.exit(f"sorted by {head}: {values}")


if __name__ == "__main__":
    main()
