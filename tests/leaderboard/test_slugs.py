"""Names of files: plain, harmless, and no two alike."""

import pytest

from counterclaim_leaderboard.site.slugs import slug

HOSTILE = ("../../etc/passwd", "a/b", "a\\b", "", ".", "con", "A", "a b", "a\u202eb", "\ud800", "<script>", "x" * 500, "index", "é")


def test_a_plain_name_is_its_own_slug():
    assert slug("cue-lexicon_2") == "cue-lexicon_2"


@pytest.mark.parametrize("name", HOSTILE)
def test_a_name_that_is_not_plain_gets_a_digest(name):
    made = slug(name)
    assert made != name
    assert made.isascii()
    assert set("/\\.<> ").isdisjoint(made)
    assert len(made) <= 71
    assert slug(made) != made


def test_no_two_names_share_a_slug_also_where_letters_have_no_case():
    names = (*HOSTILE, "a", "a-b", "B", "b", *(slug(name) for name in HOSTILE))
    assert len({slug(name).lower() for name in names}) == len(set(names))
