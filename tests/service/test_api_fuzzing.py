"""Requests made from the description of the API, sound and unsound: `make fuzz`.

No answer may be a server error, or one that the description does not tell. The environment's FUZZ says how many requests are
made of each operation.
"""

import os
import subprocess
import sys

import pytest

pytest_plugins = ["served", "running"]

pytestmark = pytest.mark.skipif("FUZZ" not in os.environ, reason="minutes; by `make fuzz`")

CHECKS = [
    "not_a_server_error",
    "status_code_conformance",
    "content_type_conformance",
    "response_headers_conformance",
    "response_schema_conformance",
    "negative_data_rejection",
    "missing_required_header",
    "unsupported_method",
    "allow_header_conformance",
    "ignored_auth",
]
"""Not: `use_after_free` (a withdrawn submission keeps its record), `positive_data_acceptance` (no schema tells a sound file)."""


def test_requests_from_the_description(running, served, submissions, tmp_path, capfd):
    pytest.importorskip("schemathesis")
    served.add("Team B", per_day=10**6, in_all=10**6, unscored_per_day=10**6)
    for number in range(3):
        served.upload(submissions.write(f"s-{number}", stance=submissions.lines("stance")), "Team B")
    command = [sys.executable, "-m", "schemathesis.cli", "run", f"{running.url}/api/v1/openapi.json", "--no-color"]
    command += ["--header", f"Authorization: Bearer {served.tokens['Team B']}", "--checks", ",".join(CHECKS)]
    command += ["--max-examples", os.environ["FUZZ"], "--seed", os.environ.get("FUZZ_SEED", "1")]
    command += ["--continue-on-failure", "--request-timeout", "60"]
    with capfd.disabled():
        ended = subprocess.run(command, cwd=tmp_path, check=False)
    assert ended.returncode == 0
    assert not [one for one in running.events() if "trace" in one]
