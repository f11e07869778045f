"""A system handed in by pull request: its files taken as data, held to the rules, scored, and what it changes on the board told."""
