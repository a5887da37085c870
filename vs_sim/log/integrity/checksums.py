"""A checksum in every row of a log: what a disk has changed is found when it is read, and not taken for data.

CRC-32 over a row's table and values finds every single flipped bit, and others but for one in four billion; it is no
protection against somebody who changes a log on purpose.
"""

from __future__ import annotations

import zlib
from collections.abc import Sequence
from typing import Any

CHECKED = ("opened", "drained", "asked", "answered", "closed", "failed")
"""The tables whose last column is the checksum of the others."""
_NUMBERED = frozenset({"opened", "drained", "failed"})
"""Those whose first column is a number that SQLite gives; it is not checked."""


def row_sum(table: str, values: Sequence[Any]) -> int:
    """The checksum of a row, the number that SQLite gives left out."""
    checked = values[1:] if table in _NUMBERED else values
    return zlib.crc32(repr((table, *map(_as_kept, checked))).encode())


def _as_kept(value: Any) -> bytes | float | None:
    """A value in a form that does not depend on whether it has been through SQLite."""
    if value is None or isinstance(value, bytes):
        return value
    if isinstance(value, str):
        return _bytes(value)
    return None if value != value else float(value) + 0.0  # NaN is kept as NULL, and -0 as 0


def _bytes(text: str) -> bytes:
    """The bytes of a text; half a character, which SQLite will refuse, has some, too."""
    try:
        return text.encode("utf-8", "surrogateescape")
    except UnicodeEncodeError:
        return text.encode("utf-8", "surrogatepass")
