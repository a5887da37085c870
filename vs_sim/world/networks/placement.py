"""Who is placed where: people are exchanged until ties join alike people as often as wanted."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

from vs_sim.core.persona import Trait

TOLERANCE = 0.02
"""How near to the wanted assortativity a placement has to come."""
_PROPOSALS = 60
"""Exchanges that are tried, for each person."""

Ties = npt.NDArray[np.int64]
"""Pairs of places, one a row."""


def assortativity(values: npt.NDArray[np.float64], ties: Ties, *, numeric: bool) -> float:
    """How alike people are who are tied, in [-1, 1]; NaN where nobody differs (Newman 2003).

    Args:
        values: By place: numbers, or the codes of categories.
        ties: Pairs of places; each counts in both directions.
        numeric: Pearson's correlation over ties, else the coefficient for categories.
    """
    ends = np.concatenate([ties, ties[:, ::-1]])
    left, right = values[ends[:, 0]], values[ends[:, 1]]
    if numeric:
        spread = left.var()
        return float(((left - left.mean()) * (right - right.mean())).mean() / spread) if spread > 0 else float("nan")
    same = float((left == right).mean())
    shares = np.bincount(left.astype(np.int64)) / len(left)
    chance = float((shares**2).sum())
    return (same - chance) / (1 - chance) if chance < 1 else float("nan")


def codes(values: Sequence[Trait]) -> tuple[npt.NDArray[np.float64], bool]:
    """Values as numbers, and whether they are numbers and no categories."""
    numbers = [value for value in values if not isinstance(value, str)]
    if len(numbers) == len(values):
        return np.array(numbers, dtype=float), True
    known = sorted({str(value) for value in values})
    return np.array([known.index(str(value)) for value in values], dtype=float), False


def place(
    values: Sequence[Trait], ties: Ties, wanted: float, generator: np.random.Generator
) -> tuple[npt.NDArray[np.int64], float]:
    """Who is placed where, and the assortativity that is reached.

    People are placed at random; then two exchange places whenever that brings the assortativity nearer to the one
    that is wanted.

    Args:
        values: The attribute of each person.
        ties: Pairs of places.
        wanted: In [-1, 1].
        generator: Of random numbers.

    Returns:
        The person at each place, and the assortativity, which is NaN where it is not defined.
    """
    numbers, numeric = codes(values)
    order = generator.permutation(len(numbers))
    placed = numbers[order]
    reached = assortativity(placed, ties, numeric=numeric) if len(ties) else float("nan")
    for one, other in generator.integers(0, len(numbers), size=(_PROPOSALS * len(numbers), 2)):
        if not abs(reached - wanted) > TOLERANCE / 4:
            break
        if placed[one] == placed[other]:
            continue
        placed[[one, other]] = placed[[other, one]]
        found = assortativity(placed, ties, numeric=numeric)
        if abs(found - wanted) < abs(reached - wanted):
            reached = found
            order[[one, other]] = order[[other, one]]
        else:
            placed[[one, other]] = placed[[other, one]]
    return order, reached
