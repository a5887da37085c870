"""One budget for many workers: each cell gets a lease of what is left, and gives back what it did not spend.

What is promised and what is spent never exceed the cap together, so the cap is passed by one call a worker at most:
the one with which a lease is passed.
"""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass, field

from vs_sim.core.cost import Cost


@dataclass
class SharedBudget:
    """What the cells of a sweep have spent, and what those under way may still spend.

    Attributes:
        cap: The most that all may spend together.
        spent: By cell, what its log says.
        leases: By cell under way, the cap it was given: what it had spent before, and its part of the rest.
    """

    cap: Cost
    spent: dict[str, Cost] = field(default_factory=dict)
    leases: dict[str, Cost] = field(default_factory=dict)

    def lease(self, cell: str, parts: int) -> Cost:
        """Promise a cell its part of what is left, and give the cap of all its sessions together.

        Args:
            cell: Which.
            parts: In how many the rest is to be divided: this cell, and the places that are still free.
        """
        left, own = self.left, self.spent.get(cell, Cost())
        part = each(lambda name: getattr(left, name) / parts)
        calls = part.calls if math.isinf(part.calls) else float(math.ceil(part.calls))
        self.leases[cell] = own + Cost(part.usd, calls, part.tokens)
        return self.leases[cell]

    def settle(self, cell: str, spent: Cost) -> None:
        """Take a lease back and keep what was spent."""
        self.leases.pop(cell, None)
        self.spent[cell] = spent

    @property
    def left(self) -> Cost:
        """What is neither spent nor promised; never below 0."""
        return each(self._left)

    def _left(self, name: str) -> float:
        cap = float(getattr(self.cap, name))
        if math.isinf(cap):
            return cap
        out = math.fsum(getattr(cost, name) for cost in {**self.spent, **self.leases}.values())
        return max(cap - out, 0.0)


def each(of: Callable[[str], float]) -> Cost:
    """A cost, made part by part."""
    return Cost(*(of(name) for name in ("usd", "calls", "tokens")))
