"""Conditions on the rows of a table: `column OP literal`, compared by one stated rule and never by a guess."""

from __future__ import annotations

import operator
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from vs_sim.errors import StudyError, did_you_mean
from vs_sim.files.csv_table import Row, Table

COMPARISONS: Mapping[str, Callable[[float | str, float | str], bool]] = {
    "<": operator.lt,
    "<=": operator.le,
    ">": operator.gt,
    ">=": operator.ge,
}
MOST_SHOWN = 8
"""Values of a column that an error shows."""

_FORM = re.compile(r"\s*(?P<column>[^=!<>~&|]+?)\s*(?P<op>!=|<=|>=|=|<|>)\s*(?P<literal>[^=!<>~&|]*?)\s*")
_IN = re.compile(r"\s*(?P<column>[^=!<>~&|]+?)\s+in\s+(?P<list>[^=!<>~&|]*?)\s*")
_ITEM = re.compile(r'\s*("[^"]*"|\'[^\']*\'|[^,\'"]*?)\s*(?:,|$)')
_DATE = re.compile(r"(?:[0-9]{8}|[0-9]{4}-[0-9]{2}(?:-[0-9]{2})?)(?![0-9])")
_HINT = "write it as column=value, with one of = != < <= > >= or in, for example B4=1 or group in a,b"


@dataclass(frozen=True)
class RowCondition:
    """One condition.

    `=`, `!=` and `in` compare numbers in a column of numbers, and the text as it is written in every other column: so
    `zip=02139` is that text. `<` and the like compare numbers, or dates that begin alike (`2018-09-04`, `20180904`). A
    cell that is missing, or that cannot be compared, fulfils no condition but `column=`, which asks for missing cells.

    Attributes:
        column: Its column.
        op: One of = != < <= > >= in.
        literals: What is compared with; one, but for `in`. The empty one stands for a missing cell.
        quoted: Whether the literal was in quotes, which makes it text.
    """

    column: str
    op: str
    literals: tuple[str, ...]
    quoted: bool = False

    @classmethod
    def read(cls, text: str) -> RowCondition:
        """A condition as it is written, for example `B2>=20180828`.

        Raises:
            StudyError: It has no such form.
        """
        if found := _IN.fullmatch(text):
            listed = re.sub(r"^[(\[](.*)[)\]]$", r"\1", found["list"])
            items = [item for item in _ITEM.findall(listed) if item]
            if not items:
                raise StudyError(f"cannot read the condition {text!r}", hint=_HINT)
            return cls(found["column"], "in", tuple(item.strip("\"'") for item in items))
        found = _FORM.fullmatch(text)
        if found is None:
            raise StudyError(f"cannot read the condition {text!r}", hint=_HINT)
        literal = found["literal"]
        quoted = len(literal) > 1 and literal[0] == literal[-1] and literal[0] in "\"'"
        return cls(found["column"], found["op"], (literal[1:-1] if quoted else literal,), quoted)

    def kept(self, table: Table, rows: Sequence[Row], missing: Sequence[str]) -> list[Row]:
        """The rows that fulfil it.

        Args:
            table: Where they are from.
            rows: Those to choose from.
            missing: Cells that stand for no value, in addition to the empty one.

        Raises:
            StudyError: The column does not exist, cannot be compared so, or holds nothing that is asked for.
        """
        if self.column not in table.columns:
            raise no_column(table, self.column)
        if self.op in COMPARISONS:
            return self._compared(table, rows)
        asked = {literal for literal in self.literals if literal and (self.quoted or literal not in missing)}
        asks_missing = len(asked) < len(set(self.literals))
        numbers = table.columns[self.column].kind == "number" and not self.quoted
        values = {self._number(table, literal) for literal in asked} if numbers else asked
        known = [
            row.cells[self.column] if numbers else row.written[self.column] for row in table.rows if self._has(row)
        ]
        if values and self.op != "!=" and values.isdisjoint(known):
            raise self._nothing(table)
        if self.op == "!=":
            return [row for row in rows if self._has(row) and self._cell(row, numbers) not in values]
        return [row for row in rows if (self._cell(row, numbers) in values if self._has(row) else asks_missing)]

    def left_out(self, table: Table) -> int:
        """Cells with a value that cannot be compared, so that their rows are left out."""
        if self.op not in COMPARISONS:
            return 0
        return sum(self._has(row) and self._holds(table, row) is None for row in table.rows)

    def _has(self, row: Row) -> bool:
        return self.column in row.cells

    def _cell(self, row: Row, numbers: bool) -> float | str:
        return row.cells[self.column] if numbers else row.written[self.column]

    def _number(self, table: Table, literal: str) -> float:
        value = _as_number(literal) if table.number(literal) is None else table.number(literal)
        if value is None:
            hint = f'a text is written in quotes: {self.column}{self.op}"{literal}"'
            raise StudyError(f"{self.column} holds numbers, and {literal!r} is none", hint=hint)
        return value

    def _compared(self, table: Table, rows: Sequence[Row]) -> list[Row]:
        if not self.literals[0]:
            raise StudyError(f"{self.column}{self.op} compares with nothing", hint=_HINT)
        if table.columns[self.column].known and all(self._holds(table, row) is None for row in table.rows):
            shown = self._shown(table)
            message = f"{self.column}{self.op}{self.literals[0]}: no value can be compared; the column holds {shown}"
            raise StudyError(message, hint="< and > compare numbers, or dates such as 2018-09-04")
        return [row for row in rows if self._holds(table, row)]

    def _holds(self, table: Table, row: Row) -> bool | None:
        """Whether a row fulfils a comparison; None where its cell cannot be compared."""
        if not self._has(row):
            return None
        compare, literal, cell = COMPARISONS[self.op], self.literals[0], row.cells[self.column]
        bound = _as_number(literal) if table.number(literal) is None else table.number(literal)
        if not isinstance(cell, str) and bound is not None:
            return compare(cell, bound)
        dates = _DATE.match(row.written[self.column]), _DATE.match(literal)
        if dates[0] and dates[1] and ("-" in dates[0][0]) == ("-" in dates[1][0]):
            return compare(row.written[self.column], literal)
        return None

    def _nothing(self, table: Table) -> StudyError:
        known = list(dict.fromkeys(row.written[self.column] for row in table.rows if self._has(row)))
        asked = ", ".join(repr(literal) for literal in self.literals)
        hint = did_you_mean(self.literals[0], known)
        return StudyError(f"no row has {self.column} {self.op} {asked}; it holds {self._shown(table)}", hint=hint)

    def _shown(self, table: Table) -> str:
        known = list(dict.fromkeys(row.written[self.column] for row in table.rows if self._has(row)))
        return ", ".join(repr(cell) for cell in known[:MOST_SHOWN]) + (", …" if len(known) > MOST_SHOWN else "")


def no_column(table: Table, column: str) -> StudyError:
    """The error that a table has no such column, with the nearest known one."""
    name = Path(table.source.file).name
    known = list(table.columns)
    return StudyError(f"{name} has no column {column!r}; it has {', '.join(known)}", hint=did_you_mean(column, known))


def _as_number(literal: str) -> float | None:
    """A number with a point, whatever the table's decimal sign."""
    return float(literal) if re.fullmatch(r"[-+]?([0-9]+\.?[0-9]*|\.[0-9]+)", literal) else None
