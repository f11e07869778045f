"""A long queue, made quickly: a submission a great many times."""

import secrets

from sqlalchemy import insert, select

from counterclaim_leaderboard.service.schema import files
from counterclaim_leaderboard.service.schema import submissions as table


def queue_again(database, identity, times):
    """Put a submission into the queue so many times more; return the ids in their order."""
    with database.writing() as connection:
        row = dict(connection.execute(select(table).where(table.c.id == identity)).mappings().one())
        named = connection.execute(select(files).where(files.c.submission == row["number"])).mappings().all()
        first = row["number"] + 1
        rows = [{**row, "number": first + i, "id": secrets.token_urlsafe(16), "key": None} for i in range(times)]
        connection.execute(insert(table), rows)
        connection.execute(insert(files), [{**one, "submission": made["number"]} for made in rows for one in named])
    return [made["id"] for made in rows]
