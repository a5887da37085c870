"""The cells of a CSV file as they are written, each in its column: what every reader of CSV files begins with."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

from vs_sim.core.csv_reading import CsvReading
from vs_sim.errors import Fault, ScenarioError
from vs_sim.files.csv_dialect import Dialect, decoded_table, delimiter_of
from vs_sim.files.source_text import CONTROL, Place, Source, read_bytes

MOST_FAULTS = 20
"""Faults reported of one table; the others are of the same sort."""
LONGEST_CELL = 100_000
"""Characters."""
_QUOTES = "text that holds the delimiter needs quotes"
_IMPORT_ID = '{"ImportId"'


@dataclass(frozen=True)
class Sheet:
    """A header, and records with as many cells as it has.

    Attributes:
        source: The text.
        dialect: How it is written.
        header: The names of the columns.
        records: The first line of each record, and its cells.
        notes: What was recognised and left out.
    """

    source: Source
    dialect: Dialect
    header: list[str]
    records: list[tuple[int, list[str]]]
    notes: tuple[str, ...] = ()

    def place(self, line: int, column: int) -> Place:
        """Where a cell of a record begins.

        Args:
            line: The record's first line.
            column: The place of its column, 0-based.
        """
        return _cell_place(self.source, line, column, self.dialect.delimiter)


def read_sheet(
    path: Path,
    limit: int,
    reading: CsvReading | None = None,
    *,
    exact: bool = False,
    most_cells: int | None = None,
) -> Sheet:
    """The cells of a CSV file with a header.

    Args:
        path: A regular file.
        limit: Its most bytes.
        reading: What the file leaves open.
        exact: Whether blanks and line breaks in cells are kept as they are.
        most_cells: A table of more is refused; None for any number.

    Raises:
        ScenarioError: The file cannot be read or has faults; up to 20 are listed with their places.
    """
    reading = reading or CsvReading()
    source, encoding = decoded_table(path, read_bytes(path, limit), reading)
    delimiter, first_line = delimiter_of(source, reading)
    dialect = Dialect(encoding, delimiter, first_line)
    header, records = _checked_records(source, dialect, most_cells, exact=exact)
    records, notes = _without_survey_header(records)
    return Sheet(source, dialect, header, records, notes)


def _checked_records(
    source: Source, dialect: Dialect, most_cells: int | None, *, exact: bool
) -> tuple[list[str], list[tuple[int, list[str]]]]:
    """The header, and the records with as many cells."""
    header, records, faults = list[str](), list[tuple[int, list[str]]](), list[Fault]()
    for record in _records(source, dialect, exact=exact):
        if isinstance(record, Fault):
            faults.append(record)
        elif not header:
            header = record[1]
            _refuse_header(source, dialect, record[0], header)
        elif fault := _record_fault(source, dialect, header, *record, exact=exact):
            faults.append(fault)
        else:
            records.append(record)
            _refuse_beyond(most_cells, len(records) * len(header), source)
        if len(faults) >= MOST_FAULTS:
            break
    if faults:
        raise ScenarioError(faults[:MOST_FAULTS])
    return header, records


def line_of_cell(cell: str) -> str:
    """A cell without its outer blanks, its line breaks as spaces."""
    return " ".join(part.strip() for part in cell.splitlines() if part.strip()) if "\n" in cell else cell.strip()


def is_line(text: str) -> bool:
    """Whether a text is one line of printable characters."""
    return CONTROL.search(text) is None and len(text.splitlines()) <= 1


def name_fault(name: str, before: Sequence[str]) -> str | None:
    """What is wrong with the name of a column, given those before it."""
    if not is_line(name):
        return f"the column name {name!r} must be one printable line"
    if not name:
        return None
    if name in before:
        return f"the column {name!r} stands twice"
    same = next((other for other in before if other.casefold() == name.casefold()), None)
    return f"the columns {same!r} and {name!r} differ only in case" if same else None


def _records(source: Source, dialect: Dialect, *, exact: bool) -> Iterator[tuple[int, list[str]] | Fault]:
    """Each record that is not blank with the number of its first line; a fault where reading must stop."""
    if exact:
        lines: Iterator[str] = islice(io.StringIO(source.text, newline=""), dialect.first_line - 1, None)
    else:
        lines = (f"{line}\n" for line in source.lines[dialect.first_line - 1 :])
    reader = csv.reader(lines, strict=True, delimiter=dialect.delimiter, skipinitialspace=not exact)
    skipped = dialect.first_line - 1
    while True:
        line = reader.line_num + 1 + skipped
        try:
            cells = next(reader)
        except StopIteration:
            return
        except csv.Error as error:
            yield _syntax_fault(source, line, str(error))
            return
        if cells:
            yield line, cells if exact else [cell.strip() for cell in cells]


def _syntax_fault(source: Source, line: int, problem: str) -> Fault:
    text = source.lines[line - 1] if line <= len(source.lines) else ""
    if "end of data" in problem and '"' in text:
        place = Place(source, line, text.rindex('"') + 1)
        return place.fault(
            "not CSV: a quote is opened here and never closed", hint="a quote in a text is written twice"
        )
    return Place(source, line, 1).fault(f"not CSV: {problem}", hint="a quote in a text is written twice")


def _refuse_beyond(most_cells: int | None, cells: int, source: Source) -> None:
    if most_cells is not None and cells > most_cells:
        raise Place(source).error(f"more than {most_cells:,} cells", hint="draw a sample of the rows")


def _refuse_header(source: Source, dialect: Dialect, line: int, header: list[str]) -> None:
    faults = [
        _cell_place(source, line, index, dialect.delimiter).fault(message, hint="give the column another name")
        for index, name in enumerate(header)
        if (message := name_fault(name, header[:index]))
    ]
    if faults:
        raise ScenarioError(faults[:MOST_FAULTS])


def _record_fault(
    source: Source, dialect: Dialect, header: list[str], line: int, cells: list[str], *, exact: bool
) -> Fault | None:
    if len(cells) != len(header):
        place = _cell_place(source, line, min(len(cells), len(header)), dialect.delimiter)
        message = f"expected {len(header)} cells as in the header, found {len(cells)}"
        return place.fault(message, hint=_QUOTES)
    if exact:
        return None
    for index, cell in enumerate(cells):
        problem = None
        if len(cell) > LONGEST_CELL:
            problem = f"holds more than {LONGEST_CELL:,} characters"
        elif "\n" in cell or not cell.isprintable():
            problem = _text_fault(cell, header, dialect)
        if problem:
            return _cell_place(source, line, index, dialect.delimiter).fault(f"{header[index]!r} {problem}")
    return None


def _text_fault(cell: str, header: Sequence[str], dialect: Dialect) -> str | None:
    """What is wrong with a cell that is not one plain line."""
    if CONTROL.search(cell):
        return "must hold printable characters only"
    for line in cell.split("\n")[1:]:
        signs = line.count(dialect.delimiter)
        if len(header) > 1 and signs == len(header) - 1 and f"{dialect.delimiter} " not in line:
            return "spans lines that look like rows: is a quote not closed?"
    return None


def _without_survey_header(records: list[tuple[int, list[str]]]) -> tuple[list[tuple[int, list[str]]], tuple[str, ...]]:
    """The records without the lines that Qualtrics puts below the header: question texts, and import ids."""
    for at, (_, cells) in enumerate(records[:2]):
        if any(cell.startswith(_IMPORT_ID) for cell in cells):
            return records[at + 1 :], (f"{at + 1} extra header row{'s' if at else ''} of Qualtrics left out",)
    return records, ()


def _cell_place(source: Source, line: int, index: int, delimiter: str) -> Place:
    """Where the cell of that index begins in a line; the line's end where it has fewer."""
    text, quoted = source.lines[line - 1], False
    for position, sign in enumerate(text):
        if index == 0:
            return Place(source, line, position + 1)
        quoted ^= sign == '"'
        index -= sign == delimiter and not quoted
    return Place(source, line, len(text) + 1)
