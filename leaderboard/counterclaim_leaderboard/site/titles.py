"""What things are called on the pages."""

from counterclaim.overall import OVERALL

TITLES = {
    OVERALL: "Overall: the mean of the four headlines",
    "attribution": "Attribution: who says what",
    "stance": "Stance: how firmly",
    "contradiction": "Contradiction: who contradicts whom",
    "contrast": "Contrast: small edits that change the answer",
    "graph": "Graph: who is at odds with whom over what",
}
"""Of the boards."""

UNITS = {"attribution": "articles", "graph": "events"}
"""What is counted as an item of a task, where it is called something else."""

PROPERTIES = {
    "kind": "kind of event",
    "type": "type of conflict",
    "articles": "whether both mentions stand in one article",
    "distance": "whether the articles are of one day",
    "length": "length of the longer mention",
    "ambiguous": "whether both readings of the gold stand",
    "votes": "whether the two annotators agreed",
    "relation": "relation of the two claims",
    "strength": "strength of the conflict",
    "rebuttal": "whether one claim answers the other",
    "polarity": "whether the mentions state or deny their claims",
    "needs-article": "whether the rest of the article is needed",
    "change": "what was edited",
    "own-voice": "whether the holder is the article itself",
    "claim-kind": "kind of claim",
    "shifted": "whether the holder changed position",
    "cue-type": "type of cue",
    "directness": "directness of the quotation",
    "nesting": "whether one saying stands within another",
    "source": "whether the source is in words",
}
"""Of the slices."""
