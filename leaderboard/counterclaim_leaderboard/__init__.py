"""The ranking of submitted systems: the board, its page and its files."""
