"""Wasserstein-1: how far the mass has to be moved, in the unit of the outcome."""

from __future__ import annotations

import numpy as np

from vs_sim.study.data.ecdf import Ecdf, Floats
from vs_sim.study.measure import register_measure


@register_measure("wasserstein", shape="samples", better="lower", in_units=True)
def wasserstein(simulated: Ecdf, people: Ecdf) -> Floats:
    """W1 = ∫ |F_S(x) − F_R(x)| dx, in units, from 0 to the width of the range; 0 when the distributions are equal.

    Source: Vallender (1974), the one-dimensional form of the optimal transport distance.

    >>> x = np.array([0.0, 2.0])
    >>> float(wasserstein(Ecdf(x, np.array([0.75, 1.0])), Ecdf(x, np.array([0.5, 1.0]))))
    0.5
    """
    gaps = np.abs(simulated.cdf - people.cdf)[..., :-1]
    return np.asarray(gaps @ np.diff(simulated.x), dtype=np.float64)
