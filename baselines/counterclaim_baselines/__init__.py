"""The baselines of Counterclaim: one file each, one line in the registry (registry.py), one interface (base.py)."""
