"""L1: how far each simulated person's amount is from the amount of the very person simulated."""

from __future__ import annotations

import numpy as np

from vs_sim.study.data.ecdf import Floats
from vs_sim.study.measure import measure


@measure("l1", shape="paired", better="lower", in_units=True)
def l1(simulated: Floats, own: Floats) -> Floats:
    """Mean |simulated − own| (this function gives the terms), in units, in [0, range]; lower is nearer.

    It says little alone: always answering $0 gives .465 on people's amounts, the people themselves in another order
    .623, and every method of the verbalized-sampling paper (Zhang et al. 2025) is worse than the constant $0.25. So
    it is printed beside shuffled pairs and constants (`vs_sim.study.comparison.individuals`).

    >>> l1(np.array([0.0, 1.0]), np.array([0.5, 1.0])).tolist()
    [0.5, 0.0]
    """
    return np.asarray(np.abs(simulated - own), dtype=np.float64)
