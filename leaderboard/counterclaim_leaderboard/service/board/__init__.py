"""What is released of a score, and where it is shown: the board and the ledger."""
