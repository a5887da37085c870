"""A reference is made from a table by stated rules, so that anyone with the table can reproduce it."""

from __future__ import annotations

import hashlib
from datetime import UTC, datetime
from importlib.metadata import version
from pathlib import Path

import numpy as np

from vs_sim.core.persona import Trait
from vs_sim.corpora.reference_data import Recipe
from vs_sim.errors import ScenarioError, StudyError
from vs_sim.files.csv_table import Row, Table, load_table
from vs_sim.study.build.row_conditions import RowCondition, no_column
from vs_sim.study.data.clustered_sample import Sample
from vs_sim.study.data.provenance import Computed, Header, Source
from vs_sim.study.data.reference import Reference

COVARIANCE_DECIMALS = 12


def make_reference(table: str | Path, recipe: Recipe, header: Header) -> Reference:
    """A reference from a CSV file with a header row.

    Args:
        table: The file.
        recipe: Which values, and whose.
        header: What a reader must know; the file's SHA-256 is added to its source.

    Raises:
        StudyError: The file or a column does not exist, a condition cannot be read, a value is not a finite
            number, or the conditions leave fewer than two people.
    """
    path = Path(table)
    found = _table(path, recipe)
    rows = _chosen(found, recipe)
    values = [_value(row, recipe) for row in rows]
    people = [_person(row, recipe.person) for row in rows] if recipe.person else None
    clipped = values if recipe.clip is None else np.minimum(values, recipe.clip)
    today = datetime.now(UTC).date().isoformat()
    packages = (f"numpy=={version('numpy')}",)
    computed = Computed(command=recipe.command(path.name), on=today, packages=packages)
    return reference_of(Sample(clipped, people, recipe.value), _signed(header, path), computed)


def reference_of_table(table: Path, value: str, person: str | None = None, unit: str = "") -> Reference:
    """A reference from a CSV file of one's own, named after the file.

    Args:
        table: The file, with a header row.
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


def table_understood(table: str | Path, recipe: Recipe) -> str:
    """What was understood of a table, and how many of its rows and people a recipe keeps, a line each.

    Raises:
        StudyError: The table has faults, or a condition cannot be read.
    """
    found = _table(Path(table), recipe)
    rows = _chosen(found, recipe)
    kept = f"  {len(rows)} rows kept"
    if recipe.person:
        kept += f", of {len({row.written.get(recipe.person) for row in rows})} people by column {recipe.person}"
    lines = [found.understood(), kept if recipe.person else f"{kept}, each of another person"]
    left_out = {one.column: one.left_out(found) for one in map(RowCondition.read, recipe.where)}
    lines += [
        f"  note: {count} values of {column} cannot be compared; their rows are left out"
        for column, count in left_out.items()
        if count
    ]
    return "\n".join(lines)


def _table(path: Path, recipe: Recipe) -> Table:
    """The table; the columns that the recipe needs are known to exist."""
    try:
        table = load_table(path, recipe.reading)
    except ScenarioError as error:
        raise StudyError(str(error), hint=error.hint) from error
    asked = [recipe.value, recipe.person, recipe.first_by, *(RowCondition.read(w).column for w in recipe.where)]
    for column in filter(None, asked):
        if column not in table.columns:
            raise no_column(table, column)
    return table


def _chosen(table: Table, recipe: Recipe) -> list[Row]:
    kept = list(table.rows)
    for condition in map(RowCondition.read, recipe.where):
        kept = condition.kept(table, kept, recipe.reading.missing)
    if recipe.first_by is None:
        return kept
    if recipe.person is None:
        raise StudyError("the first row of each person needs a person column", hint="name it with --person")
    firsts: dict[str, Row] = {}
    for row in sorted(kept, key=lambda row: _order(row.cells.get(recipe.first_by or "", ""))):
        firsts.setdefault(_person(row, recipe.person), row)
    return list(firsts.values())


def _order(value: Trait) -> tuple[bool, float, str]:
    """Numbers before strings, each in their own order."""
    return (True, 0.0, value) if isinstance(value, str) else (False, float(value), "")


def _person(row: Row, column: str) -> str:
    if column not in row.written:
        message = f"{column} is empty in a row that the conditions keep"
        raise StudyError(str(row.place.fault(message)), hint=f'leave such rows out: --where "{column}!="')
    return row.written[column]


def _value(row: Row, recipe: Recipe) -> float:
    value = row.cells.get(recipe.value, "")
    if isinstance(value, str):
        message = f"{recipe.value} is {value!r} in a row that the conditions keep: not a finite number"
        hint = f'leave such rows out by a condition, for example --where "{recipe.value}!={value}"'
        raise StudyError(str(row.place.fault(message)), hint=hint)
    return float(value)
