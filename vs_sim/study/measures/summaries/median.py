"""Median: what the one in the middle gives."""

from __future__ import annotations

import numpy as np

from vs_sim.study.data.ecdf import Ecdf, Floats
from vs_sim.study.measure import register_measure


@register_measure("median", shape="samples", better="closer", in_units=True)
def median(ecdf: Ecdf) -> Floats:
    """The smallest x with F(x) >= 1/2, in units, within the range of the grid.

    The lower median (Hyndman & Fan 1996, type 1): always an observed value, never between two. It jumps
    where amounts are lumpy, and its interval with it.

    >>> float(median(Ecdf(np.array([0.0, 1.0, 2.0]), np.array([0.25, 0.5, 1.0]))))
    1.0
    """
    return np.asarray(ecdf.x[np.argmax(ecdf.cdf >= 0.5 - 1e-12, axis=-1)], dtype=np.float64)
