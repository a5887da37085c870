"""A text that somebody else wrote, and places in it: what every fault in a file points at."""

from __future__ import annotations

import errno
import os
import re
import stat
from bisect import bisect_right
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from vs_sim.errors import Fault, ScenarioError

WIDEST_LINE = 240
"""A longer line is cut when it is shown in a fault."""
CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff]")
"""What no terminal, log or request should carry: control characters and halves of surrogate pairs."""
_BREAK = re.compile(r"\r\n|\n|\r")


@dataclass(frozen=True)
class Source:
    """A file, or an override of the command line, as it was written."""

    file: str
    """What messages call it: a path, or `--set`."""
    text: str

    @cached_property
    def lines(self) -> list[str]:
        """The text's lines, without their ends."""
        return _BREAK.split(self.text)

    def at(self, index: int) -> Place:
        """The place of the character with that index in the text."""
        line = bisect_right(self._starts, index)
        return Place(self, line, index - self._starts[line - 1] + 1)

    @cached_property
    def _starts(self) -> list[int]:
        return [0, *(found.end() for found in _BREAK.finditer(self.text))]


@dataclass(frozen=True)
class Place:
    """A line and a column of a source, both 1-based; None where the whole file or line is meant."""

    source: Source
    line: int | None = None
    column: int | None = None

    def fault(self, message: str, *, path: Iterable[str | int] = (), hint: str | None = None) -> Fault:
        """A fault at this place, with the offending line as written."""
        return Fault(
            path=".".join(str(part) for part in path),
            message=message,
            hint=hint,
            file=self.source.file,
            line=self.line,
            column=self.column,
            source=self._shown(),
        )

    @property
    def line_text(self) -> str | None:
        """The line as written; None where there is none."""
        return self.source.lines[self.line - 1] if self.line and self.line <= len(self.source.lines) else None

    def _shown(self) -> str | None:
        """The line, cut where it is long and without characters that a terminal would obey."""
        line = self.line_text
        if line is None or (self.column or 1) > WIDEST_LINE:
            return None
        return CONTROL.sub("\ufffd", line[:WIDEST_LINE]) + (" …" if len(line) > WIDEST_LINE else "")

    def error(self, message: str, *, hint: str | None = None) -> ScenarioError:
        """The error that holds this one fault."""
        return ScenarioError([self.fault(message, hint=hint)])


def read_bytes(path: Path, limit: int) -> bytes:
    """The content of a regular file of at most `limit` bytes; a pipe or a device is refused unread.

    Raises:
        ScenarioError: It cannot be read, is no regular file, or is larger than the limit.
    """
    whole = Place(Source(str(path), ""))
    try:
        descriptor = os.open(path, os.O_RDONLY | getattr(os, "O_BINARY", 0) | getattr(os, "O_NONBLOCK", 0))
        try:
            mode = os.fstat(descriptor).st_mode
            if stat.S_ISDIR(mode):
                raise IsADirectoryError(errno.EISDIR, os.strerror(errno.EISDIR))
            if not stat.S_ISREG(mode):
                raise whole.error("is no regular file", hint="write what it gives into a file first")
            with os.fdopen(descriptor, "rb", closefd=False) as handle:
                raw = handle.read(limit + 1)
        finally:
            os.close(descriptor)
    except (OSError, ValueError) as error:
        raise whole.error(f"cannot be read: {getattr(error, 'strerror', None) or error}") from error
    if len(raw) > limit:
        raise whole.error(f"larger than {limit / 1_000_000:g} MB")
    return raw


def read_source(path: Path, limit: int) -> Source:
    """The text of a regular file of at most `limit` bytes; a byte order mark is taken off.

    Raises:
        ScenarioError: The file cannot be read, is larger than the limit, or is not UTF-8.
    """
    return decode_utf8(path, read_bytes(path, limit))


def decode_utf8(path: Path, raw: bytes) -> Source:
    """The text of a file's content; a byte order mark is taken off.

    Raises:
        ScenarioError: It is not UTF-8.
    """
    try:
        return Source(str(path), raw.decode("utf-8-sig"))
    except UnicodeDecodeError as error:
        before = raw[: error.start].decode("utf-8-sig", errors="replace")
        place = Source(str(path), before).at(len(before))
        raise place.error("not UTF-8 text from here on", hint="save the file as UTF-8") from error


def is_file(path: Path) -> bool:
    """Whether there is such a file; a name that no file can have is none."""
    try:
        return path.is_file()
    except (OSError, ValueError):
        return False
