"""Which columns of the dataset are an answer, and which a question: what no system is shown, and what a hidden split leaves out."""

ANSWERS: dict[str, frozenset[str]] = {
    "attribution": frozenset({"attributions", "votes_a", "votes_b"}),
    "stance": frozenset({"label", "vote_a", "vote_b", "evidence", "shifted", "ambiguous", "settled"}),
    "contradiction": frozenset(
        {
            "label",
            "relation",
            "first_polarity",
            "second_polarity",
            "type",
            "strength",
            "rebuttal",
            "vote_a",
            "vote_b",
            "needs",
            "ambiguous",
            "settled",
        }
    ),
    "contrast": frozenset({"set", "label", "type", "change", "of", "why"}),
    "graph": frozenset({"sources", "claims", "stances", "relations"}),
}
"""By task. `set` is one: that two items belong to one contrast set says that their labels differ."""
