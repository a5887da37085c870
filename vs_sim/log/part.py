"""A part of a run or of a sweep: which of how many, what of it is run, and what it may spend.

A run of independent dialogues is cut into blocks of neighbours, and each block is a run folder of its own; a sweep is
cut cell by cell. Seeds, personas and draws belong to a dialogue's number, so that a part changes none of them.
"""

from __future__ import annotations

import math
import re
from dataclasses import dataclass

from vs_sim.core.cost import Cost
from vs_sim.errors import VsSimError

PART_FACT = "part"
"""The fact by which a log says that it is a part."""
COLLECTED = "collected"
"""The fact by which a log says of which parts it was made."""
MOST_PARTS = 100_000
_WRITTEN = re.compile(r"\s*(\d+)\s*/\s*(\d+)\s*")


@dataclass(frozen=True)
class Part:
    """One of several parts.

    Attributes:
        which: From 1.
        of: How many there are.
    """

    which: int
    of: int

    def __post_init__(self) -> None:
        if not (1 <= self.which <= self.of <= MOST_PARTS):
            raise VsSimError(
                f"there is no part {self.which}/{self.of}", hint=f"the parts are 1/{self.of} to {self.of}/{self.of}"
            )

    @classmethod
    def read(cls, written: str) -> Part:
        """A part as it is typed: `3/8` is the third of eight.

        Raises:
            VsSimError: It cannot be read, or there is no such part.
        """
        found = _WRITTEN.fullmatch(written)
        if not found:
            raise VsSimError(f"a part of {written!r} cannot be read", hint="write --part 3/8 for the third of eight")
        return cls(int(found[1]), int(found[2]))

    def __str__(self) -> str:
        return f"{self.which}/{self.of}"

    @property
    def folder(self) -> str:
        """What its folder is called, so that names sort as parts do."""
        return f"part-{self.which:0{len(str(self.of))}d}-of-{self.of}"

    @property
    def share(self) -> tuple[int, int]:
        """Which part of every limit is its own: number from 0, and of how many."""
        return self.which - 1, self.of

    def block(self, size: int) -> range:
        """The numbers of its dialogues, of so many; empty where there are fewer dialogues than parts.

        >>> [list(Part(which, 3).block(7)) for which in (1, 2, 3)]
        [[0, 1], [2, 3], [4, 5, 6]]
        """
        return range((self.which - 1) * size // self.of, self.which * size // self.of)

    def takes(self, position: int) -> bool:
        """Whether the cell at a position of a plan, from 0, is its own; neighbours go to different parts."""
        return position % self.of == self.which - 1

    def budget(self, cap: Cost) -> Cost:
        """Its part of a budget; the budgets of all parts together are the whole one, and calls stay whole."""
        if math.isinf(cap.calls):
            calls = cap.calls
        else:
            each, left = divmod(math.floor(cap.calls), self.of)
            calls = float(each + (self.which <= left))
        return Cost(cap.usd / self.of, calls, cap.tokens / self.of)
