"""Options whose choices are written out, so that `--help` loads nothing, offer what the library has."""

import pytest

from counterclaim.cli import parser
from counterclaim.statistics.intervals import METHODS
from counterclaim.statistics.ranks import CORRECTIONS


@pytest.mark.parametrize(
    ("verb", "option", "known"),
    [
        ("score", "--interval", METHODS),
        ("compare", "--interval", METHODS),
        ("rank", "--interval", METHODS),
        ("compare", "--correction", CORRECTIONS),
    ],
)
def test_choices_are_those_of_the_library(verb, option, known):
    for name in known:
        parsed = parser([verb]).parse_args([verb, "one", option, name])
        assert getattr(parsed, option.removeprefix("--")) == name
    with pytest.raises(SystemExit):
        parser([verb]).parse_args([verb, "one", option, "another"])
