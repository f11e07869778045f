"""LaTeX tables (booktabs) whose text cannot break out of its cell."""

from collections.abc import Iterable, Sequence

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
