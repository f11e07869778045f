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
        kept = {name: value for name, value in row.items() if name not in ("number", "key")}
        connection.execute(insert(table), [{**kept, "id": secrets.token_urlsafe(16)} for _ in range(times)])
        newer = select(table.c.number, table.c.id).where(table.c.number > row["number"]).order_by(table.c.number)
        made = connection.execute(newer).all()
        connection.execute(insert(files), [{**one, "submission": number} for number, _ in made for one in named])
    return [identity for _, identity in made]
