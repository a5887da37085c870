"""Proper scores of one forecast: log score on declared cells, CRPS and Brier score, and the probability transform.

The log score of an answer that a forecast does not list would be minus infinity. So it is taken on cells, and a floor
is mixed in: q(cell) = (1 − f) p(cell) + f b(cell), the same for every forecaster. Cells of an amount are its lowest
value alone and equal parts of the rest; options and short scales have a cell for each answer. b is uniform over the
cells, or the distribution of other people. CRPS needs neither cells nor a floor.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Literal, TypeAlias

import numpy as np

from vs_sim.core.answer_type import AnswerType
from vs_sim.errors import StudyError
from vs_sim.study.data.ecdf import DECIMALS, Floats

OneAnswer: TypeAlias = float | str
ForecastShares: TypeAlias = Mapping[float | str, float]
"""Answer to probability; sums to 1."""
PARTS, FLOOR = 10, 0.05


@dataclass(frozen=True)
class ScoringRule:
    """How a log score is made finite; stated beforehand.

    Attributes:
        parts: Equal parts of the range of an amount, beside its lowest value alone; 0 for every possible answer.
        floor: The share f that is mixed in, in (0, 1).
        base: What is mixed in: `uniform` over the cells, or `people`, the distribution of other people.

    Raises:
        StudyError: A number is out of range.
    """

    parts: int = PARTS
    floor: float = FLOOR
    base: Literal["uniform", "people"] = "uniform"

    def __post_init__(self) -> None:
        if not (0 < self.floor < 1 and self.parts >= 0):
            raise StudyError(f"a floor of {self.floor:g} and {self.parts} parts", hint="a floor lies between 0 and 1")

    def __str__(self) -> str:
        cells = f"the lowest value and {self.parts} equal parts" if self.parts else "every possible answer a cell"
        base = "uniform" if self.base == "uniform" else "the distribution of other people"
        return f"{cells}; floor {self.floor:g}, {base}"


@dataclass(frozen=True)
class Cells:
    """The cells on which an answer is scored.

    Attributes:
        answer: The type of answer.
        parts: As in `ScoringRule`.
    """

    answer: AnswerType
    parts: int = PARTS

    @cached_property
    def count(self) -> int:
        """How many."""
        if not self.answer.numeric:
            return len(self.answer.levels)
        steps = (self.answer.distinct or 1) - 1
        return (steps if self.parts == 0 or steps <= self.parts else self.parts) + 1

    def of(self, value: OneAnswer) -> int:
        """The cell of an answer, from 0."""
        if value not in self._known:
            self._known[value] = self._place(value)
        return self._known[value]

    @cached_property
    def _known(self) -> dict[OneAnswer, int]:
        return {}

    def _place(self, value: OneAnswer) -> int:
        if isinstance(value, str) or not self.answer.numeric:
            return self.answer.levels.index(str(value))
        low, high = self.answer.span or (0.0, 1.0)
        width = (high - low) / (self.count - 1)
        return min(max(math.ceil(round((value - low) / width, DECIMALS)), 0), self.count - 1)

    def masses(self, forecast: ForecastShares) -> Floats:
        """The probability of every cell, shape (count,)."""
        found = np.zeros(self.count)
        for value, probability in forecast.items():
            found[self.of(value)] += probability
        return found


def mixed_in(masses: Floats, rule: ScoringRule, people: Floats | None = None) -> Floats:
    """The probability of every cell with the floor mixed in, shape (count,); all above 0 with a uniform base.

    Args:
        masses: Of a forecast.
        rule: The rule.
        people: Of the distribution of other people; needed where they are the base, and smoothed by half an answer.
    """
    base = np.full(len(masses), 1 / len(masses))
    if rule.base == "people" and people is not None:
        base = 0.99 * people + 0.01 * base
    return np.asarray((1 - rule.floor) * masses + rule.floor * base, dtype=np.float64)


def log_score(mixed: Floats, cell: int) -> float:
    """The log of the probability of the cell that occurred, in nats: at most 0, larger is better."""
    return math.log(mixed[cell])


def expected_loss(truth: Floats, mixed: Floats) -> float:
    """What a forecast loses to the truth in expectation: the Kullback–Leibler divergence in nats, at least 0."""
    known = truth > 0
    return float(np.sum(truth[known] * np.log(truth[known] / mixed[known])))


def crps(forecast: Mapping[float, float], actual: float) -> float:
    """The continuous ranked probability score, in units of the answer: at least 0, smaller is better.

    E|X − y| − ½ E|X − X'| (Gneiting & Raftery 2007); for a certain forecast it is the absolute error.

    >>> crps({0.0: 0.5, 1.0: 0.5}, 0.0), crps({2.0: 1.0}, 0.5)
    (0.25, 1.5)
    """
    values = np.array(list(forecast), dtype=np.float64)
    shares = np.array(list(forecast.values()))
    apart = float(shares @ np.abs(values[:, None] - values) @ shares)
    return float(shares @ np.abs(values - actual)) - 0.5 * apart


def brier(masses: Floats, cell: int) -> float:
    """The Brier score over all options, in [0, 2]: smaller is better (Brier 1950)."""
    hit = np.zeros(len(masses))
    hit[cell] = 1.0
    return float(((masses - hit) ** 2).sum())


def pit_ends(forecast: ForecastShares, actual: OneAnswer, order: Sequence[OneAnswer] = ()) -> tuple[float, float]:
    """The forecast's probability of less than what occurred, and of at most that.

    For a calibrated forecaster a uniform draw between the two is uniform on [0, 1] (Czado, Gneiting & Held 2009).

    Args:
        forecast: Answer to probability.
        actual: What occurred.
        order: The options in their order; empty for numbers.

    >>> pit_ends({0.0: 0.25, 1.0: 0.75}, 1.0)
    (0.25, 1.0)
    """
    place = {value: number for number, value in enumerate(order)}
    rank = {value: place.get(value, value) for value in (*forecast, actual)}
    below = math.fsum(p for value, p in forecast.items() if rank[value] < rank[actual])  # type: ignore[operator]  # all numbers, or all ranks
    return below, min(below + forecast.get(actual, 0.0), 1.0)
