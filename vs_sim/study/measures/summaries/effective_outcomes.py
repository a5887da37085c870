"""Effective outcomes: how many equally frequent bins would be as diverse."""

from __future__ import annotations

import numpy as np

from vs_sim.study.data.ecdf import Ecdf, Floats
from vs_sim.study.measure import register_measure
from vs_sim.study.measures.summaries.entropy import entropy


@register_measure("effective_outcomes", shape="samples", better="closer")
def effective_outcomes(ecdf: Ecdf, width: float) -> Floats:
    """2^H, H the entropy over bins of a declared width, in [1, bins]; asked for as `effective_outcomes@0.25`.

    The Hill number of order 1 (Hill 1973): people's own is the aim. A collapsed simulation has 1.

    >>> float(effective_outcomes(Ecdf(np.array([0.0, 1.0, 2.0, 3.0]), np.array([0.25, 0.5, 0.75, 1.0])), 1))
    4.0
    """
    return np.asarray(2.0 ** entropy(ecdf, width), dtype=np.float64)
