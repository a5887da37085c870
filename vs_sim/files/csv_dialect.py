"""Which encoding and which delimiter a CSV file has: taken from the file where it leaves no doubt, else asked for."""

from __future__ import annotations

import codecs
import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from vs_sim.core.csv_reading import CsvReading
from vs_sim.errors import ScenarioError
from vs_sim.files.source_text import Place, Source, decode_utf8

DELIMITERS: Mapping[str, str] = {",": "comma", ";": "semicolon", "\t": "tab", "|": "vertical bar"}
_UTF16 = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
_WESTERN = frozenset("ÀÁÂÃÄÅÆÇÈÉÊËÌÍÎÏÑÒÓÔÕÖØÙÚÛÜÝßàáâãäåæçèéêëìíîïñòóôõöøùúûüýÿœŒ€£§°«»‘’“”„–—…·´©®½¼ªº¿¡\u00a0")
"""Characters beyond ASCII that texts in Western European languages have."""
_RUN = re.compile(r"[^\W\d_a-zA-Z]{3}|[a-zß-ÿœ][À-ÞŒ]|\w[€£§°«»©®½¼¿¡„]\w")
"""What they have not: three accented letters together, a capital or a sign inside a word."""
_SEPARATOR_LINE = re.compile(r"sep=(.)(?:\r\n|\n|\r|$)", re.IGNORECASE)


@dataclass(frozen=True)
class Dialect:
    """How a file is written.

    Attributes:
        encoding: In words.
        delimiter: What separates the columns.
        first_line: The number of the first line that is read, 1-based.
    """

    encoding: str
    delimiter: str
    first_line: int = 1

    def __str__(self) -> str:
        return f"{self.encoding}, separated by {DELIMITERS[self.delimiter]}"


def decoded_table(path: Path, raw: bytes, reading: CsvReading) -> tuple[Source, str]:
    """A file's text, and its encoding in words.

    Raises:
        ScenarioError: The encoding is not known, or the file does not have it.
    """
    if reading.encoding is not None:
        return _given(path, raw, reading.encoding)
    if raw.startswith(_UTF16):
        return _given(path, raw, "utf-16")
    mark = " with a byte order mark" if raw.startswith(codecs.BOM_UTF8) else ""
    try:
        return decode_utf8(path, raw), f"UTF-8{mark}"
    except ScenarioError as error:
        text = _western(raw)
        if text is None:
            fault = error.faults[0]
            hint = "save the file as UTF-8, or name its encoding"
            raise Place(Source(str(path), ""), fault.line, fault.column).error(fault.message, hint=hint) from error
        return Source(str(path), text), "Windows-1252 (not UTF-8)"


def _given(path: Path, raw: bytes, encoding: str) -> tuple[Source, str]:
    whole = Place(Source(str(path), ""))
    try:
        name = codecs.lookup(encoding).name
        return Source(str(path), raw.decode("utf-8-sig" if name == "utf-8" else name)), encoding
    except LookupError as error:
        raise whole.error(f"no encoding {encoding!r}", hint="for example utf-8 or cp1252") from error
    except ValueError as error:
        raise whole.error(f"is not {encoding}: {error}", hint="save the file as UTF-8") from error


def _western(raw: bytes) -> str | None:
    """The text in Windows-1252, if it reads as words of Western European languages."""
    try:
        text = raw.decode("cp1252")
    except UnicodeDecodeError:
        return None
    beyond = {sign for sign in text if not sign.isascii()}
    return text if beyond <= _WESTERN and _RUN.search(text) is None else None


def delimiter_of(source: Source, reading: CsvReading) -> tuple[str, int]:
    """What separates the columns of a text, and the number of its first line of cells.

    It is what stands in the header outside quotes; of several, the one that gives every line as many columns.

    Raises:
        ScenarioError: More than one would do.
    """
    if stated := _SEPARATOR_LINE.match(source.text):
        if stated[1] not in DELIMITERS:
            known = ", ".join(DELIMITERS.values())
            raise Place(source, 1, 1).error(f"columns separated by {stated[1]!r} are not read", hint=f"known: {known}")
        return reading.delimiter or stated[1], 2
    if reading.delimiter is not None:
        return reading.delimiter, 1
    lines = [line for line in source.lines[:1000] if line.strip()]
    header = _outside_quotes(lines[0]) if lines else ""
    found = [delimiter for delimiter in DELIMITERS if delimiter in header]
    if len(found) > 1:
        counts = {delimiter: {_outside_quotes(line).count(delimiter) for line in lines} for delimiter in found}
        even = [delimiter for delimiter in found if len(counts[delimiter]) == 1]
        if len(even) > 1:
            names = " or ".join(DELIMITERS[delimiter] for delimiter in even)
            raise Place(source, 1, 1).error(f"the columns may be separated by {names}", hint="name the delimiter")
        found = even or found
    return (found[0] if found else ","), 1


def _outside_quotes(line: str) -> str:
    return re.sub(r'"[^"]*(?:"|$)', "", line)
