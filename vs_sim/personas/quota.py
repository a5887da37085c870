"""Fixed shares of levels: each person is sought among those who lie furthest behind, so that shares never drift.

With several traits the cells are their combinations. How often each is due keeps to the fixed shares, and otherwise
as near as possible to how often it occurs (raking; Deming & Stephan 1940).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from itertools import product

import numpy as np

from vs_sim.core.persona import value_text
from vs_sim.errors import VsSimError
from vs_sim.personas.copula import FloatArray
from vs_sim.personas.persona_candidates import Chooser
from vs_sim.seeds import generator

CANDIDATES = 20_000
"""Drawn to learn how often the combinations occur."""
RAKING_ROUNDS = 100
"""Of raking; a handful suffice where no combination is empty."""
MOST_QUOTA_CELLS = 500
QUOTA_BLOCK = 20
"""Persons among whom the order is left to chance, so that two roles with quotas do not meet in step."""
FIRST = 100.0
"""How much more the share of a level counts than that of a combination."""


@dataclass(frozen=True)
class Quota:
    """Whom to seek for each of so many persons.

    Attributes:
        chooser: Whom to choose from.
        shares: Trait to level, as it is prompted, to its share; those of one trait sum to 1.
    """

    chooser: Chooser
    shares: Mapping[str, Mapping[str, float]]

    @cached_property
    def sides(self) -> list[list[tuple[int, int, float]]]:
        """By trait its levels that have a share: the places of trait and level, and the share."""
        places = {trait: at for at, trait in enumerate(self.chooser.people.levels)}
        return [
            [
                (places[trait], at, shares[value_text(level)])
                for at, level in enumerate(self.chooser.people.levels[trait])
                if shares.get(value_text(level), 0) > 0
            ]
            for trait, shares in self.shares.items()
        ]

    @cached_property
    def cells(self) -> list[dict[int, int]]:
        """The combinations of levels, each as trait to level, by their places.

        Raises:
            VsSimError: There are too many.
        """
        count = int(np.prod([len(side) for side in self.sides]))
        if count > MOST_QUOTA_CELLS:
            raise VsSimError(f"a quota of {count} combinations; at most {MOST_QUOTA_CELLS}", hint="fix fewer traits")
        return [{trait: level for trait, level, _ in cell} for cell in product(*self.sides)]

    @cached_property
    def margins(self) -> FloatArray:
        """Which cells belong to each level, shape (levels, cells)."""
        rows = [[cell[trait] == level for cell in self.cells] for side in self.sides for trait, level, _ in side]
        return np.asarray(rows, dtype=np.float64)

    @cached_property
    def wanted(self) -> FloatArray:
        """The share of each level, shape (levels,)."""
        return np.asarray([share for side in self.sides for _, _, share in side], dtype=np.float64)

    @cached_property
    def due(self) -> FloatArray:
        """The share of each cell, shape (cells,).

        Raises:
            VsSimError: A level with a share does not occur.
        """
        codes = self.chooser.people.candidates(generator("quota"), CANDIDATES)[0]
        kept = self.chooser.keeps(codes)
        inside = [np.all([codes[:, trait] == level for trait, level in cell.items()], axis=0) for cell in self.cells]
        due = np.asarray([float(kept[each].sum()) for each in inside])
        for _ in range(RAKING_ROUNDS):
            for margin, share in zip(self.margins, self.wanted, strict=True):
                if (total := float(margin @ due)) <= 0:
                    raise VsSimError("a quota asks for people who do not occur", hint="leave that level out")
                due = np.where(margin > 0, due * share / total, due)
        return np.asarray(due / due.sum(), dtype=np.float64)

    def sought(self, persons: int, *name: str | int) -> list[dict[int, int]]:
        """The cell of each of so many persons, as trait to level by their places.

        Args:
            persons: How many.
            name: Of the chance that orders every block.
        """
        levels, cells = np.zeros(len(self.wanted)), np.zeros(len(self.due))
        order: list[int] = []
        for number in range(1, persons + 1):
            behind = FIRST * (levels - number * self.wanted) @ self.margins + cells - number * self.due
            chosen = int(np.argmin(np.where(self.due > 0, behind, np.inf)))
            levels += self.margins[:, chosen]
            cells[chosen] += 1
            order.append(chosen)
        for start in range(0, persons, QUOTA_BLOCK):
            block = order[start : start + QUOTA_BLOCK]
            order[start : start + QUOTA_BLOCK] = generator(*name, start // QUOTA_BLOCK).permutation(block).tolist()
        return [self.cells[cell] for cell in order]
