"""A reference is made from a table by stated rules, so that anyone with the table can reproduce it."""

from __future__ import annotations

import csv
import hashlib
import math
import operator
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from importlib.metadata import version
from pathlib import Path

import numpy as np

from vs_sim.corpora.reference_data import Recipe
from vs_sim.errors import StudyError, did_you_mean
from vs_sim.study.data.clustered_sample import Sample
from vs_sim.study.data.provenance import Computed, Header, Source
from vs_sim.study.data.reference import Reference

Row = Mapping[str, str]

OPERATORS: dict[str, Callable[[float | str, float | str], bool]] = {
    "=": operator.eq,
    "!=": operator.ne,
    "<": operator.lt,
    "<=": operator.le,
    ">": operator.gt,
    ">=": operator.ge,
}

COVARIANCE_DECIMALS = 12


@dataclass(frozen=True)
class Condition:
    """One `column OP literal`: compared as numbers when both sides are numbers, else as strings."""

    column: str
    comparison: str
    literal: str

    @classmethod
    def read(cls, text: str) -> Condition:
        """A condition as it is written, for example `B2>=20180828`; an empty literal is the empty string.

        Raises:
            StudyError: It has no operator or no column.
        """
        found = re.fullmatch(r"\s*([^=!<>]+?)\s*(!=|<=|>=|=|<|>)\s*([^=!<>]*?)\s*", text)
        if found is None:
            raise StudyError(f"cannot read the condition {text!r}", hint="write it as in B4=1")
        return cls(*found.groups())

    def holds(self, row: Row) -> bool:
        """Whether a row fulfils it."""
        left, right = _number(row[self.column]), _number(self.literal)
        compare = OPERATORS[self.comparison]
        if left is None or right is None:
            return compare(row[self.column], self.literal)
        return compare(left, right)


def make_reference(table: str | Path, recipe: Recipe, header: Header) -> Reference:
    """A reference from a CSV file with a header row.

    Args:
        table: The file; UTF-8, comma-separated.
        recipe: Which values, and whose.
        header: What a reader must know; the file's SHA-256 is added to its source.

    Raises:
        StudyError: The file or a column does not exist, a condition cannot be read, a value is not a finite
            number, or the conditions leave fewer than two people.
    """
    path = Path(table)
    rows = _chosen(_rows(path, recipe), recipe)
    values = [_value(row, recipe) for row in rows]
    people = [row[recipe.person] for row in rows] if recipe.person else None
    clipped = values if recipe.clip is None else np.minimum(values, recipe.clip)
    today = datetime.now(UTC).date().isoformat()
    packages = (f"numpy=={version('numpy')}",)
    computed = Computed(command=recipe.command(path.name), on=today, packages=packages)
    return reference_of(Sample(clipped, people, recipe.value), _signed(header, path), computed)


def reference_of_table(table: Path, value: str, person: str | None = None, unit: str = "") -> Reference:
    """A reference from a CSV file of one's own, named after the file.

    Args:
        table: The file; UTF-8, comma-separated, with a header row.
        value: The column of the values.
        person: The column that says whose a value is; None when every row is another person.
        unit: Of the values.

    Raises:
        StudyError: The file or a column does not exist, or a value is not a finite number.
    """
    header = Header(id=table.stem, source=Source(name=table.name), unit=unit)
    return make_reference(table, Recipe(value, person), header)


def reference_of(sample: Sample, header: Header, computed: Computed | None = None) -> Reference:
    """A reference from values and their persons; a simulation can stand where people do.

    Raises:
        StudyError: There are fewer than two persons.
    """
    if sample.persons < 2:
        raise StudyError(f"a reference needs 2 people; {header.id} has {sample.persons}")
    covariance = np.round(sample.covariance(sample.support), COVARIANCE_DECIMALS) + 0.0
    _, counts = np.unique(sample.numbers, return_counts=True)
    return Reference(
        **{name: getattr(header, name) for name in Header.model_fields},
        computed=computed or Computed(),
        n=sample.n,
        people=sample.persons,
        values=tuple(sample.support.tolist()),
        counts=tuple(counts.tolist()),
        covariance=tuple(tuple(row[: index + 1].tolist()) for index, row in enumerate(covariance[:-1])),
    )


def _signed(header: Header, path: Path) -> Header:
    digest = hashlib.sha256(path.read_bytes()).hexdigest()
    source = header.source.model_copy(update={"files": {**header.source.files, path.name: digest}})
    return header.model_copy(update={"source": source})


def _rows(path: Path, recipe: Recipe) -> list[dict[str, str]]:
    """Every row; the columns that the recipe needs are known to exist."""
    try:
        with path.open(newline="", encoding="utf-8-sig") as file:
            reader = csv.DictReader(file, restval="")
            columns, rows = list(reader.fieldnames or []), list(reader)
    except OSError as error:
        raise StudyError(f"cannot read {path}: {error.strerror}") from error
    except (UnicodeDecodeError, csv.Error) as error:
        raise StudyError(f"{path.name} is not a UTF-8 CSV file: {error}") from error
    asked = [recipe.value, recipe.person, recipe.first_by, *(Condition.read(w).column for w in recipe.where)]
    for column in filter(None, asked):
        if column not in columns:
            hint = did_you_mean(column, columns)
            raise StudyError(f"{path.name} has no column {column!r}; it has {', '.join(columns)}", hint=hint)
    return rows


def _chosen(rows: list[dict[str, str]], recipe: Recipe) -> list[dict[str, str]]:
    conditions = [Condition.read(text) for text in recipe.where]
    kept = [row for row in rows if all(condition.holds(row) for condition in conditions)]
    if recipe.first_by is None:
        return kept
    if recipe.person is None:
        raise StudyError("the first row of each person needs a person column", hint="name it with --person")
    firsts: dict[str, dict[str, str]] = {}
    for row in sorted(kept, key=lambda row: _order(row[recipe.first_by or ""])):
        firsts.setdefault(row[recipe.person], row)
    return list(firsts.values())


def _order(text: str) -> tuple[bool, float, str]:
    """Numbers before strings, each in their own order."""
    number = _number(text)
    return (number is None, 0.0 if number is None else number, text)


def _number(text: str) -> float | None:
    try:
        number = float(text)
    except ValueError:
        return None
    return number if math.isfinite(number) else None


def _value(row: Row, recipe: Recipe) -> float:
    number = _number(row[recipe.value])
    if number is None:
        found = row[recipe.value]
        raise StudyError(
            f"{recipe.value} is {found!r} in a row that the conditions keep: not a finite number",
            hint=f'leave such rows out by a condition, for example --where "{recipe.value}!={found}"',
        )
    return number
