"""Which settings the cells of a plan have: the product of its list, its grid and its sample."""

from __future__ import annotations

import functools
import inspect
import itertools
import json
import math
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
from scipy.stats import qmc

from vs_sim.files.overrides import Setting
from vs_sim.files.strict_yaml import DataPath, Document
from vs_sim.seeds import key
from vs_sim.sweep.plan import Range, Sampled, SweepPlan

_LONGEST = 60
"""Characters of a value in a label."""
_DIGITS = 4
"""Significant digits of sampled numbers: what a table shows is what was set."""


@dataclass(frozen=True)
class Point:
    """What one cell sets.

    Attributes:
        settings: Each path with its value and the place where it is written.
        names: What it is called, part by part.
    """

    settings: tuple[Setting, ...] = ()
    names: tuple[str, ...] = ()

    def __add__(self, other: Point) -> Point:
        return Point((*self.settings, *other.settings), (*self.names, *other.names))


def points(plan: SweepPlan, document: Document) -> Iterator[Point]:
    """The points of a plan, in the order of its list, then of its grid, then of its sample."""
    listed = [_set(document, ("list", at, "set"), each.set, each.label) for at, each in enumerate(plan.list_)]
    axes = [list(_axis(document, name, axis)) for name, axis in plan.grid.items()]
    for parts in itertools.product(listed or [Point()], *axes, list(_sampled(plan, document))):
        yield functools.reduce(Point.__add__, parts)


def _set(document: Document, place: DataPath, values: Mapping[str, Any], label: str | None = None) -> Point:
    """A point that sets several paths, written under a place."""
    settings = tuple(Setting(path, value, document, (*place, path)) for path, value in values.items())
    return Point(settings, (label,) if label else tuple(map(called, settings)))


def _axis(document: Document, name: str, axis: tuple[Any, ...] | dict[str, dict[str, Any]]) -> Iterator[Point]:
    if isinstance(axis, dict):
        yield from (_set(document, ("grid", name, label), values, label) for label, values in axis.items())
        return
    for at, each in enumerate(axis):
        setting = Setting(name, each, document, ("grid", name, at))
        yield Point((setting,), (called(setting),))


def _sampled(plan: SweepPlan, document: Document) -> Iterator[Point]:
    if plan.sample is None:
        yield Point()
        return
    ranges = plan.sample.ranges
    for row in unit_points(plan.sample, 0 if plan.seed is None else plan.seed):
        values = {path: value(ranges[path], share) for path, share in zip(ranges, row, strict=True)}
        yield _set(document, ("sample", "ranges"), values)


def called(setting: Setting) -> str:
    """What a setting is called: the last two names of its path, with the value."""
    return f"{'.'.join(setting.path.split('.')[-2:])}={setting_text(setting.value)}"


def setting_text(value: Any) -> str:
    """A value as a label and a table show it, on one line.

    >>> shown({"vs_standard": {"k": 5}}), shown(0.5), shown("direct"), shown(None)
    ('{vs_standard: {k: 5}}', '0.5', 'direct', 'none')
    """
    text = _flow_style(value)
    return text if len(text) <= _LONGEST else f"{text[: _LONGEST - 1]}…"


def _flow_style(value: Any) -> str:
    """A value in YAML's flow style, without needless quotes."""
    match value:
        case dict():
            return "{" + ", ".join(f"{key}: {_flow_style(entry)}" for key, entry in value.items()) + "}"
        case list() | tuple():
            return "[" + ", ".join(_flow_style(entry) for entry in value) + "]"
        case None:
            return "none"
        case str():
            return " ".join(value.split())
        case _:
            return json.dumps(value)


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
    return float(f"{found:.{_DIGITS}g}")
