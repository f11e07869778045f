"""The artefact battery: baselines that see a part of an item which should not give its label away.

What one of them scores above the majority label is a cue that a system could use without reading both sides (Poliak et al. 2018,
"Hypothesis Only Baselines"; Gururangan et al. 2018, "Annotation Artifacts"; for stances without their target, Kaushal et al. 2021,
"tWT-WT"). A new probe is one file and one line in `battery.py`.
"""
