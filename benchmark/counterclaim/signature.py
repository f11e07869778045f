"""The signature that travels with a number: all that one needs to get it again (after sacrebleu, Post 2018)."""

from importlib.metadata import version

from counterclaim.dataset import Manifest
from counterclaim.statistics.intervals import Resampling


def package_version() -> str:
    """Return the version of this package."""
    return version("counterclaim")


def data_signature(manifest: Manifest, split: str) -> str:
    """Name the data and the split."""
    return f"data:{manifest.name}-{manifest.version}+{manifest.digest[:12]}|split:{split}"


def predictions_signature(digests: dict[str, str]) -> str:
    """Name the predictions of each task."""
    return "predictions:" + ",".join(f"{task}={digest[:12]}" for task, digest in sorted(digests.items()))


def tests_signature(draws: int, seed: int, alpha: float, correction: str = "holm") -> str:
    """Name the paired tests."""
    return f"tests:approximate-randomisation,{draws},seed={seed},{correction},alpha={alpha}"


def joined(*parts: str) -> str:
    """Join the parts of a signature between the name of the benchmark and the version of the package."""
    return "|".join(("counterclaim", *parts, f"version:{package_version()}"))


def signature(manifest: Manifest, split: str, digests: dict[str, str], resampling: Resampling) -> str:
    """Return the signature of one system's scores; the task and the metric are the names under which a number stands."""
    return joined(data_signature(manifest, split), predictions_signature(digests), str(resampling))
