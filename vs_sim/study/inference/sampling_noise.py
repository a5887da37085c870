"""How far people are from people: what a perfect simulation would show by chance.

The reference is a sample of people and so is every comparison with it. Sampling noise is the distance between n
draws from the reference's distribution and the distribution of other people like its own.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache

import numpy as np

from vs_sim import seeds
from vs_sim.study.data.ecdf import Ecdf, Floats, draw_curves
from vs_sim.study.data.reference import Reference

Comparison = Callable[[Ecdf, Ecdf], Floats]
"""Simulated and human distributions, curves (size, k) each, to their distance or difference, (size,)."""

SIZE = 16_000
"""Resamples; the 95% quantile of a KS distance then moves by about .001 with the seed."""

LEVEL = 0.95

DUST = 12
"""Decimals at which two distances are the same: atoms of a discrete distribution must not be split by rounding."""


@lru_cache(maxsize=128)
def human_differences(reference: Reference, n: int, comparison: Comparison, seed: int = 0) -> Floats:
    """Absolute comparisons of H_n, n draws from R, with R*, other people like those of R: shape (SIZE,).

    Args:
        reference: The human data, or a known distribution.
        n: Independent simulated values, at least 1 (`Sample.effective_n` where persons repeat).
        comparison: A distance or a difference, vectorised over curves.
        seed: Equal inputs give equal numbers.
    """
    return np.asarray(np.round(np.abs(comparison(*_others(reference, n, seed))), DUST), dtype=np.float64)


@lru_cache(maxsize=1)
def _others(reference: Reference, n: int, seed: int) -> tuple[Ecdf, Ecdf]:
    """H_n and R*, which all measures of one comparison share."""
    rng = seeds.generator(seed, "human noise", reference.digest, n)
    people = Ecdf(reference.support, reference.resample(rng, SIZE))
    return Ecdf(reference.support, draw_curves(reference.probabilities, n, SIZE, rng)), people


def sampling_noise(reference: Reference, n: int, comparison: Comparison, seed: int = 0) -> float:
    """c: the 95% quantile of what n people differ by from the reference, by chance alone."""
    differences = human_differences(reference, n, comparison, seed)
    return float(np.quantile(differences, LEVEL, method="higher"))


def tail(reference: Reference, n: int, comparison: Comparison, value: float, seed: int = 0) -> float:
    """p: the share of human differences at least as large as this one, (1 + count) / (1 + SIZE)."""
    differences = human_differences(reference, n, comparison, seed)
    return float((1 + np.sum(differences >= round(value, DUST))) / (1 + SIZE))
