"""Entropy: how evenly the answers are spread over bins."""

from __future__ import annotations

import numpy as np

from vs_sim.study.data.bins import binned, information
from vs_sim.study.data.ecdf import Ecdf, Floats
from vs_sim.study.measure import register_measure


@register_measure("entropy", shape="samples", better="closer")
def entropy(ecdf: Ecdf, width: float) -> Floats:
    """H = −Σ p log₂ p over bins of a declared width, in bits, in [0, log₂ bins]; asked for as `entropy@0.25`.

    People's own is the aim, not the most. The plain estimate of Shannon (1948) is about (bins − 1) / (1.4 n) too
    low (Miller 1955), for people as for the simulation: compare it at similar n and with few bins.

    >>> float(entropy(Ecdf(np.array([0.0, 1.0, 2.0, 3.0]), np.array([0.25, 0.5, 0.75, 1.0])), 1))
    2.0
    """
    masses = binned(ecdf, width)
    return np.asarray(-information(masses, np.ones_like(masses)) / np.log(2.0) + 0.0, dtype=np.float64)
