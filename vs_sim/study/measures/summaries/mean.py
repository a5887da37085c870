"""Mean: how much is given on average, those who give nothing included."""

from __future__ import annotations

import numpy as np

from vs_sim.study.data.ecdf import Ecdf, Floats
from vs_sim.study.measure import register_measure


@register_measure("mean", shape="samples", better="closer", in_units=True)
def mean(ecdf: Ecdf) -> Floats:
    """x_k − ∫ F(x) dx from x_1 to x_k: the mean, in units, within the range of the grid.

    The integral of the survival function (Feller 1971, section V.6), so that curves need no masses.

    >>> float(mean(Ecdf(np.array([0.0, 2.0]), np.array([0.75, 1.0]))))
    0.5
    """
    return np.asarray(ecdf.x[-1] - ecdf.cdf[..., :-1] @ np.diff(ecdf.x), dtype=np.float64)
