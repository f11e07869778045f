"""Croissant 1.1 metadata of a built dataset, with the fields of responsible AI (Akhtar et al. 2024; Jain et al. 2024).

One file object for each Parquet file, and one record set for each config and split. What a column means stands with the column.
"""

import json
from collections.abc import Mapping
from typing import Any

from datasets import ClassLabel, Features, List, Value

from counterclaim.corpus.features import FEATURES

CONTEXT: dict[str, Any] = {
    "@language": "en",
    "@vocab": "https://schema.org/",
    "citeAs": "cr:citeAs",
    "column": "cr:column",
    "conformsTo": "dct:conformsTo",
    "cr": "http://mlcommons.org/croissant/",
    "rai": "http://mlcommons.org/croissant/RAI/",
    "data": {"@id": "cr:data", "@type": "@json"},
    "dataType": {"@id": "cr:dataType", "@type": "@vocab"},
    "dct": "http://purl.org/dc/terms/",
    "equivalentProperty": "cr:equivalentProperty",
    "examples": {"@id": "cr:examples", "@type": "@json"},
    "extract": "cr:extract",
    "field": "cr:field",
    "fileProperty": "cr:fileProperty",
    "fileObject": "cr:fileObject",
    "fileSet": "cr:fileSet",
    "format": "cr:format",
    "includes": "cr:includes",
    "isLiveDataset": "cr:isLiveDataset",
    "jsonPath": "cr:jsonPath",
    "key": "cr:key",
    "md5": "cr:md5",
    "parentField": "cr:parentField",
    "path": "cr:path",
    "recordSet": "cr:recordSet",
    "references": "cr:references",
    "regex": "cr:regex",
    "repeated": "cr:repeated",
    "replace": "cr:replace",
    "samplingRate": "cr:samplingRate",
    "sc": "https://schema.org/",
    "separator": "cr:separator",
    "source": "cr:source",
    "subField": "cr:subField",
    "transform": "cr:transform",
    "isArray": "cr:isArray",
    "arrayShape": "cr:arrayShape",
}

RESPONSIBLE: dict[str, str | list[str]] = {
    "rai:dataCollection": (
        "The events and articles are invented. For each event one language model wrote a ledger of what happened and who "
        "could see it; others, who saw the view of one outlet alone, wrote the articles."
    ),
    "rai:dataCollectionType": ["Synthetic"],
    "rai:dataAnnotationProtocol": (
        "An editor listed the claims; two annotators, blind to each other and to the ledger, marked attributions, stances"
        " and every pair of claims by different paths; an adjudicator settled what they parted on; a clerk entered the "
        "claims into the author's sheet, and what did not meet was read again. Each role was a separate instance with a "
        "fresh context. The guidelines are part of the dataset."
    ),
    "rai:dataAnnotationPlatform": "Files of quotations (YAML), turned into offsets and checked by the package counterclaim.",
    "rai:dataAnnotationAnalysis": (
        "Inter-model agreement, agreement of author's and readers' side, item tests and artefact baselines are printed by"
        " `counterclaim data agreement`, `data artefacts` and `data stats`, and stand in the datasheet."
    ),
    "rai:annotationsPerItem": "Two, both released as votes, and the adjudicated label.",
    "rai:annotatorDemographics": "None: all annotators were instances of one family of language models, none a person.",
    "rai:machineAnnotationTools": ["language models of one family, under the written guidelines"],
    "rai:dataUseCases": (
        "Measuring systems that extract attributions, classify stances and find contradictions in news. Not for training "
        "systems that decide what is true, and not as evidence on any real event."
    ),
    "rai:dataLimitations": (
        "English only; invented events; texts and labels by language models of one family, which a system of that family "
        "may find easier; denser in conflict than ordinary news. Agreement is consistency, no evidence of validity."
    ),
    "rai:dataBiases": (
        "Labels may carry the habits of the model family. Whether sides, kinds of source or outlets are right more often "
        "than chance is audited by `counterclaim data stats`."
    ),
    "rai:dataSocialImpact": (
        "Systems that keep claims, holders and conflicts apart can help readers; the same skill can serve to select "
        "convenient claims."
    ),
    "rai:personalSensitiveInformation": (
        "None: all persons, firms, places and outlets are invented. Real articles are not part of it: of them it has "
        "offsets and labels."
    ),
    "rai:dataReleaseMaintenancePlan": (
        "The text of a release never changes: an erratum is a new version with a line in the changelog and a new digest."
    ),
    "rai:dataPreprocessingProtocol": "None beyond turning quotations into offsets (Unicode code points, end exclusive).",
    "rai:hasSyntheticData": "true",
}


def croissant(manifest: Mapping[str, Any]) -> str:
    """Return the JSON-LD of a built dataset.

    Args:
        manifest: what dataset.json holds.
    """
    files = manifest["files"]
    told = {
        "@context": CONTEXT,
        "@type": "sc:Dataset",
        "conformsTo": ["http://mlcommons.org/croissant/1.1", "http://mlcommons.org/croissant/RAI/1.0"],
        "name": manifest["name"],
        "description": (
            "Who says what, how firmly, and who contradicts whom: attributions, stances and contradictions on clusters of invented "
            f"news articles, with both annotators' votes. Digest sha256:{manifest['digest']}. {manifest['canary']}"
        ),
        "license": "https://creativecommons.org/licenses/by/4.0/",
        "url": "README.md",
        "version": manifest["version"],
        "datePublished": manifest["released"],
        "inLanguage": "en",
        "creator": {"@type": "sc:Organization", "name": "The Counterclaim authors"},
        "keywords": ["attribution", "stance", "contradiction", "news", "benchmark"],
        "isLiveDataset": False,
        "citeAs": (
            "@misc{counterclaim, title={Counterclaim: Who Says What, How Firmly, and Who Contradicts Whom}, "
            f"author={{{{The Counterclaim authors}}}}, year={{{manifest['released'][:4]}}}, "
            f"note={{Dataset version {manifest['version']}, digest sha256:{manifest['digest']}}}}}"
        ),
        **RESPONSIBLE,
        "distribution": [
            {
                "@type": "cr:FileObject",
                "@id": name,
                "name": name,
                "contentUrl": name,
                "encodingFormat": "application/x-parquet",
                "sha256": entry["sha256"],
            }
            for name, entry in files.items()
        ],
        "recordSet": [
            {
                "@type": "cr:RecordSet",
                "@id": f"{entry['config']}/{entry['split']}",
                "name": f"{entry['config']}/{entry['split']}",
                "description": f"{entry['rows']} rows of the config {entry['config']}, split {entry['split']}",
                "field": _fields(f"{entry['config']}/{entry['split']}", name, FEATURES[entry["config"]]),
            }
            for name, entry in files.items()
        ],
    }
    return json.dumps(told, indent=1, ensure_ascii=False) + "\n"


def _fields(record_set: str, file: str, features: Features) -> list[dict[str, Any]]:
    return [_field(f"{record_set}/{name}", name, feature, file, name, ()) for name, feature in features.items()]


def _field(identity: str, name: str, feature: Any, file: str, column: str, path: tuple[str, ...]) -> dict[str, Any]:
    """Describe a column, or a part of one: records become sub-fields, found by their path within the column."""
    inner = feature
    while isinstance(inner, List):
        inner = inner.feature
    field: dict[str, Any] = {"@type": "cr:Field", "@id": identity, "name": name, "description": _description(feature)}
    if isinstance(feature, List):
        field["repeated"] = True
    if isinstance(inner, Mapping):
        # Readers of Croissant follow a path into records, not into the records of records: the mentions of a claim are left out.
        flat = {part: one for part, one in inner.items() if not _is_records(one)}
        parts = [_field(f"{identity}/{part}", part, one, file, column, (*path, part)) for part, one in flat.items()]
        return {**field, "subField": parts}
    transform = {"transform": {"jsonPath": ".".join(path)}} if path else {}
    source = {"fileObject": {"@id": file}, "extract": {"column": column}, **transform}
    return {**field, "dataType": _type(feature), "source": source}


def _is_records(feature: Any) -> bool:
    while isinstance(feature, List):
        feature = feature.feature
    return isinstance(feature, Mapping)


def _type(feature: Any) -> str:
    while isinstance(feature, List):
        feature = feature.feature
    if isinstance(feature, ClassLabel):
        return "sc:Integer"
    if isinstance(feature, Value):
        return {"string": "sc:Text", "bool": "sc:Boolean", "int32": "sc:Integer"}[feature.dtype]
    return "sc:Text"


def _description(feature: Any) -> str:
    if isinstance(feature, ClassLabel):
        return "the number of a label: " + ", ".join(f"{n} {name}" for n, name in enumerate(feature.names))
    depth = 0
    while isinstance(feature, List):
        depth, feature = depth + 1, feature.feature
    if isinstance(feature, Mapping):
        return f"records of {', '.join(feature)}"
    if depth == 2 and isinstance(feature, Value) and feature.dtype == "int32":
        return "pieces [start, end) of a span, in Unicode code points of the article's text"
    return {0: "see the dataset card", 1: "a list", 2: "a list of lists", 3: "a list of spans, each of pieces [start, end)"}[depth]
