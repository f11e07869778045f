"""Open the commitments at a date, and let anyone check them offline."""

from datetime import date

from counterclaim.corpus.build import rows_digest
from counterclaim.dataset import DatasetFolder
from counterclaim.errors import Fault, Misuse, near_miss
from counterclaim.hidden.committing import digest_of
from counterclaim.hidden.files import Commitments, Reveal, Secret
from counterclaim.hidden.scheme import SALT, SCHEME, commitment


def reveal(secret: Secret, day: str) -> Reveal:
    """Return gold and salts, with the date that the operator gives; raises Misuse where that is no date."""
    try:
        date.fromisoformat(day)
    except ValueError:
        raise Misuse(f"expected a date such as 2027-05-01, found {day!r}") from None
    head = {"scheme": secret.scheme, "name": secret.name, "version": secret.version, "split": secret.split}
    return Reveal(**head, date=day, openings=secret.openings)


def verify(
    public: Commitments, opened: Reveal, *, names: tuple[str, str], published: str | None = None, data: DatasetFolder | None = None
) -> tuple[int, list[Fault]]:
    """Check every commitment.

    Args:
        public: what was published beforehand.
        opened: what was published afterwards.
        names: of the two files, for the faults.
        published: the digest as it was printed elsewhere; by default none is compared.
        data: the dataset of the questions, to check that it is what was asked; by default it is not looked at.

    Returns:
        How many commitments there are, and a fault for each that does not hold, was not opened, or was never made.
    """
    before, after = names
    faults = []
    for field in ("scheme", "name", "version", "split"):
        one, other = getattr(public, field), getattr(opened, field)
        if one != other:
            faults.append(Fault(after, field, repr(one), repr(other), "this reveal is of other commitments"))
    if public.scheme != SCHEME:
        faults.append(Fault(before, "scheme", repr(SCHEME), repr(public.scheme), "check it with the version that made it"))
    if public.digest != (own := digest_of(public)):
        faults.append(Fault(before, "digest", own, public.digest, "the commitments were changed since they were made"))
    if published is not None and published.lower() != public.digest:
        faults.append(
            Fault(before, "digest", published or "one", public.digest, "these are not the commitments that were published")
        )
    for task in sorted(public.commitments.keys() | opened.openings.keys()):
        faults += _of_task(task, public, opened, names)
    if data is not None:
        faults += _questions(public, data, before)
    return sum(map(len, public.commitments.values())), faults


def _of_task(task: str, public: Commitments, opened: Reveal, names: tuple[str, str]) -> list[Fault]:
    committed, openings = public.commitments.get(task, {}), opened.openings.get(task, {})
    after = names[1]
    faults = []
    missing = [item for item in committed if item not in openings]
    for item, told in committed.items():
        where = f"{task}, id {item!r}"
        if item not in openings:
            faults.append(Fault(after, where, "an opening of this commitment", "none", "nothing opens it"))
            continue
        one = openings[item]
        if not SALT.fullmatch(one.salt):
            faults.append(Fault(after, f"{where}, salt", "32 bytes in hex", repr(one.salt[:80]), "no other length binds"))
        elif (found := commitment(one.salt, public.of, task, item, one.answer)) != told:
            faults.append(Fault(after, where, told, found, "the answer or the salt is not the one committed to"))
    for item in openings:
        if item not in committed:
            near = near_miss(item, missing[:100])
            faults.append(Fault(after, f"{task}, id {item!r}", "an item committed to", "one that is not", near))
    return faults


def _questions(public: Commitments, data: DatasetFolder, before: str) -> list[Fault]:
    entries = {one.config: one for one in data.manifest.files.values() if one.split == public.split}
    faults = []
    for config in sorted(public.questions.keys() | entries.keys()):
        told = public.questions.get(config, "no questions")
        found = rows_digest(data.rows(config, public.split)) if config in entries else "no questions"
        if told != found:
            faults.append(Fault(before, f"questions of {config}", told, found, f"{data.path} does not ask what was committed to"))
    return faults
