"""Where gold may be shown: on the public splits of the data."""

from counterclaim.dataset import Manifest


def site_shows_gold(manifest: Manifest, split: str) -> bool:
    """Tell whether a site may show the gold of a split, item by item or sliced by what only the gold knows.

    Of a withheld split, as of a hidden one, it tells scores, intervals and tests, and nothing of any item or event.
    """
    return split not in (*manifest.withheld, *manifest.hidden)
