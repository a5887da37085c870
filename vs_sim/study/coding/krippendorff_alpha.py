"""Krippendorff's alpha: agreement of any number of coders beyond chance, codes may be missing, at any level.

After Krippendorff, K. (2011), Computing Krippendorff's alpha-reliability, University of Pennsylvania: alpha is
1 − Dₒ / Dₑ, the disagreement within units relative to that between codes paired at random, whoever gave them.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Hashable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from vs_sim import seeds
from vs_sim.errors import StudyError
from vs_sim.study.data.ecdf import Floats
from vs_sim.study.data.estimate import shown
from vs_sim.study.inference.cluster_bootstrap import resample_counts

RESAMPLES = 2000
TAILS = (0.025, 0.975)

Difference = Callable[[Floats, Floats], Floats]
"""Code values of shape (k,) and their frequencies of shape (r, k) to squared differences, shape (r, k, k)."""


@dataclass(frozen=True)
class Alpha:
    """Krippendorff's alpha of some codes.

    Attributes:
        alpha: At most 1; 0 is chance; NaN where only one value was ever used.
        low: Lower end of its 95% interval; NaN with fewer than two clusters.
        high: Its upper end.
        n: Units that at least two coders coded.
        clusters: Clusters behind them, for example dialogues.
    """

    alpha: float
    low: float
    high: float
    n: int
    clusters: int

    def __repr__(self) -> str:
        interval = f" [{shown(self.low)}, {shown(self.high)}]"
        return f"Alpha({shown(self.alpha)}{interval}, n={self.n} in {self.clusters} clusters)"


def krippendorff_alpha(
    units: Sequence[Sequence[Hashable | None]],
    clusters: Sequence[Hashable] | None = None,
    *,
    level: str = "nominal",
    seed: int = 0,
) -> Alpha:
    """Krippendorff's alpha, with the middle 95% of 2,000 resamples of whole clusters as its interval.

    Args:
        units: For each unit the codes of all coders; None where a coder gave none. Units with fewer than two codes
            are left out.
        clusters: What each unit belongs to, for example its dialogue; None when every unit is its own cluster.
        level: Of measurement: `nominal`, `ordinal`, `interval` or `ratio`; all but `nominal` need numbers.
        seed: Equal inputs give equal numbers.

    Raises:
        StudyError: The level is not known, codes are not numbers where they must be, or no unit has two codes.

    >>> krippendorff_alpha([(0, 1), (1, 1), (0, 1), (0, 0), (0, 0), (0, 1), (0, 0), (0, 0), (1, 0), (0, 0)]).alpha
    0.0952...
    """
    groups = list(range(len(units))) if clusters is None else list(clusters)
    if len(groups) != len(units):
        raise StudyError(f"{len(units)} units, {len(groups)} clusters")
    if level not in _DIFFERENCES:
        raise StudyError(f"no level of measurement {level!r}", hint=f"known: {', '.join(_DIFFERENCES)}")
    pairable = [
        (group, codes)
        for group, unit in zip(groups, units, strict=True)
        if len(codes := [code for code in unit if code is not None]) > 1
    ]
    if not pairable:
        raise StudyError("no unit was coded by two coders: nothing to compare")
    values, points = _values([code for _, codes in pairable for code in codes], level)
    tables = _coincidences(pairable, values)
    rng = seeds.generator(seed, "alpha", len(pairable), len(tables))
    alpha, low, high = coefficient_interval(tables, rng, lambda some: alphas(some, points, level))
    return Alpha(alpha, low, high, len(pairable), len(tables))


def _coincidences(units: Sequence[tuple[Hashable, list[Hashable]]], values: Mapping[Hashable, int]) -> Floats:
    """The coincidence matrix of each cluster, shape (clusters, k, k): a unit of m codes counts each pair 1/(m − 1)."""
    places = {group: number for number, group in enumerate(dict.fromkeys(group for group, _ in units))}
    tables = np.zeros((len(places), len(values), len(values)))
    for group, codes in units:
        counts = np.bincount([values[code] for code in codes], minlength=len(values)).astype(np.float64)
        tables[places[group]] += (np.outer(counts, counts) - np.diag(counts)) / (len(codes) - 1)
    return tables


def coefficient_interval(
    tables: Floats, rng: np.random.Generator, coefficient: Callable[[Floats], Floats]
) -> tuple[float, float, float]:
    """A coefficient of agreement with the percentile interval of resampled clusters.

    Args:
        tables: A table of codes for each cluster, shape (clusters, k, k).
        rng: Where the resamples come from.
        coefficient: Tables of shape (r, k, k) to values of shape (r,).

    Returns:
        The value, and the ends of its 95% interval: NaN with one cluster, or where no resample has a value.
    """
    clusters = len(tables)
    blocks = resample_counts(clusters, clusters, rng, RESAMPLES)
    resampled = np.concatenate([coefficient(np.tensordot(each.astype(np.float64), tables, axes=1)) for each in blocks])
    known = resampled[np.isfinite(resampled)]
    low, high = np.quantile(known, TAILS) if len(known) and clusters > 1 else (math.nan, math.nan)
    return float(coefficient(tables.sum(axis=0)[None])[0]), float(low), float(high)


def alphas(coincidences: Floats, points: Floats, level: str = "nominal") -> Floats:
    """Alpha of each table of coincidences: 1 − (n − 1) Σ o_ck δ²_ck / Σ n_c n_k δ²_ck, shape (r, k, k) to (r,)."""
    frequencies = coincidences.sum(axis=2)
    n = frequencies.sum(axis=1)
    delta = _DIFFERENCES[level](points, frequencies)
    observed = (coincidences * delta).sum(axis=(1, 2))
    expected = (frequencies[:, :, None] * frequencies[:, None, :] * delta).sum(axis=(1, 2))
    with np.errstate(divide="ignore", invalid="ignore"):
        found = np.where(expected > 0, 1 - (n - 1) * observed / expected, np.nan)
    return np.asarray(found, dtype=np.float64)


def _values(codes: Sequence[Hashable], level: str) -> tuple[dict[Hashable, int], Floats]:
    """The place of each value that was used, and the values as numbers in that order."""
    distinct = list(dict.fromkeys(codes))
    if level == "nominal":
        return {code: place for place, code in enumerate(distinct)}, np.arange(len(distinct), dtype=np.float64)
    numbers: dict[float, Hashable] = {float(code): code for code in distinct if isinstance(code, int | float)}
    if len(numbers) < len(distinct):
        raise StudyError(f"codes must be numbers at the {level} level", hint="level='nominal' takes any codes")
    points = np.array(sorted(numbers), dtype=np.float64)
    return {numbers[float(point)]: place for place, point in enumerate(points)}, points


def _nominal(points: Floats, frequencies: Floats) -> Floats:
    return np.broadcast_to(1.0 - np.eye(len(points)), (len(frequencies), len(points), len(points)))


def _ordinal(points: Floats, frequencies: Floats) -> Floats:
    """(Σ n_g from c to k − (n_c + n_k) / 2)²."""
    middle = frequencies.cumsum(axis=1) - frequencies / 2
    return np.asarray((middle[:, :, None] - middle[:, None, :]) ** 2, dtype=np.float64)


def _interval(points: Floats, frequencies: Floats) -> Floats:
    squared = (points[:, None] - points[None, :]) ** 2
    return np.broadcast_to(squared, (len(frequencies), *squared.shape))


def _ratio(points: Floats, frequencies: Floats) -> Floats:
    total = points[:, None] + points[None, :]
    squared = np.divide(points[:, None] - points[None, :], total, out=np.zeros_like(total), where=total != 0) ** 2
    return np.broadcast_to(squared, (len(frequencies), *squared.shape))


_DIFFERENCES: Mapping[str, Difference] = {
    "nominal": _nominal,
    "ordinal": _ordinal,
    "interval": _interval,
    "ratio": _ratio,
}
