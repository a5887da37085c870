"""Donor share: how many give anything at all."""

from __future__ import annotations

import numpy as np

from vs_sim.study.data.ecdf import Ecdf, Floats
from vs_sim.study.measure import register_measure


@register_measure("donor_share", shape="samples", better="closer")
def donor_share(ecdf: Ecdf) -> Floats:
    """1 − F(0): the share of values above 0, in [0, 1].

    The extensive margin of giving, as in the dictator games reviewed by Engel (2011).

    >>> float(donor_share(Ecdf(np.array([0.0, 1.0]), np.array([0.75, 1.0]))))
    0.25
    """
    below = int(np.searchsorted(ecdf.x, 0.0, side="right"))
    return 1.0 - ecdf.cdf[..., below - 1] if below else np.ones(ecdf.cdf.shape[:-1])
