"""How fast the scorer is against what people would use: `make bench`. Not part of the wheel.

`run.py` first holds the answers of both sides against each other and then times them; `ours.py` is our side, `rivals/` the others,
each in an environment of its own; `limit.py` is what no bootstrap can beat; `workload.py` makes what is scored, and
`submissions.py` and `dataset.py` write it in our forms.
"""
