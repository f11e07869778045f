"""Croissant: every file with its digest, every column with its meaning; validated and read by mlcroissant in `make croissant`."""

import hashlib
import json

from counterclaim.corpus.build import CANARY
from counterclaim.corpus.features import FEATURES


def read(folder):
    return json.loads((folder / "croissant.json").read_text())


def test_files_and_their_digests(toy_data):
    told = read(toy_data.path)
    assert {one["contentUrl"] for one in told["distribution"]} == set(toy_data.manifest.files)
    for one in told["distribution"]:
        assert one["sha256"] == hashlib.sha256((toy_data.path / one["contentUrl"]).read_bytes()).hexdigest()


def test_every_column_of_every_file_is_described(toy_data):
    told = read(toy_data.path)
    for one in told["recordSet"]:
        config, _, split = one["name"].partition("/")
        assert (config, split) in {(entry.config, entry.split) for entry in toy_data.manifest.files.values()}
        assert [field["name"] for field in one["field"]] == list(FEATURES[config])
        assert all(field["description"] for field in one["field"])


def test_version_digest_canary_and_responsible_ai(toy_data):
    told = read(toy_data.path)
    assert told["version"] == "0.0.1"
    assert told["datePublished"] == "2026-01-31"
    assert toy_data.manifest.digest in told["citeAs"]
    assert CANARY in told["description"]
    assert {"rai:dataBiases", "rai:dataLimitations", "rai:dataUseCases", "rai:annotationsPerItem"} <= told.keys()
    assert any("croissant/1.1" in one for one in told["conformsTo"])
