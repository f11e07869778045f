"""Publish a built dataset on the Hugging Face Hub: the files of the release, and a tag for its version.

A tag is set when all files have arrived, and never moved: what it names is a whole release.
"""

from collections.abc import Collection, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from counterclaim.dataset import DatasetFolder, open_dataset
from counterclaim.errors import Fault, FaultsFound, Misuse

if TYPE_CHECKING:
    from huggingface_hub import HfApi

CARD, MANIFEST = "README.md", "dataset.json"
BESIDES = (CARD, MANIFEST, "croissant.json", "real.json", "DATASHEET.md", "GUIDELINES.md", "FORMATS.md", "figures/*.svg")
"""What is published beside the data, where it is there: the card, and what the card leads to."""


@dataclass(frozen=True)
class Publication:
    """A dataset as it is to be published."""

    dataset: DatasetFolder
    repo: str
    """OWNER/NAME of a dataset on the Hub."""

    @property
    def tag(self) -> str:
        """The tag of the version."""
        return f"v{self.dataset.manifest.version}"

    @cached_property
    def files(self) -> dict[str, Path]:
        """The files by their names in the repository, the data as dataset.json names them.

        Raises:
            FaultsFound: files are missing or are not those that dataset.json names.
        """
        folder, entries = self.dataset.path, self.dataset.manifest.files
        besides = {path.relative_to(folder).as_posix(): path for pattern in BESIDES for path in sorted(folder.glob(pattern))}
        faults = [fault for name in entries if (fault := self.dataset.changed(name)) is not None]
        if CARD not in besides:
            faults.append(Fault(str(folder / CARD), "", "the card", "no file", "build the dataset anew"))
        if faults:
            raise FaultsFound(faults)
        return besides | {name: folder / name for name in entries}


def repository(name: str) -> str:
    """Return the name of a repository on the Hub; raises Misuse where it is no OWNER/NAME."""
    from huggingface_hub.errors import HFValidationError  # noqa: PLC0415 - imports slowly
    from huggingface_hub.utils import validate_repo_id  # type: ignore[attr-defined]  # noqa: PLC0415

    try:
        validate_repo_id(name)
    except HFValidationError as error:
        raise Misuse(f"expected a repository OWNER/NAME, found {name!r}: {error}") from None
    if "/" not in name:
        raise Misuse(f"expected a repository OWNER/NAME, found {name!r}; say whose it is")
    return name


def publication(repo: str, *, data: Path | str | None = None) -> Publication:
    """Say what would be published; raises Misuse where `repo` is no OWNER/NAME or there is no dataset."""
    return Publication(open_dataset(data), repository(repo))


def publish(it: Publication) -> str:
    """Upload the files and set the tag; what an earlier run has brought there is not sent again.

    Returns:
        The commit that the tag names. Where it was there already, with the same data, a card that has changed since is on the main
        branch alone.

    Raises:
        Misuse: nobody is logged in, the Hub refuses or is away, or the tag is there with other data.
        FaultsFound: files are missing or are not those that dataset.json names.
    """
    from huggingface_hub import HfApi, get_token  # noqa: PLC0415 - imports slowly

    names = list(it.files)
    if get_token() is None:
        raise Misuse("expected a token of the Hub, found none; set HF_TOKEN, or log in with `hf auth login`")
    api = HfApi()
    with _told(it.repo):
        api.create_repo(it.repo, repo_type="dataset", exist_ok=True)
        tags = {ref.name: ref.target_commit for ref in api.list_repo_refs(it.repo, repo_type="dataset").tags}
        if it.tag in tags and (other := _differing(api, it, it.tag, {MANIFEST, *it.dataset.manifest.files})):
            raise Misuse(
                f"{it.repo}: expected the data of digest {it.dataset.manifest.digest} at {it.tag}, found other {', '.join(other)}; "
                "a published version does not change: raise the version in corpus.yaml and build anew"
            )
        commit = api.upload_folder(
            repo_id=it.repo,
            repo_type="dataset",
            folder_path=it.dataset.path,
            allow_patterns=names,
            delete_patterns="data/*",  # what an earlier version had and this has not
            commit_message=f"Release {it.dataset.manifest.version}, digest {it.dataset.manifest.digest}",
        ).oid
        if missing := _differing(api, it, commit, names):
            raise Misuse(f"{it.repo}: expected all files, found {', '.join(missing)} missing or other; publish again")
        if it.tag not in tags:
            api.create_tag(it.repo, tag=it.tag, revision=commit, repo_type="dataset")
    return tags.get(it.tag, str(commit))


def _differing(api: "HfApi", it: Publication, revision: str, names: Collection[str]) -> list[str]:
    """Name the files that are not in a revision as they are here."""
    found = api.verify_repo_checksums(it.repo, repo_type="dataset", revision=revision, local_dir=it.dataset.path)
    return sorted({*found.extra_paths, *(one["path"] for one in found.mismatches)} & set(names))


@contextmanager
def _told(repo: str) -> Iterator[None]:
    """Tell what the Hub or the way to it did wrong."""
    import httpx2  # noqa: PLC0415 - comes with huggingface_hub

    try:
        yield
    except (httpx2.HTTPError, OSError, RuntimeError, ValueError) as error:
        cause = error.__cause__ or error
        told = " ".join(str(cause).split())[:300] or type(cause).__name__
        raise Misuse(f"{repo}: expected the Hub to take the release, found: {told}; mend it and publish again") from None
