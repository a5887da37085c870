"""The declared law of an amount: people's own, displaced from it by a stated distance, or one's own.

A law is declared over shares of the range asked about, so that it fits any endowment; one's own is declared
over the amounts themselves. Readiness, a standard normal number, picks the amount: the law is cut at its own
quantiles, so that a population whose readiness is standard normal has exactly the declared law.
"""

from __future__ import annotations

import math
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from statistics import NormalDist
from typing import Any

Own = tuple[tuple[float, float], ...]
"""A law of one's own: (amount, probability), as often as wanted."""

HUMAN_CENTS = {
    0: 236, 1: 5, 2: 2, 3: 3, 5: 10, 10: 21, 12: 1, 15: 6, 19: 1, 20: 28, 25: 16, 30: 20, 40: 2, 50: 37, 55: 1,
    70: 1, 75: 10, 77: 1, 100: 99, 125: 1, 150: 7, 154: 1, 170: 1, 172: 1, 200: 48,
}  # fmt: skip
"""People's own law: dialogues by cents paid out of 200 (PersuasionForGood, 28 August to 4 September, n = 559)."""

DISPLACEMENT = 0.20
"""Kolmogorov-Smirnov distance of the default law from people: so much is moved from 0 to a quarter and a half."""
MOVED_TO = {50: 0.5, 100: 0.5}
MOST_SHIFTED = 0.4
SUM_TOLERANCE = 0.01
"""How far the probabilities of one's own law may sum from 1."""

_NORMAL = NormalDist()
_SHIFTED = re.compile(r"shifted\(\s*(\d*\.?\d+)\s*\)")


@dataclass(frozen=True)
class Declared:
    """A law over amounts.

    Attributes:
        points: Ascending: shares of the range in [0, 1], or amounts.
        shares: Their probabilities; they sum to 1.
        relative: Whether the points are shares of the range.
    """

    points: tuple[float, ...]
    shares: tuple[float, ...]
    relative: bool

    @cached_property
    def cuts(self) -> tuple[float, ...]:
        """The readiness up to which each point is chosen; the last is infinite."""
        totals = [math.fsum(self.shares[: at + 1]) for at in range(len(self.shares))]
        return tuple(_NORMAL.inv_cdf(total) if 0 < total < 1 - 1e-12 else math.inf for total in totals)

    def at(self, mean: float, spread: float) -> list[tuple[float, float]]:
        """Points and probabilities for a readiness of that mean and standard deviation."""
        result, below = [], 0.0
        for point, cut in zip(self.points, self.cuts, strict=True):
            upto = _NORMAL.cdf((cut - mean) / spread) if cut < math.inf else 1.0
            result.append((point, upto - below))
            below = upto
        return result

    def amount(self, point: float, low: float, high: float) -> float:
        """The amount that a point means in a range."""
        return low + (high - low) * point if self.relative else min(max(point, low), high)


@lru_cache(maxsize=64)
def declared(law: str | Own = "default") -> Declared:
    """The declared law of that name.

    Args:
        law: `human`, `default` (displaced by `DISPLACEMENT`), or `shifted(x)` with 0 < x <= .4, which moves x
            from nothing to a half, so that its Kolmogorov-Smirnov distance from people is x; or one's own.

    Raises:
        ValueError: There is no such law.
    """
    if not isinstance(law, str):
        return _own(law)
    total = sum(HUMAN_CENTS.values())
    people = {cents: count / total for cents, count in HUMAN_CENTS.items()}
    shifted = _SHIFTED.fullmatch(law)
    moved, targets = (float(shifted[1]), {100: 1.0}) if shifted else (DISPLACEMENT, MOVED_TO)
    if law != "human":
        if not (shifted or law == "default") or not 0 < moved <= MOST_SHIFTED:
            known = f"human, default, shifted(x) with 0 < x <= {MOST_SHIFTED}, or one's own: {{amount: probability}}"
            raise ValueError(f"no law {law!r}; known: {known}")
        people[0] -= moved
        for cents, share in targets.items():
            people[cents] += moved * share
    return Declared(tuple(cents / 200 for cents in people), tuple(people.values()), relative=True)


def _own(law: Own) -> Declared:
    shares: dict[float, float] = {}
    for amount, share in law:
        if not math.isfinite(amount) or not share >= 0:
            raise ValueError(f"{amount}: {share} is no amount with a probability of at least 0")
        shares[amount] = shares.get(amount, 0.0) + share
    total = math.fsum(shares.values())
    if abs(total - 1) > SUM_TOLERANCE:
        raise ValueError(f"the probabilities of the law sum to {total:g} instead of 1")
    points = sorted(amount for amount, share in shares.items() if share > 0)
    return Declared(tuple(points), tuple(shares[point] / total for point in points), relative=False)


def pairs(law: str | Mapping[Any, float] | Sequence[Sequence[float]]) -> str | Own:
    """A law as it is written, in the form `declared` takes.

    Raises:
        ValueError: An amount is no number.
    """
    if isinstance(law, str):
        return law
    written = law.items() if isinstance(law, Mapping) else law
    return tuple((float(amount), float(share)) for amount, share in written)
