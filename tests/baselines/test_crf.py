"""The CRF baseline: attributions to tags and back, what the tags cannot express, and a model that is stored."""

import msgspec
import pytest

from counterclaim.dataset import release
from counterclaim.errors import Misuse
from counterclaim.spans import text_of
from counterclaim.tasks.attribution import ATTRIBUTION
from counterclaim_baselines.attributions import spelled
from counterclaim_baselines.base import question
from counterclaim_baselines.crf.baseline import Crf
from counterclaim_baselines.crf.chain import begun, labelled
from counterclaim_baselines.crf.reading import Reading, Switches
from counterclaim_baselines.crf.tags import cue_tags, found_of, free_of, free_tags, role_tags, roles_of, touched

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
    """Encode an article's attributions as tags, read them off again."""
    reading = article.reading
    found = [found_of(reading, (), *one) for one in free_of(reading, free_tags(reading, article.free))]
    certain = [{tag: 1.0} for tag in cue_tags(reading, article.cued)]
    for cue in begun(certain, reading, 0.5):
        tags = role_tags(reading, cue, *article.cued[cue])
        found.append(found_of(reading, cue, *roles_of(reading, cue, tags)))
    return [one for one in found if one]


def as_tokens(article):
    return {tuple(touched(article.reading, one)) for one in read(article)}


def test_split_nested_and_free_attributions_come_back():
    article = labelled(Reading(TEXT, Switches()), ATTRIBUTIONS)
    assert len(article.found) == len(ATTRIBUTIONS)
    assert as_tokens(article) == set(article.found)


def test_a_second_attribution_by_one_cue_is_lost():
    one, other = (attribution(["the clerk"], ["told"], [content]) for content in ("that", "it was open"))
    article = labelled(Reading(TEXT, Switches()), [one, other])
    assert as_tokens(article) == {article.found[0]}


def test_what_of_the_train_split_the_tags_cannot_express():
    rows = release().rows("attribution", "train")
    articles = {row["id"]: labelled(Reading(row["text"], Switches()), row["attributions"]) for row in rows}
    every = [(name, one) for name, article in articles.items() for one in article.found]
    kept = {(name, one) for name, article in articles.items() for one in as_tokens(article)}
    assert sum(one not in kept for one in every) / len(every) == pytest.approx(0.027, abs=5e-4)
    gold = ATTRIBUTION.gold(rows)
    lines = [{"id": name, "attributions": [spelled(one) for one in dict.fromkeys(read(articles[name]))]} for name in gold.ids]
    packed = ATTRIBUTION.pack([msgspec.convert(line, ATTRIBUTION.line) for line in lines])
    metric = ATTRIBUTION.metrics["linked_f1"]
    score = metric.value(metric.statistics(gold.items, ATTRIBUTION.predictions(packed, gold)).sum(0))
    assert score == pytest.approx(0.991, abs=5e-4)


def test_switches_turn_features_off():
    text = 'The mayor said "no".'

    def seen(switches):
        return {feature for token in Reading(text, switches).features for feature in token}

    every = seen(Switches())
    assert {"quoted", "saying", "-1:role"} <= every
    assert not any("quot" in feature or feature.startswith("mark") for feature in seen(Switches(quotations=False)))
    assert not {"saying", "role", "-1:role", "1:saying"} & seen(Switches(gazetteer=False))


def test_an_option_switches_a_family_off_and_names_the_system():
    model = Crf()
    model.configure({"without": "gazetteer"})
    assert (model.name, model.switches) == ("crf-without-gazetteer", Switches(gazetteer=False))
    for options in ({"without": "words"}, {"with": "gazetteer"}):
        with pytest.raises(Misuse, match="quotations, gazetteer"):
            Crf().configure(options)


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
