"""Commit to the gold of a split, item by item."""

import secrets

import msgspec

from counterclaim.answers import ANSWERS
from counterclaim.corpus.build import rows_digest
from counterclaim.dataset import DatasetFolder
from counterclaim.errors import CounterclaimError
from counterclaim.hidden.files import Commitments, Opening, Secret
from counterclaim.hidden.questions import TELLING, questions, rows_by_file, shown_id
from counterclaim.hidden.scheme import SCHEME, commitment, digest, opaque_id


def commit(data: DatasetFolder, split: str) -> tuple[Commitments, Secret]:
    """Return the commitments to every column of the gold of every item of a split, and the secret that opens them.

    Raises:
        Misuse: the dataset has no such split, or its gold is hidden.
    """
    of, key = (data.manifest.name, data.manifest.version, split), secrets.token_hex(32)
    asked: dict[str, str] = {}
    ids: dict[str, dict[str, str]] = {}
    openings: dict[str, dict[str, Opening]] = {}
    for config, of_split, rows in rows_by_file(data, split).values():
        if of_split != split:
            continue
        if config not in ANSWERS:
            asked[config] = rows_digest(rows)
            continue
        shown = {row["id"]: opaque_id(key, row["event"], config, row["id"]) for row in rows} if config in TELLING else {}
        if len(set(shown.values())) < len(shown):
            raise CounterclaimError(f"{config}: two items got one id by chance; commit again")
        if shown:
            ids[config] = shown
        openings[config] = {
            shown_id(shown, row["id"]): Opening(secrets.token_hex(32), {name: row[name] for name in sorted(ANSWERS[config])})
            for row in rows
        }
        asked[config] = rows_digest(questions(config, rows, shown))
    head = {"scheme": SCHEME, "name": of[0], "version": of[1], "split": split}
    committed = {
        task: {item: commitment(one.salt, of, task, item, one.answer) for item, one in sorted(of_task.items())}
        for task, of_task in openings.items()
    }
    public = Commitments(**head, questions=asked, commitments=committed, digest="")
    return msgspec.structs.replace(public, digest=digest_of(public)), Secret(**head, key=key, ids=ids, openings=openings)


def digest_of(public: Commitments) -> str:
    """Return the one line over all commitments and all that they are of: SHA-256 of the file's canonical form but for that line."""
    told = msgspec.to_builtins(public)
    del told["digest"]
    return digest(told)
