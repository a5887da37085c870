"""A distribution as a small table with bars, in plain text and in HTML; control characters are replaced."""

from __future__ import annotations

import math
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from html import escape

WIDEST = 60
"""Columns of the terminal that one text may take; longer ones end in an ellipsis."""
BAR = 24
"""Columns of a bar of probability 1."""
_EIGHTHS = " ▏▎▍▌▋▊▉"


@dataclass(frozen=True)
class Bar:
    """One line: a text, its cells, and a share in [0, 1] that is drawn as a bar."""

    text: str
    cells: tuple[str, ...]
    share: float


def text_table(head: Sequence[str], rows: Sequence[Bar], notes: Sequence[str] = ()) -> str:
    """The table in plain text: the first column to the left, the cells to the right, the bars last.

    Args:
        head: Names of the text column and of the cells.
        rows: One line each.
        notes: Sentences below the table.
    """
    texts = [shortened(single_line(row.text)) for row in rows]
    width = max(map(columns, [head[0], *texts]))
    widths = [max(map(len, cells)) for cells in zip(head[1:], *(row.cells for row in rows), strict=True)]
    lines = [_line(head[0], head[1:], "", width, widths)]
    lines += [_line(text, row.cells, bar(row.share), width, widths) for text, row in zip(texts, rows, strict=True)]
    return "\n".join([*lines, *map(single_line, notes)])


def html_table(head: Sequence[str], rows: Sequence[Bar], notes: Sequence[str] = ()) -> str:
    """The same table in HTML, everything escaped; bars are divisions with a width."""
    names = "".join(f"<th>{escape(name)}</th>" for name in (*head, ""))
    body = "".join(
        f'<tr><td style="text-align:left">{escape(single_line(row.text))}</td>'
        + "".join(f"<td>{escape(cell)}</td>" for cell in row.cells)
        + f'<td style="min-width:10em"><div style="background:#4c78a8;height:.8em;width:{100 * row.share:.1f}%">'
        "</div></td></tr>"
        for row in rows
    )
    below = "".join(f"<p><small>{escape(single_line(note))}</small></p>" for note in notes)
    return f"<table><thead><tr>{names}</tr></thead><tbody>{body}</tbody></table>{below}"


def bar(share: float) -> str:
    """A bar of blocks, in eighths of a column; empty for a share that is not known."""
    if not math.isfinite(share):
        return ""
    eighths = round(min(max(share, 0.0), 1.0) * BAR * 8)
    return ("█" * (eighths // 8) + _EIGHTHS[eighths % 8]).rstrip()


def single_line(text: str) -> str:
    """A text on one line, with whatever a terminal would obey replaced."""
    return "".join(character if character.isprintable() else "\ufffd" for character in " ".join(text.split()))


def columns(text: str) -> int:
    """Columns of the terminal that a text takes."""
    return sum(_width(character) for character in text)


def shortened(text: str) -> str:
    """A text cut to the widest column."""
    if columns(text) <= WIDEST:
        return text
    kept, used = "", 1
    for character in text:
        used += _width(character)
        if used > WIDEST:
            break
        kept += character
    return kept.rstrip() + "…"


def _width(character: str) -> int:
    if unicodedata.combining(character):
        return 0
    return 2 if unicodedata.east_asian_width(character) in "WF" else 1


def _line(text: str, cells: Sequence[str], drawn: str, width: int, widths: Sequence[int]) -> str:
    padded = "  ".join(cell.rjust(size) for cell, size in zip(cells, widths, strict=True))
    return f"{text}{' ' * (width - columns(text))}  {padded}  {drawn}".rstrip()
