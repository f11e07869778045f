"""`counterclaim serve` with short leases, whose kills count against no submission: serve_quickly.py DATABASE STORE GOLD PORT."""

import sys
from pathlib import Path

from counterclaim_leaderboard.service.operating.supervisor import serve
from counterclaim_leaderboard.service.settings import Queueing, Settings

if __name__ == "__main__":
    database, store, gold, port = sys.argv[1:]
    queueing = Queueing(lease=2.0, crashes=1000, losses=1000, grace=5.0)
    serve(Settings(database, Path(store), Path(gold), queueing=queueing), "127.0.0.1", int(port), 2)
