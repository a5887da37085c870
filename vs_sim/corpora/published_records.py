"""The rows of a table as its publishers wrote it, read one by one; a fault names its file, line and column."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from vs_sim.errors import did_you_mean
from vs_sim.files.csv_sheet import Sheet, read_sheet
from vs_sim.files.source_text import Place, Source, is_file

LARGEST_RECORDS = 50_000_000
"""Bytes of one file of a corpus."""


def published_file(folder: Path, name: str, expected: str) -> Path:
    """A file that a corpus cannot be read without.

    Args:
        folder: The corpus's folder.
        name: The file.
        expected: What the folder should hold, for the hint.

    Raises:
        ScenarioError: There is no such file.
    """
    if not is_file(folder / name):
        place = Place(Source(str(folder / name), ""))
        raise place.error("no such file", hint=f"give the folder that holds {expected} as published")
    return folder / name


@dataclass(frozen=True)
class PublishedRecord:
    """One row of a published table: each cell exactly as written."""

    place: Place
    cells: Mapping[str, str]

    def meaning(self, column: str, codes: Mapping[str, str]) -> str:
        """The meaning of a code in a column.

        Raises:
            ScenarioError: It is not one of the known codes.
        """
        found = self.cells[column].strip()
        if found not in codes:
            raise self.place.error(f"{column} must be one of {', '.join(codes)}, found {found!r}")
        return codes[found]

    def whole(self, column: str) -> int:
        """The whole number in a column.

        Raises:
            ScenarioError: It is not a whole number.
        """
        number = self.number(column)
        if number is None or not number.is_integer():
            raise self.place.error(f"{column} must be a whole number, found {self.cells[column]!r}")
        return int(number)

    def number(self, column: str) -> float | None:
        """The number in a column; None where it is empty.

        Raises:
            ScenarioError: It is neither empty nor a finite number.
        """
        text = self.cells[column].strip()
        if text == "":
            return None
        try:
            number = float(text)
        except ValueError as error:
            raise self.place.error(f"{column} must be a number, found {text!r}") from error
        if number != number or number in (float("inf"), float("-inf")):
            raise self.place.error(f"{column} must be a finite number, found {text!r}")
        return number


def read_records(path: Path, columns: Sequence[str]) -> Iterator[PublishedRecord]:
    """The rows of a published CSV table, cells unchanged.

    Args:
        path: The file; UTF-8 with a header, at most 50 MB.
        columns: Columns it must have.

    Raises:
        ScenarioError: It cannot be read, lacks a column, or a row has another number of cells than the header.
    """
    sheet = read_sheet(path, LARGEST_RECORDS, exact=True)
    if not sheet.header:
        raise Place(sheet.source).error("is empty", hint="give the file as it was published")
    _refuse_without(columns, sheet)
    for line, cells in sheet.records:
        yield PublishedRecord(Place(sheet.source, line, 1), dict(zip(sheet.header, cells, strict=True)))


def _refuse_without(columns: Sequence[str], sheet: Sheet) -> None:
    for column in columns:
        if column not in sheet.header:
            place = Place(sheet.source, sheet.dialect.first_line, 1)
            raise place.error(f"has no column {column!r}", hint=did_you_mean(column, sheet.header))
