"""What model calls cost, and the most that they may cost: dollars, calls and tokens."""

from __future__ import annotations

import math
import re
from collections.abc import Iterable
from dataclasses import dataclass

from vs_sim.errors import VsSimError

_LIMIT = re.compile(r"\s*\$?((?:\d+\.?\d*|\.\d+)(?:e\+?\d+)?)\s*(usd|calls?|tokens?)?\s*", re.IGNORECASE)


@dataclass(frozen=True)
class Cost:
    """Dollars, calls and tokens; infinity in a cap means no limit."""

    usd: float = 0.0
    calls: float = 0.0
    tokens: float = 0.0

    def __add__(self, other: Cost) -> Cost:
        return Cost(self.usd + other.usd, self.calls + other.calls, self.tokens + other.tokens)

    def __sub__(self, other: Cost) -> Cost:
        return Cost(self.usd - other.usd, self.calls - other.calls, self.tokens - other.tokens)

    def exceeds(self, cap: Cost) -> str | None:
        """The name of an exceeded limit; None without one."""
        for name in ("usd", "calls", "tokens"):
            if getattr(self, name) > getattr(cap, name) + 1e-12:
                return name
        return None


def capped(limits: Iterable[str]) -> Cost:
    """A cap as typed by a user: `5`, `5usd`, `2000calls`, `1e6tokens`.

    Raises:
        VsSimError: A limit cannot be read.
    """
    cap = {"usd": math.inf, "calls": math.inf, "tokens": math.inf}
    for limit in limits:
        found = _LIMIT.fullmatch(limit)
        if not found:
            raise VsSimError(f"a budget of {limit!r} cannot be read", hint="write 5usd, 2000calls or 1000000tokens")
        unit = (found[2] or "usd").lower()
        cap[unit if unit == "usd" else unit.rstrip("s") + "s"] = float(found[1])
    return Cost(**cap)


UNLIMITED = Cost(math.inf, math.inf, math.inf)
NO_COST = Cost()
