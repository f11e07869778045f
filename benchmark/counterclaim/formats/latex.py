"""LaTeX tables (booktabs) whose text cannot break out of its cell."""

from collections.abc import Iterable, Sequence

from counterclaim.statistics.intervals import Estimate

_SPECIAL = {
    "\\": r"\textbackslash{}",
    "{": r"\{",
    "}": r"\}",
    "$": r"\$",
    "&": r"\&",
    "#": r"\#",
    "_": r"\_",
    "%": r"\%",
    "~": r"\textasciitilde{}",
    "^": r"\textasciicircum{}",
    "\n": " ",
}


def escape(text: str) -> str:
    """Return text in which no character is a command."""
    return "".join(_SPECIAL.get(character, character) for character in text)


def cells(one: Estimate) -> tuple[str, str]:
    """Return the cells of an estimate: its value, and its interval."""
    return f"{one.value:.3f}", f"[{one.low:.3f}, {one.high:.3f}]"


def table(columns: str, head: Sequence[str], rows: Iterable[Sequence[str]], signature: str) -> str:
    """Return a table; the signature travels as a comment."""
    body = [" & ".join(row) + r" \\" for row in rows]
    lines = [
        f"% {' '.join(signature.split())}",
        rf"\begin{{tabular}}{{{columns}}}",
        r"\toprule",
        " & ".join(head) + r" \\",
        r"\midrule",
        *body,
        r"\bottomrule",
        r"\end{tabular}",
    ]
    return "\n".join(lines)
