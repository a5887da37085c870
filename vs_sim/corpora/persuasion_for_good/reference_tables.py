"""The data behind the shipped references of PersuasionForGood, read from the published tables."""

from __future__ import annotations

import csv
import math
from collections.abc import Iterable, Mapping
from functools import cached_property
from pathlib import Path

from vs_sim.core.persona import Trait
from vs_sim.corpora.corpus import ReferenceMaker
from vs_sim.corpora.persuasion_for_good.task_facts import (
    DIALOGUE,
    DIALOGUES,
    ENDOWMENT,
    NAME,
    PAID,
    PEOPLE,
    PERSON,
    PERSUADEE,
    PERSUADER,
    ROLE,
    ROLES,
    TRAIT,
    in_period_c,
)
from vs_sim.corpora.reference_data import Recipe, RecipeData, TextData, TraitData, ValueData

_INTENDED, _TEST = "annotated_info_half.csv", "vs_paper_test_donations.csv"
_CODES = {role: code for code, role in ROLES.items()}
_WITHIN_PERSON = ("within_person", "retest_gap")


class PublishedTables:
    """The published tables, read from a folder.

    Args:
        folder: The folder that holds them.
    """

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    @cached_property
    def persuadees(self) -> dict[str, Mapping[str, str]]:
        """Dialogue to the row of its persuadee."""
        return {row[DIALOGUE]: row for row in _rows(self.folder / PEOPLE) if row[ROLE] == _CODES[PERSUADEE]}

    @cached_property
    def turns(self) -> dict[tuple[str, str], tuple[str, ...]]:
        """Dialogue and code of the role to its turns, as written."""
        said: dict[tuple[str, str], list[str]] = {}
        for row in _rows(self.folder / DIALOGUES):
            said.setdefault((row[DIALOGUE], row[ROLE]), []).append(row["Unit"])
        return {key: tuple(turns) for key, turns in said.items()}

    @cached_property
    def first_rows(self) -> dict[int, str]:
        """The number of a dialogue's first row, by which other publications refer to it, to the dialogue."""
        found: dict[str, int] = {}
        for number, row in enumerate(_rows(self.folder / DIALOGUES)):
            found.setdefault(row[DIALOGUE], number)
        return {number: dialogue for dialogue, number in found.items()}

    def period_c(self) -> list[str]:
        """The dialogues of period C."""
        return [dialogue for dialogue in self.persuadees if in_period_c(dialogue)]

    def payments(self, dialogues: Iterable[str], measures: tuple[str, ...] | None = None) -> TraitData:
        """What the persuadees of some dialogues paid, at most the endowment, with their traits."""
        chosen = [self.persuadees[dialogue] for dialogue in dialogues]
        columns = [column for column in chosen[0] if column.endswith(TRAIT)]
        traits = {column.removesuffix(TRAIT): [_trait(row[column]) for row in chosen] for column in columns}
        paid = [min(float(row[PAID]), ENDOWMENT) for row in chosen]
        return TraitData(paid, [row[PERSON] for row in chosen], traits, "paid", "USD", (PEOPLE,), measures)

    def texts(self, dialogues: Iterable[str], role: str) -> TextData:
        """What one role said in some dialogues."""
        code, said, chosen = _CODES[role], self.turns, list(dialogues)
        people = {row[DIALOGUE]: row[PERSON] for row in _rows(self.folder / PEOPLE) if row[ROLE] == code}
        turns = tuple(said[dialogue, code] for dialogue in chosen)
        return TextData(turns, tuple(people[dialogue] for dialogue in chosen), role, (DIALOGUES, PEOPLE))


def _rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def _trait(cell: str) -> Trait | None:
    try:
        number = float(cell)
    except ValueError:
        return cell or None
    return number if math.isfinite(number) else None


def _stated(folder: Path) -> RecipeData:
    """The amounts that annotators found stated, in the half of the annotations that is at hand."""
    return RecipeData(_INTENDED, Recipe("B5", PERSON, (f"{ROLE}={_CODES[PERSUADEE]}", "B5!="), ENDOWMENT))


def _traits(folder: Path) -> TraitData:
    """How traits and groups are related to what was paid in period C."""
    tables = PublishedTables(folder)
    return tables.payments(tables.period_c())


def _persons(folder: Path) -> TraitData:
    """How alike two dialogues of one person end in period C."""
    tables = PublishedTables(folder)
    return tables.payments(tables.period_c(), _WITHIN_PERSON)


def _language(role: str) -> ReferenceMaker:
    """How one role writes in period C."""

    def texts(folder: Path) -> TextData:
        tables = PublishedTables(folder)
        return tables.texts(tables.period_c(), role)

    return texts


def _test_paid(folder: Path) -> ValueData:
    """What was paid in the test dialogues of the Verbalized Sampling paper."""
    tables, table = PublishedTables(folder), _rows(folder / _TEST)
    people = [tables.persuadees[tables.first_rows[int(row["conversation_id"])]][PERSON] for row in table]
    paid = [min(float(row["donation_ee"]), ENDOWMENT) for row in table]
    return ValueData(paid, people, "paid", (_TEST, DIALOGUES, PEOPLE))


REFERENCES: Mapping[str, ReferenceMaker] = {
    f"{NAME}/stated": _stated,
    f"{NAME}/traits": _traits,
    f"{NAME}/persons": _persons,
    f"{NAME}/language_{PERSUADEE}": _language(PERSUADEE),
    f"{NAME}/language_{PERSUADER}": _language(PERSUADER),
    "vs_paper/test_paid": _test_paid,
}
"""Name of a shipped reference to how its data are read from the published files."""
