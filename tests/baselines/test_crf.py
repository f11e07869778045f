"""The CRF baseline: attributions to tags and back, what the tags cannot express, and a model that is stored."""

import pytest

from counterclaim.dataset import release
from counterclaim.spans import text_of
from counterclaim_baselines.base import question
from counterclaim_baselines.crf.baseline import Crf
from counterclaim_baselines.crf.chain import labelled
from counterclaim_baselines.crf.reading import Reading, Switches
from counterclaim_baselines.crf.tags import cue_tags, cues_of, found_of, free_of, free_tags, role_tags, roles_of, touched

TEXT = (
    "Gate shut\n\n"
    '"The gate," the warden said, "was shut." "It was dark."\n'
    "By the mayor's account the clerk told her that it was open."
)


def spans(text, *words):
    found = []
    start = 0
    for one in words:
        start = text.index(one, start)
        found.append([start, start + len(one)])
    return found


def attribution(source, cue, content):
    return {"source": spans(TEXT, *source), "cue": spans(TEXT, *cue), "content": spans(TEXT, *content)}


ATTRIBUTIONS = [
    attribution(["the warden"], ["said"], ["The gate", "was shut"]),
    attribution([], [], ["It was dark"]),
    attribution(["the mayor's"], ["By", "account"], ["the clerk told her that it was open"]),
    attribution(["the clerk"], ["told"], ["that it was open"]),
]


def read(article):
    """Encode an article's attributions as tags, read them off again; as tokens."""
    reading = article.reading
    found = [found_of(reading, (), *one) for one in free_of(reading, free_tags(reading, article.free))]
    for cue in cues_of(cue_tags(reading, article.cued)):
        tags = role_tags(reading, cue, *article.cued[cue])
        found.append(found_of(reading, cue, *roles_of(reading, cue, tags)))
    return {tuple(touched(reading, span) for span in one) for one in found if one}


def test_split_nested_and_free_attributions_come_back():
    article = labelled(Reading(TEXT, Switches()), ATTRIBUTIONS)
    assert len(article.found) == len(ATTRIBUTIONS)
    assert read(article) == set(article.found)


def test_a_second_attribution_by_one_cue_is_lost():
    one, other = (attribution(["the clerk"], ["told"], [content]) for content in ("that", "it was open"))
    article = labelled(Reading(TEXT, Switches()), [one, other])
    assert read(article) == {article.found[0]}


def test_share_of_the_train_split_that_the_tags_cannot_express():
    articles = [labelled(Reading(row["text"], Switches()), row["attributions"]) for row in release().rows("attribution", "train")]
    every = [(number, one) for number, article in enumerate(articles) for one in article.found]
    kept = {(number, one) for number, article in enumerate(articles) for one in read(article)}
    assert sum(one not in kept for one in every) / len(every) == pytest.approx(0.027, abs=5e-4)


def test_switches_turn_features_off():
    text = 'The mayor said "no".'

    def seen(switches):
        return {feature for token in Reading(text, switches).features for feature in token}

    every = seen(Switches())
    assert {"quoted", "saying", "-1:role"} <= every
    assert not any("quot" in feature or feature.startswith("mark") for feature in seen(Switches(quotations=False)))
    assert not {"saying", "role", "-1:role", "1:saying"} & seen(Switches(gazetteer=False))


def test_a_reloaded_model_predicts_the_same(toy_data, tmp_path):
    pytest.importorskip("sklearn_crfsuite")
    train, test = (list(toy_data.rows("attribution", split)) for split in ("train", "test"))
    model, again = Crf(), Crf()
    model.fit("attribution", train, toy_data.rows("attribution", "validation"))
    model.save(tmp_path)
    again.load(tmp_path)
    items = [question("attribution", row) for row in test]
    lines = model.predict("attribution", items)
    assert again.predict("attribution", items) == lines
    assert again.predict("attribution", items[::-1]) == lines[::-1]
    # The toy's test articles are copies of its training article: what was learned shows.
    row, line = train[0], next(line for line in lines if line["id"].partition("/")[2] == train[0]["id"].partition("/")[2])
    gold = {text_of(row["text"], one["content"]) for one in row["attributions"]}
    assert gold & {text_of(row["text"], one["content"]) for one in line["attributions"]}


def test_a_quotation_without_a_cue_is_learned():
    pytest.importorskip("sklearn_crfsuite")
    model = Crf()
    model.fit("attribution", [{"id": "a", "text": TEXT, "attributions": ATTRIBUTIONS}], [])
    (line,) = model.predict("attribution", [{"id": "a", "text": TEXT, "outlet_name": "The Post"}])
    assert [text_of(TEXT, one["content"]) for one in line["attributions"] if not one["cue"]] == ["It was dark"]
