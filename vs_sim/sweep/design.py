"""Which settings the cells of a plan have: the product of its list, its grid and its sample."""

from __future__ import annotations

import inspect
import itertools
import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from scipy.stats import qmc

from vs_sim.files.overrides import Setting
from vs_sim.files.yaml import Document
from vs_sim.seeds import key
from vs_sim.sweep.plan import Plan, Range, Sampled

DIGITS = 4
"""Significant digits of sampled numbers: what a table shows is what was set."""


@dataclass(frozen=True)
class Point:
    """What one cell sets.

    Attributes:
        settings: Each path with its value and the place where it is written.
        label: The name that the list gives it; empty for none.
    """

    settings: tuple[Setting, ...]
    label: str = ""

    def __add__(self, other: Point) -> Point:
        return Point((*self.settings, *other.settings), self.label)


def points(plan: Plan, document: Document) -> Iterator[Point]:
    """The points of a plan, in the order of its list, then of its grid, then of its sample."""
    for parts in itertools.product(_listed(plan, document), _grid(plan, document), _sampled(plan, document)):
        yield parts[0] + parts[1] + parts[2]


def _listed(plan: Plan, document: Document) -> Sequence[Point]:
    return [
        Point(
            tuple(Setting(path, value, document, ("list", at, "set", path)) for path, value in entry.set.items()),
            entry.label or "",
        )
        for at, entry in enumerate(plan.list_)
    ] or [Point(())]


def _grid(plan: Plan, document: Document) -> Sequence[Point]:
    axes = [
        [Setting(path, value, document, ("grid", path, at)) for at, value in enumerate(values)]
        for path, values in plan.grid.items()
    ]
    return [Point(settings) for settings in itertools.product(*axes)]


def _sampled(plan: Plan, document: Document) -> Sequence[Point]:
    if plan.sample is None:
        return [Point(())]
    ranges = plan.sample.ranges
    return [
        Point(
            tuple(
                Setting(path, value(ranges[path], share), document, ("sample", "ranges", path))
                for path, share in zip(ranges, row, strict=True)
            )
        )
        for row in unit_points(plan.sample, plan.seed or 0)
    ]


def unit_points(sample: Sampled, seed: int) -> np.ndarray[tuple[int, ...], np.dtype[np.float64]]:
    """Points in the unit cube, shape (size, ranges): the same for the same seed."""
    engine: Any = qmc.Sobol if sample.method == "sobol" else qmc.LatinHypercube
    takes = "rng" if "rng" in inspect.signature(engine).parameters else "seed"  # renamed in scipy 1.15
    spread = engine(len(sample.ranges), **{takes: np.random.default_rng(key(seed, "sample", sample.method))})
    return np.asarray(spread.random(sample.size), dtype=np.float64)


def value(range_: Range, share: float) -> float | int:
    """The number of a range below which so much of it lies."""
    low, high = range_.low, range_.high
    if range_.whole:
        return min(math.floor(low + share * (high - low + 1)), math.floor(high))
    found = low * (high / low) ** share if range_.scale == "log" else low + share * (high - low)
    return float(f"{found:.{DIGITS}g}")
