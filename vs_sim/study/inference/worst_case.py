"""What can be claimed whatever the missing answers were: bounds and p of an estimate over all that they could be.

Worst-case bounds (Manski 1989) with sampling error (Horowitz & Manski 2000): every bound is that of the least
favourable missing answers, each anywhere in the range of the answer, and has the sampling error of the completed
dialogues.
"""

from __future__ import annotations

import math
from dataclasses import replace

import numpy as np

from vs_sim.study.data.clustered_sample import PRIOR, Sample
from vs_sim.study.data.ecdf import Floats, grid, largest_gap
from vs_sim.study.data.estimate import Estimate
from vs_sim.study.data.reference import Reference
from vs_sim.study.inference.equivalence import ONE_SIDED, band_factor
from vs_sim.study.inference.judging import judged_again, least_distance
from vs_sim.study.inference.missing_bounds import Bounds, distance_bounds, extreme_curves, summary_bounds
from vs_sim.study.inference.sampling_noise import tail
from vs_sim.study.measure import find_measure

_GROWING = ("mean", "median", "donor_share")
"""Summaries that grow with every answer, so that the extreme answers bound them."""

_Claims = tuple[float, float, float]
"""The lower bound of the distance, its one-sided upper bound, and p."""


def worst_case(
    estimate: Estimate, sample: Sample, missing: int, reference: Reference, span: Bounds, *, seed: int = 0
) -> Estimate:
    """The estimate with its bounds and p over all possible missing answers, judged again if it was judged.

    Where no bound is known for a measure, nothing can be claimed while answers are missing.

    Args:
        estimate: Of the answers that were given.
        sample: Those answers.
        missing: How many are missing.
        reference: What they are compared with.
        span: The lowest and the highest answer possible.
        seed: Equal inputs give equal numbers.
    """
    if not missing or math.isnan(estimate.value) or not estimate.reference:
        return estimate
    low, upper, p = _claims(estimate, sample, missing, reference, span, seed)
    bounded = replace(
        estimate,
        missing=missing,
        low_missing=max(min(low, least_distance(estimate)), 0.0),
        upper_missing=max(upper, estimate.upper),
        p_missing=max(p, estimate.p),
    )
    return judged_again(bounded)


def _claims(estimate: Estimate, sample: Sample, missing: int, reference: Reference, span: Bounds, seed: int) -> _Claims:
    name = estimate.name.partition("@")[0]
    rest = missing / (sample.n + missing)
    if name == "ks":
        return _of_ks(sample, missing, reference, span, seed)
    if name in _GROWING:
        ends = summary_bounds(sample, missing, name, span)
    elif name == "mass":
        ends = estimate.value * (1 - rest), estimate.value * (1 - rest) + rest
    elif name in ("total_variation", "wasserstein"):
        farthest = rest if name == "total_variation" else rest * (span[1] - span[0])
        nearest = max(estimate.value - farthest, 0.0)
        p = tail(reference, sample.effective_n, find_measure(estimate.name), nearest, seed)
        return estimate.low - farthest, estimate.upper + farthest, p
    else:
        return 0.0, math.inf, 1.0
    return _of_summary(estimate, sample, ends, reference, seed)


def _of_summary(estimate: Estimate, sample: Sample, ends: Bounds, reference: Reference, seed: int) -> _Claims:
    """The interval of the difference is moved by as much as the missing answers can move the simulated value."""
    down, up = ends[0] - estimate.value, ends[1] - estimate.value
    nearest = max(ends[0] - estimate.human, estimate.human - ends[1], 0.0)
    p = tail(reference, sample.effective_n, find_measure(estimate.name), nearest, seed)
    low = max(estimate.low + down, -(estimate.high + up))
    return low, estimate.upper + max(-down, up), p


def _of_ks(sample: Sample, missing: int, reference: Reference, span: Bounds, seed: int) -> _Claims:
    """At every value the simulated share lies between two curves; the bounds take the far, or the near end of each."""
    x = grid([sample.support, reference.support, np.asarray(span)])
    lowest, highest = extreme_curves(sample, missing, x, span)
    people = reference.ecdf(x)
    error = _largest_error(sample, lowest, highest, np.diag(reference.covariance_at(x)).clip(0.0), x)
    far = np.maximum(highest - people, people - lowest)
    near = np.maximum(np.maximum(lowest - people, people - highest), 0.0)
    low = float((near - band_factor(sample, reference, x, error, seed) * error).max())
    upper = min(float((far + ONE_SIDED * error).max()), 1.0)
    least, _ = distance_bounds(sample, missing, reference, span)
    return low, upper, tail(reference, sample.effective_n, largest_gap, least, seed)


def _largest_error(sample: Sample, lowest: Floats, highest: Floats, people: Floats, x: Floats) -> Floats:
    """The largest standard error that a curve between two others can have, shape (k,)."""
    n = sample.effective_n
    share = (np.clip(0.5, lowest, highest) * n + PRIOR / 2) / (n + PRIOR)
    variance = np.maximum(sample.variance(x), share * (1 - share) / n)
    return np.asarray(np.sqrt(variance + people), dtype=np.float64)
