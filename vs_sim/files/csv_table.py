"""A table that somebody else wrote, as CSV or JSONL: rows of numbers and one-line texts, each with its place.

What was understood of it can be printed: its dialect, its columns with their types, what is missing, what was left
out.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from vs_sim.core.csv_reading import CsvReading
from vs_sim.core.persona import Trait
from vs_sim.errors import Fault, ScenarioError
from vs_sim.files.csv_numbers import ColumnKind, Decimal, cell_number, column_kind, decimal_sign, value_of
from vs_sim.files.csv_sheet import MOST_FAULTS, Sheet, line_of_cell, read_sheet
from vs_sim.files.jsonl_table import jsonl_cells
from vs_sim.files.source_text import Place, Source, read_source

LARGEST_TABLE = 20_000_000
"""Bytes of a table."""
MOST_CELLS = 1_000_000
"""Cells of a table."""
DOUBTFUL = frozenset({"None", "none", "-", "--", "?", "na", "Na", "missing", "unknown", "-9", "-99", "-999", "-9999"})
"""Cells that may stand for no value, and may be one."""

_INDEX = re.compile(r"(Unnamed: 0(\.[0-9]+)?|\.\.\.1|)")
_UNNAMED = re.compile(r"(Unnamed: [0-9]+|\.\.\.[0-9]+|)")


@dataclass(frozen=True)
class Row:
    """One row, without its missing cells.

    Attributes:
        place: Where it begins.
        cells: By column, numbers and texts.
        written: By column, the same as it is written.
    """

    place: Place
    cells: Mapping[str, Trait]
    written: Mapping[str, str]


@dataclass(frozen=True)
class Column:
    """What is known of one column.

    Attributes:
        name: Its name.
        kind: Whether it holds numbers, texts, or both.
        known: Cells that hold something.
        missing: Cells that hold nothing.
        different: Different values.
        low: The smallest number; None where there is none.
        high: The largest number.
    """

    name: str
    kind: ColumnKind
    known: int
    missing: int
    different: int
    low: float | None = None
    high: float | None = None

    def __str__(self) -> str:
        if self.kind == "number":
            what = f"numbers from {self.low:g} to {self.high:g}"
        else:
            what = f"{'texts and numbers' if self.kind == 'mixed' else 'texts'}, {self.different} different"
        return f"{what if self.known else 'empty'}, {self.missing} missing"


@dataclass(frozen=True)
class Table:
    """A table and what was understood of it.

    Attributes:
        source: Its text.
        rows: In the order of the file.
        columns: By name, in the order of the file.
        dialect: In words.
        decimal: The decimal sign; None where only whole numbers are clear.
        notes: What was recognised, changed or left out, and what may be meant otherwise.
    """

    source: Source
    rows: Sequence[Row]
    columns: Mapping[str, Column]
    dialect: str
    decimal: Decimal | None = "."
    notes: tuple[str, ...] = ()

    def number(self, text: str) -> float | None:
        """The number that a text is by the decimal sign of this table; None where it is none."""
        return cell_number(text, self.decimal)

    def understood(self) -> str:
        """What was understood, a line each."""
        head = f"{Path(self.source.file).name}: {len(self.rows)} rows, {len(self.columns)} columns; {self.dialect}"
        width = max((len(name) for name in self.columns), default=0)
        columns = [f"  {name.ljust(width)}  {column}" for name, column in self.columns.items()]
        return "\n".join([head, *columns, *(f"  note: {note}" for note in self.notes)])


def read_table(path: Path) -> Sequence[Row]:
    """The rows of a table; see `load_table`."""
    return load_table(path).rows


def load_table(path: Path, reading: CsvReading | None = None) -> Table:
    """A CSV file with a header, or a JSONL file with one object a line.

    Numbers in CSV become numbers, by one rule for a column: where one cell is an identifier such as `02139` or
    `12E3`, all of them stay text. Truth values in JSON become `yes` and `no`. Missing cells are left out.

    Args:
        path: A regular file of at most 20 MB.
        reading: What the file leaves open.

    Raises:
        ScenarioError: The file cannot be read or has faults; up to 20 are listed with their places.
    """
    reading = reading or CsvReading()
    loaders: Mapping[str, Callable[[Path, CsvReading], Table]] = {
        ".csv": _from_csv,
        ".tsv": _from_csv,
        ".jsonl": _from_jsonl,
    }
    load = loaders.get(path.suffix.lower())
    if load is None:
        message = f"a table is a CSV or a JSONL file, not {path.suffix or 'a file without a suffix'}"
        raise Place(Source(str(path), "")).error(message, hint=f"name it {path.stem}.csv or {path.stem}.jsonl")
    table = load(path, reading)
    if not table.rows:
        raise Place(table.source).error("holds no row", hint="one person per row, below the header in CSV")
    return table


def _from_csv(path: Path, reading: CsvReading) -> Table:
    sheet = read_sheet(path, LARGEST_TABLE, reading, most_cells=MOST_CELLS)
    empty = [line for line, cells in sheet.records if not any(cells)]
    if empty:
        raise ScenarioError(
            [sheet.place(line, 0).fault("an empty row", hint="delete it") for line in empty[:MOST_FAULTS]]
        )
    missing = frozenset(reading.missing) | {""}
    left_out, notes = _left_out(sheet, missing)
    kept = [at for at in range(len(sheet.header)) if at not in left_out]
    written = {at: [line_of_cell(cells[at]) for _, cells in sheet.records] for at in kept}
    known = {at: [cell for cell in cells if cell not in missing] for at, cells in written.items()}
    sign = reading.decimal or decimal_sign(known.values(), sheet.dialect.delimiter)
    kinds = {at: column_kind(cells, sign) for at, cells in known.items()}
    rows = []
    for record, (line, _) in enumerate(sheet.records):
        texts = {sheet.header[at]: cells[record] for at, cells in written.items() if cells[record] not in missing}
        told = {
            sheet.header[at]: value_of(cells[record], kinds[at], sign)
            for at, cells in written.items()
            if cells[record] not in missing
        }
        rows.append(Row(Place(sheet.source, line, 1), told, texts))
    columns = _columns([sheet.header[at] for at in kept], rows)
    columns = {name: _of_kind(column, kinds[at]) for (name, column), at in zip(columns.items(), kept, strict=True)}
    notes += _notes(sheet, columns, rows, sign)
    dialect = f"{sheet.dialect}, decimal sign {sign or 'unclear'}"
    return Table(sheet.source, rows, columns, dialect, sign, (*sheet.notes, *notes))


def _left_out(sheet: Sheet, missing: frozenset[str]) -> tuple[set[int], tuple[str, ...]]:
    """Columns without a name that are no data: an index, or nothing at all.

    Raises:
        ScenarioError: A column without a name holds something else.
    """
    found: set[int] = set()
    notes, faults = list[str](), list[Fault]()
    for at, name in enumerate(sheet.header):
        if not _UNNAMED.fullmatch(name):
            continue
        cells = [cells[at] for _, cells in sheet.records]
        if all(cell in missing for cell in cells) and (cells or at):
            notes.append(f"column {at + 1} has no name and no values: left out")
        elif at == 0 and _INDEX.fullmatch(name) and len(set(cells)) == len(cells) and _are_counts(cells):
            notes.append(f"column 1 ({name or 'without a name'}) is an index: left out")
        elif name:
            continue
        else:
            line = sheet.dialect.first_line
            faults.append(sheet.place(line, at).fault("a column has no name", hint="give it one, or delete it"))
            continue
        found.add(at)
    if faults:
        raise ScenarioError(faults)
    return found, tuple(notes)


def _are_counts(cells: Iterable[str]) -> bool:
    return all(cell.isascii() and cell.isdigit() for cell in cells)


def _columns(names: Iterable[str], rows: Sequence[Row]) -> dict[str, Column]:
    found = {}
    for name in names:
        values = [row.cells[name] for row in rows if name in row.cells]
        numbers = [value for value in values if not isinstance(value, str)]
        kind: ColumnKind = "text" if not numbers else "number" if len(numbers) == len(values) else "mixed"
        bounds = (float(min(numbers)), float(max(numbers))) if numbers else (None, None)
        found[name] = Column(name, kind, len(values), len(rows) - len(values), len(set(values)), *bounds)
    return found


def _of_kind(column: Column, kind: ColumnKind) -> Column:
    return Column(column.name, kind, column.known, column.missing, column.different, column.low, column.high)


def _notes(sheet: Sheet, columns: Mapping[str, Column], rows: Sequence[Row], sign: Decimal | None) -> tuple[str, ...]:
    """What was changed in cells, and what may be meant otherwise."""
    notes = []
    breaks = sum("\n" in cell for _, cells in sheet.records for cell in cells)
    if breaks:
        notes.append(f"line breaks in {breaks} cell{'s' if breaks > 1 else ''} read as spaces")
    if "1252" in sheet.dialect.encoding:
        notes.append("not UTF-8; read as Windows-1252: look at the accents, or name the encoding")
    if sign is None:
        notes.append("the decimal sign is unclear, so that only whole numbers are numbers: name it")
    notes += _doubts(columns, rows)
    return tuple(notes)


def _doubts(columns: Mapping[str, Column], rows: Sequence[Row]) -> list[str]:
    """Cells that may stand for no value: words and signs, and a negative number where all others are not."""
    notes = []
    for name, column in columns.items():
        cells = [row.written[name] for row in rows if name in row.written]
        found = sorted(set(cells) & DOUBTFUL)
        if column.kind == "number":
            others = [float(row.cells[name]) for row in rows if name in row.cells and row.written[name] not in found]
            found = found if all(value >= 0 for value in others) else []
        if found:
            notes.append(f"{', '.join(found)} in column {name} counts as a value: add it to missing if it is none")
    return notes


def _from_jsonl(path: Path, reading: CsvReading) -> Table:
    source = read_source(path, LARGEST_TABLE)
    missing, rows, faults = frozenset(reading.missing) | {""}, list[Row](), list[Fault]()
    for line, text in enumerate(source.lines, 1):
        if not text.strip():
            continue
        place = Place(source, line, 1)
        cells = jsonl_cells(place, text)
        if isinstance(cells, Fault):
            faults.append(cells)
            if len(faults) >= MOST_FAULTS:
                break
            continue
        known = {name: value for name, value in cells.items() if value is not None and value not in missing}
        rows.append(Row(place, known, {name: str(value) for name, value in known.items()}))
    faults += [row.place.fault("an empty row", hint="delete it") for row in rows if not row.cells]
    if faults:
        raise ScenarioError(faults[:MOST_FAULTS])
    names = dict.fromkeys(name for row in rows for name in row.cells)
    return Table(source, rows, _columns(names, rows), "JSON lines, UTF-8")
