"""The pages in headless Chromium: upload by the form, follow the submission, find it on the board.

Skipped where Playwright or Chromium is missing.
"""

import pytest
import yaml
from conftest import SYSTEM
from processes import PATIENT

pytest_plugins = ["served", "running"]

NAME = "<img src=x onerror=alert(1)> & <b>bold</b>"


@pytest.fixture
def page(chromium):
    opened = chromium.new_page()
    opened.set_default_timeout(1000 * PATIENT)
    yield opened
    opened.close()


def test_from_the_form_to_the_board(running, served, submissions, page):
    folder = submissions.write(stance=submissions.lines("stance"))
    (folder / "system.yaml").write_text(yaml.safe_dump({**SYSTEM, "name": NAME}))
    told = []
    page.on("console", lambda said: None if said.location["url"].endswith("/favicon.ico") else told.append(said.text))
    page.on("pageerror", lambda error: told.append(str(error)))
    page.on("dialog", lambda dialog: (told.append(dialog.message), dialog.dismiss()))
    page.on("request", lambda request: None if request.url.startswith(running.url) else told.append(request.url))
    page.goto(f"{running.url}/submit")
    page.get_by_label("Token").fill(served.tokens["Team A"])
    page.get_by_label("Files").set_input_files([str(path) for path in folder.iterdir()])
    page.get_by_role("button", name="Submit").click()
    page.wait_for_url("**/submissions/*")
    (one,) = served.http.get("/api/v1/submissions", headers=served.headers()).json()["submissions"]
    assert page.url == f"{running.url}/submissions/{one['id']}"
    running.until(lambda: served.told(one["id"])["state"] == "scored")
    page.reload()
    assert page.get_by_text("scored").count()
    assert page.get_by_text(NAME).count()
    page.goto(running.url)
    row = page.locator("tr", has_text="Team A")
    assert row.get_by_text(NAME).count() == 1
    assert "1.00" in row.inner_text()
    assert page.context.cookies() == []
    assert told == []
