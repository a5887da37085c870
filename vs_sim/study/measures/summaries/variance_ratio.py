"""Variance ratio: whether simulated persons differ from each other as much as people do."""

from __future__ import annotations

import numpy as np

from vs_sim.study.data.ecdf import Ecdf, Floats
from vs_sim.study.measure import register_measure


@register_measure("variance_ratio", shape="samples", better="closer")
def variance_ratio(simulated: Ecdf, people: Ecdf) -> Floats:
    """Var(S) / Var(R), in [0, ∞); people have 1; NaN where people do not vary.

    Below 1 the simulation is too uniform, the usual fault of language models (Bisbee et al. 2024, Synthetic
    Replacements for Human Survey Data?, Political Analysis); above 1 it spreads too far.

    >>> x = np.array([0.0, 1.0])
    >>> float(variance_ratio(Ecdf(x, np.array([1.0, 1.0])), Ecdf(x, np.array([0.5, 1.0]))))
    0.0
    """
    own, theirs = np.broadcast_arrays(variance(simulated), variance(people))
    ratio = np.full(own.shape, np.nan)
    ratio[theirs > 0] = own[theirs > 0] / theirs[theirs > 0]
    return ratio


def variance(ecdf: Ecdf) -> Floats:
    """Σ p x² − (Σ p x)², shape (...), never below 0."""
    masses = np.diff(ecdf.cdf, prepend=0.0)
    return np.asarray(np.clip(masses @ ecdf.x**2 - (masses @ ecdf.x) ** 2, 0.0, None), dtype=np.float64)
