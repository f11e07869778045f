"""How to cite the dataset."""

from counterclaim.dataset import Manifest


def bibtex(manifest: Manifest) -> str:
    """Return a BibTeX entry that names the version and the digest."""
    return "\n".join(
        (
            f"@misc{{{manifest.name}_{manifest.version.replace('.', '_')},",
            "  title   = {Counterclaim: Who Says What, How Firmly, and Who Contradicts Whom},",
            "  author  = {{The Counterclaim authors}},",
            f"  year    = {{{manifest.released[:4]}}},",
            f"  version = {{{manifest.version}}},",
            f"  note    = {{Dataset version {manifest.version}, digest sha256:{manifest.digest}}}",
            "}",
        )
    )
