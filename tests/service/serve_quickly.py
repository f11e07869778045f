"""`counterclaim serve` with short leases: python serve_quickly.py DATABASE STORE GOLD."""

import sys
from pathlib import Path

from counterclaim_leaderboard.service.settings import Queueing, Settings
from counterclaim_leaderboard.service.supervisor import serve

if __name__ == "__main__":
    database, store, gold = sys.argv[1:]
    serve(Settings(database, Path(store), Path(gold), queueing=Queueing(lease=2.0, losses=1000, grace=5.0)), "127.0.0.1", 0, 2)
