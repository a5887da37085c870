"""Single numbers, one per dialogue, against a reference: interval and sampling noise of every such measure."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import replace

import numpy as np

from vs_sim import seeds
from vs_sim.errors import StudyError
from vs_sim.study.data.clustered_sample import Sample
from vs_sim.study.data.ecdf import Ecdf, Floats, grid, stretched
from vs_sim.study.data.estimate import Estimate, unmeasured
from vs_sim.study.data.reference import Reference
from vs_sim.study.inference.equivalence import MARGIN, require_margin
from vs_sim.study.inference.sampling_noise import sampling_noise, tail
from vs_sim.study.measure import Measure, find_measure

_RESAMPLES = 2000
"""Of the simulation and of the people together, for an interval."""


def estimate_measure(
    values: Sample | Sequence[float],
    name: str,
    against: Reference,
    *,
    margin: float = MARGIN,
    seed: int = 0,
) -> Estimate:
    """One measure of simulated values against people.

    Args:
        values: One number per dialogue; a `Sample` where persons repeat or the outcome has a name.
        name: A registered measure, perhaps with a number: `ks`, `mass@0.5`.
        against: The human data, or a known distribution.
        margin: The equivalence margin, used by the measures that are tested.
        seed: Of every resample; equal inputs give equal numbers.

    Raises:
        UnknownName: No measure has that name.
        StudyError: The measure is not one of samples, a value is not finite, or the margin is out of range.
    """
    require_margin(margin)
    sample = values if isinstance(values, Sample) else Sample(values)
    chosen = find_measure(name)
    if chosen.shape != "samples":
        raise StudyError(f"measure {chosen.name!r} compares {chosen.shape}, not single numbers per dialogue")
    if chosen.judge is not None:
        return chosen.judge(sample, against, margin=margin, seed=seed)
    unit = against.unit if chosen.in_units else ""
    blank = replace(unmeasured(chosen.name, sample, against), unit=unit)
    if sample.n == 0:
        return blank
    return _measured(blank, chosen, sample, against, seed)


def _measured(blank: Estimate, chosen: Measure, sample: Sample, reference: Reference, seed: int) -> Estimate:
    """Value, noise and interval."""
    x = grid([sample.support, reference.support])
    simulated, people = Ecdf(x, sample.ecdf(x)), Ecdf(x, reference.ecdf(x))
    value = float(chosen(simulated, people))
    figures = replace(
        blank,
        sampling_noise=sampling_noise(reference, sample.effective_n, chosen, seed),
        p=tail(reference, sample.effective_n, chosen, abs(value), seed),
    )
    rng = seeds.generator(seed, "interval", reference.digest, sample.n)
    others = Ecdf(x, stretched(reference.resample(rng, _RESAMPLES), reference.support, x))
    resamples = chosen(Ecdf(x, sample.resample(x, people.cdf, _RESAMPLES, rng)), others)
    if chosen.better == "closer":
        low, high = difference_interval(value, resamples)
        own, human = float(chosen.summary(simulated, people)), float(chosen.summary(people, people))
        upper = max(map(abs, difference_interval(value, resamples, level=0.9)))
        return replace(figures, value=own, human=human, difference=value, low=low, high=high, upper=upper)
    low, high, upper = distance_interval(value, resamples, figures.sampling_noise)
    return replace(figures, value=value, low=low, high=high, upper=upper)


def difference_interval(value: float, resamples: Floats, *, level: float = 0.95) -> tuple[float, float]:
    """The percentile interval of the resamples, each end moved outwards where they are biased.

    With b their mean less the value, an end is also tried (2 + √2) b further back: once b for the resamples, and
    b / (√2 − 1) for the value itself, whose own bias is larger where noise adds in quadrature to differences that
    are 0 (an entropy, a sum of absolute differences). The mean and shares have b near 0.
    """
    back = (2 + math.sqrt(2)) * (float(resamples.mean()) - value)
    low, high = (float(q) for q in np.quantile(resamples, [(1 - level) / 2, (1 + level) / 2]))
    return min(low, low - back), max(high, high - back)


def distance_interval(value: float, resamples: Floats, noise: float) -> tuple[float, float, float]:
    """The ends of the interval of a distance, and its one-sided 95% upper bound.

    A distance is never negative and its resamples mostly lie above it: below sampling noise it has [0, 95% quantile].
    Else the lower end is the least of the percentile, its reflection at the value (basic bootstrap, Davison &
    Hinkley 1997, section 5.2) and the one moved back by the bias as in `difference_interval`.
    """
    low, upper, high = (float(q) for q in np.quantile(resamples, [0.025, 0.95, 0.975]))
    if value < noise:
        return 0.0, upper, upper
    moved, _ = difference_interval(value, resamples)
    return max(min(2 * value - high, low, moved), 0.0), max(high, value), max(upper, value)
