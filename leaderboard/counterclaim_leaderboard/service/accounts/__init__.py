"""Who may send: teams with their quotas, and tokens."""
