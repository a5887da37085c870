"""Single numbers, one per dialogue, against a reference: interval and human noise of every such measure."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import numpy as np

from vs_sim import seeds
from vs_sim.errors import StudyError
from vs_sim.study.estimate import Estimate, unmeasured
from vs_sim.study.law import Law, grid, stretched
from vs_sim.study.measure import Measure, find_measure
from vs_sim.study.noise import human_noise, tail
from vs_sim.study.reference import Reference
from vs_sim.study.sample import Sample
from vs_sim.study.verdict import MARGIN

RESAMPLES = 2000
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
        against: The people, or a known law.
        margin: How far is still similar; read by the measures that vote.
        seed: Of every resample; equal inputs give equal numbers.

    Raises:
        UnknownName: No measure has that name.
        StudyError: The measure is not one of samples, a value is not finite, or the margin is out of range.
    """
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
    """Value, noise and interval.

    A difference has the percentile interval of its resamples. A distance is never negative and its resamples
    mostly lie above it, so it has [0, 95% quantile] where it is below human noise. Else each end is the wider
    of the percentile and, for the lower, its reflection at the value (basic bootstrap, Davison & Hinkley 1997,
    section 5.2). Wasserstein distances up to .36 are covered in 93 to 98% of samples of 50 and of 200.
    """
    x = grid([sample.support, reference.support])
    simulated, people = Law(x, sample.ecdf(x)), Law(x, reference.ecdf(x))
    value = float(chosen(simulated, people))
    figures = replace(
        blank,
        human_noise=human_noise(reference, sample.effective_n, chosen, seed),
        p=tail(reference, sample.effective_n, chosen, abs(value), seed),
    )
    rng = seeds.generator(seed, "interval", reference.digest, sample.n)
    others = Law(x, stretched(reference.resample(rng, RESAMPLES), reference.support, x))
    resamples = chosen(Law(x, sample.resample(x, people.cdf, RESAMPLES, rng)), others)
    low, upper, high = (float(q) for q in np.quantile(resamples, [0.025, 0.95, 0.975]))
    if chosen.better == "closer":
        summaries = float(chosen.summary(simulated)), float(chosen.summary(people))
        return replace(figures, value=summaries[0], human=summaries[1], difference=value, low=low, high=high)
    if value < figures.human_noise:
        return replace(figures, value=value, low=0.0, high=upper, upper=upper)
    low, high = max(min(2 * value - high, low), 0.0), max(high, value)
    return replace(figures, value=value, low=low, high=high, upper=max(upper, value))
