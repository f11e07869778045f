"""`counterclaim serve` and `counterclaim service`: what the operator runs."""
