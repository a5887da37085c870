"""The data behind a shipped reference, as a corpus reads them from its published files; a study computes the rest."""

from __future__ import annotations

import shlex
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import TypeAlias

from vs_sim.core.csv_reading import CsvReading
from vs_sim.core.persona import Trait


@dataclass(frozen=True)
class Recipe:
    """Which values of a table are used, and whose they are.

    Attributes:
        value: The column of the values.
        person: The column that says whose a value is; None when every row is another person.
        where: Conditions `column OP literal` that all must hold; OP is one of = != < <= > >= in.
        clip: Values above it count as it; None leaves them.
        first_by: Keep only each person's first row in the order of this column; None keeps all.
        reading: How the table is read where it leaves that open.
    """

    value: str
    person: str | None = None
    where: tuple[str, ...] = ()
    clip: float | None = None
    first_by: str | None = None
    reading: CsvReading = field(default_factory=CsvReading)

    def command(self, table: str) -> str:
        """The command that reproduces the reference from a table of that name."""
        words = ["vs-sim", "reference", "make", table, "--value", self.value]
        words += ["--person", self.person] if self.person else []
        words += [word for condition in self.where for word in ("--where", condition)]
        words += ["--clip", f"{self.clip:g}"] if self.clip is not None else []
        words += ["--first-by", self.first_by] if self.first_by else []
        read = self.reading.model_dump(exclude_defaults=True)
        words += [f"--missing={missing}" for missing in read.pop("missing", ())]
        words += [f"--{name}={given}" for name, given in read.items()]
        return shlex.join(words)


@dataclass(frozen=True)
class RecipeData:
    """A distribution of values in one published table, by a recipe."""

    file: str
    recipe: Recipe


@dataclass(frozen=True)
class ValueData:
    """A distribution of values.

    Attributes:
        values: One per answer.
        persons: Whose each is; None when every value is another person's.
        label: What the values are.
        files: The files read.
    """

    values: Sequence[float]
    persons: Sequence[str] | None
    label: str
    files: tuple[str, ...]


@dataclass(frozen=True)
class TraitData:
    """Values with the traits of those who gave them.

    Attributes:
        values: One per answer.
        persons: Whose each is.
        traits: Trait to one value per answer; None where it is unknown.
        label: What the values are.
        unit: Of the values.
        files: The files read.
        measures: The figures computed; None for one per trait and group.
    """

    values: Sequence[float]
    persons: Sequence[str]
    traits: Mapping[str, Sequence[Trait | None]]
    label: str
    unit: str
    files: tuple[str, ...]
    measures: tuple[str, ...] | None = None


@dataclass(frozen=True)
class TextData:
    """What one role said, dialogue by dialogue.

    Attributes:
        turns: The turns of each dialogue.
        persons: Who said them.
        role: The role.
        files: The files read.
    """

    turns: tuple[tuple[str, ...], ...]
    persons: tuple[str, ...]
    role: str
    files: tuple[str, ...]


ReferenceData: TypeAlias = RecipeData | ValueData | TraitData | TextData
