"""CSV, a file a table. A cell that a spreadsheet would take for a formula has an apostrophe before it, and says so.

What begins with `=`, `+`, `-`, `@`, a tab or a line ending is a formula to Excel, LibreOffice and Sheets (OWASP, CSV
injection). Numbers are numbers and are left alone; only texts are changed.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

from vs_sim.export.format import ExportSource, format_, renamed, whole

LEADING = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
"""What begins a formula, also in full width."""


@format_("csv")
def _write(source: ExportSource, out: Path) -> list[Path]:
    """A file per table, UTF-8 with a byte order mark, so that spreadsheets read every alphabet."""
    written = []
    for name, frame in source.frames:
        safe = frame.copy()
        safe.columns = [inert_cell(str(column)) for column in safe.columns]
        for column in safe.columns:
            if safe[column].dtype.kind not in "biuf":
                safe[column] = safe[column].map(inert_cell)
        with renamed(out / f"{name}.csv") as unfinished:
            safe.to_csv(unfinished, index=False, encoding="utf-8-sig", lineterminator="\n")
        written.append(out / f"{name}.csv")
    return written


def inert_cell(value: Any) -> Any:
    """The text with an apostrophe before what a spreadsheet would carry out; anything else as it is.

    >>> inert("=1+1"), inert("  @x"), inert("fine - really"), inert(-2)
    ("'=1+1", "'  @x", 'fine - really', -2)
    """
    if not isinstance(value, str):
        return value
    text = whole(value).replace("\x00", "\ufffd")
    return f"'{text}" if text.startswith(LEADING) or text.lstrip().startswith(LEADING) else text
