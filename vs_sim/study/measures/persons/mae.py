"""Mean absolute error: how far each simulated person's answer is from that of the person simulated."""

from __future__ import annotations

import numpy as np

from vs_sim.study.data.ecdf import Floats
from vs_sim.study.measure import register_measure


@register_measure("mae", shape="paired", better="lower", in_units=True)
def mae(simulated: Floats, own: Floats) -> Floats:
    """Mean |simulated − own| (this function gives the terms), in units, in [0, range]; lower is nearer.

    It says little alone: on the human amounts, always answering $0 gives .465 and the human amounts in shuffled order
    .623, and every method of the verbalized-sampling paper (Zhang et al. 2025, as L1) is worse than the constant
    $0.25. So it is reported with shuffled pairs and constants (`vs_sim.study.comparison.individuals`).

    >>> mae(np.array([0.0, 1.0]), np.array([0.5, 1.0])).tolist()
    [0.5, 0.0]
    """
    return np.asarray(np.abs(simulated - own), dtype=np.float64)
