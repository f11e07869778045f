"""Scores of hidden gold: how they are released, and what an attacker gains from them."""
