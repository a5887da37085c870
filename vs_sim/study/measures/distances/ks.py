"""Kolmogorov–Smirnov: the largest gap between the cumulative shares. The primary measure of a distance."""

from __future__ import annotations

from vs_sim.study.data.ecdf import Ecdf, Floats, largest_gap
from vs_sim.study.inference.equivalence import assess_equivalence
from vs_sim.study.measure import register_measure


@register_measure("ks", shape="samples", better="lower", judge=assess_equivalence)
def ks(simulated: Ecdf, people: Ecdf) -> Floats:
    """D = max over x of |F_S(x) − F_R(x)|, in [0, 1]; 0 when the distributions are equal.

    Half of the mass of donations sits at one amount, so D is mostly read off there: see `wasserstein` too.
    Source: Smirnov (1939); the verdict is that of `vs_sim.study.inference.equivalence`.

    >>> import numpy as np
    >>> x = np.array([0.0, 1.0])
    >>> float(ks(Ecdf(x, np.array([0.75, 1.0])), Ecdf(x, np.array([0.5, 1.0]))))
    0.25
    """
    return largest_gap(simulated, people)
