"""Real participants: the very people of PersuasionForGood, each with the partner and the amount of the real dialogue.

What is told is their traits. What they paid is kept beside them, never told, so that each simulated person can be
compared with the person simulated.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from vs_sim.core.persona import Persona, Style, Trait
from vs_sim.errors import ScenarioError
from vs_sim.files.csv_table import Row, read_table
from vs_sim.personas.build_population import LABELS, trait_of
from vs_sim.seeds import generator

PERIOD = ("20180828", "20180905")
"""Of the dialogues taken: the first day whose task text names a $2 payment, and the day after the last one."""
ENDOWMENT = 2.0
"""Dollars: what was paid above it counts as it."""
DIALOGUE, PERSON, ROLE, PAID = "B2", "B3", "B4", "B6"


@dataclass(frozen=True)
class Participants:
    """The dialogues of period C that both sides are known of, in an order drawn from the seed.

    Attributes:
        dialogues: By dialogue, the cells of each side: persuader, persuadee.
        name: What a persona's source is called.
        seed: Of the order.
    """

    dialogues: Sequence[tuple[Mapping[str, Trait], Mapping[str, Trait]]]
    name: str
    seed: int

    def at(self, number: int) -> int:
        """The place of the real dialogue behind a simulated one; after the last one they begin anew."""
        order = generator(self.seed, "participants").permutation(len(self.dialogues))
        return int(order[number % len(order)])

    def persona(self, number: int, side: int, tell: Sequence[str] | None = None, style: Style = "facts") -> Persona:
        """Who took part on one side of a dialogue.

        Args:
            number: Of the simulated dialogue.
            side: 0 for the one who spoke first, the persuader; 1 for the persuadee.
            tell: The attributes told, in this order; None for all.
            style: How they are told.
        """
        cells = self.dialogues[self.at(number)][side]
        known = {trait: value for trait in LABELS if (value := trait_of(cells, trait)) is not None}
        told = known if tell is None else {trait: known[trait] for trait in tell if trait in known}
        paid = cells[PAID]
        own = {"dialogue": cells[DIALOGUE]} | ({"paid": min(float(paid), ENDOWMENT)} if _is_number(paid) else {})
        return Persona(str(cells[PERSON]), told, self.name, style, LABELS, own)

    def mixed(self, number: int, side: int, style: Style = "facts") -> Persona:
        """The same person told with each attribute of somebody else, so that nothing goes together."""
        person = self.persona(number, side, (), style)
        draw = generator(self.seed, "participants", "mixed", number, side)
        rows = draw.integers(len(self.dialogues), size=len(LABELS))
        found = {trait: trait_of(self.dialogues[row][side], trait) for trait, row in zip(LABELS, rows, strict=True)}
        traits = {trait: value for trait, value in found.items() if value is not None}
        return Persona(person.person, traits, f"{self.name}, shuffled", style, LABELS, person.own)


def _is_number(value: Trait) -> bool:
    return not isinstance(value, str) and bool(np.isfinite(value))


def read_participants(path: Path, seed: int = 0) -> Participants:
    """The participants of period C in `full_info.csv` as published; dialogues flagged `BAD_` are left out.

    Raises:
        ScenarioError: The file cannot be read, is not that table, or holds no dialogue of the period.
    """
    rows = read_table(path)
    missing = [column for column in (DIALOGUE, PERSON, ROLE, PAID) if not any(column in row.cells for row in rows)]
    if missing:
        message = f"no column {', '.join(missing)}; participants are read from full_info.csv of PersuasionForGood"
        raise ScenarioError([rows[0].place.fault(message)])
    sides: dict[str, dict[int, Mapping[str, Trait]]] = {}
    for row in rows:
        if _taken(row):
            sides.setdefault(str(row.cells[DIALOGUE]), {})[int(row.cells[ROLE])] = row.cells
    dialogues = [(both[0], both[1]) for both in sides.values() if {0, 1} <= set(both)]
    if not dialogues:
        raise ScenarioError([rows[0].place.fault("no dialogue of 28 August to 4 September 2018 with both its sides")])
    return Participants(dialogues, f"participants in {path.name}", seed)


def _taken(row: Row) -> bool:
    whole = {DIALOGUE, PERSON, ROLE, PAID} <= set(row.cells) and row.cells[ROLE] in (0, 1)
    return whole and PERIOD[0] <= str(row.cells[DIALOGUE]) < PERIOD[1]
