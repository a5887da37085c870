"""The declared distribution of an amount: human, shifted from the human one by a stated distance, or custom.

A distribution is declared over shares of the range asked about, so that it fits any endowment; a custom one is
declared over the amounts themselves. Readiness, a standard normal variable, selects the amount through the quantiles
of the distribution, so that a population with standard normal readiness has exactly the declared distribution.
"""

from __future__ import annotations

import math
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from statistics import NormalDist
from typing import Any

AmountPairs = tuple[tuple[float, float], ...]
"""A custom distribution: pairs of amount and probability."""

_HUMAN_CENTS = {
    0: 236, 1: 5, 2: 2, 3: 3, 5: 10, 10: 21, 12: 1, 15: 6, 19: 1, 20: 28, 25: 16, 30: 20, 40: 2, 50: 37, 55: 1,
    70: 1, 75: 10, 77: 1, 100: 99, 125: 1, 150: 7, 154: 1, 170: 1, 172: 1, 200: 48,
}  # fmt: skip
"""The human distribution: dialogues by cents paid out of 200 (PersuasionForGood, 28 August to 4 September, n = 559)."""

_DISPLACEMENT = 0.20
"""Kolmogorov-Smirnov distance of the default distribution from the human one: the probability moved away from 0."""
_MOVED_TO = {50: 0.5, 100: 0.5}
_MOST_SHIFTED = 0.4
"""The largest x of `shifted(x)`."""
_SUM_TOLERANCE = 0.01
"""How far the probabilities of a custom distribution may sum from 1."""

_NORMAL = NormalDist()
_SHIFTED = re.compile(r"shifted\(\s*(\d*\.?\d+)\s*\)")


@dataclass(frozen=True)
class DeclaredDistribution:
    """A distribution of amounts.

    Attributes:
        points: Shares of the range in [0, 1], or amounts, ascending.
        shares: Their probabilities; they sum to 1.
        relative: Whether the points are shares of the range.
    """

    points: tuple[float, ...]
    shares: tuple[float, ...]
    relative: bool

    @cached_property
    def cuts(self) -> tuple[float, ...]:
        """Upper limit of the readiness at which each point is chosen; the last is infinite."""
        totals = [math.fsum(self.shares[: at + 1]) for at in range(len(self.shares))]
        return tuple(_NORMAL.inv_cdf(total) if 0 < total < 1 - 1e-12 else math.inf for total in totals)

    def at(self, mean: float, spread: float) -> list[tuple[float, float]]:
        """Points and probabilities for a readiness of this mean and standard deviation."""
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
def declared_distribution(name: str | AmountPairs = "default") -> DeclaredDistribution:
    """The declared distribution of that name.

    Args:
        name: `human`; `default`, which moves a probability of .2 from 0 to a quarter and a half of the range;
            `shifted(x)` with 0 < x <= .4, which moves x from 0 to a half; or custom pairs. The probability moved is
            the Kolmogorov-Smirnov distance from the human distribution.

    Raises:
        ValueError: There is no such distribution, or custom probabilities are negative or do not sum to 1.
    """
    if not isinstance(name, str):
        return _custom(name)
    total = sum(_HUMAN_CENTS.values())
    people = {cents: count / total for cents, count in _HUMAN_CENTS.items()}
    shifted = _SHIFTED.fullmatch(name)
    moved, targets = (float(shifted[1]), {100: 1.0}) if shifted else (_DISPLACEMENT, _MOVED_TO)
    if name != "human":
        if not (shifted or name == "default") or not 0 < moved <= _MOST_SHIFTED:
            known = f"human, default, shifted(x) with 0 < x <= {_MOST_SHIFTED}, or {{amount: probability}}"
            raise ValueError(f"no distribution {name!r}; known: {known}")
        people[0] -= moved
        for cents, share in targets.items():
            people[cents] += moved * share
    return DeclaredDistribution(tuple(cents / 200 for cents in people), tuple(people.values()), relative=True)


def _custom(pairs: AmountPairs) -> DeclaredDistribution:
    shares: dict[float, float] = {}
    for amount, share in pairs:
        if not math.isfinite(amount) or not share >= 0:
            raise ValueError(f"{amount}: {share} is not an amount with a probability of at least 0")
        shares[amount] = shares.get(amount, 0.0) + share
    total = math.fsum(shares.values())
    if abs(total - 1) > _SUM_TOLERANCE:
        raise ValueError(f"the probabilities of the distribution sum to {total:g} instead of 1")
    points = sorted(amount for amount, share in shares.items() if share > 0)
    return DeclaredDistribution(tuple(points), tuple(shares[point] / total for point in points), relative=False)


def amount_pairs(written: str | Mapping[Any, float] | Sequence[Sequence[float]]) -> str | AmountPairs:
    """The `law` option as written, in the form that `declared_distribution` takes.

    Raises:
        ValueError: An amount is not a number.
    """
    if isinstance(written, str):
        return written
    pairs = written.items() if isinstance(written, Mapping) else written
    return tuple((float(amount), float(share)) for amount, share in pairs)
