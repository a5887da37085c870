"""Mass: how many give exactly this much. People lump at focal amounts: $0, $.50, $1, $2."""

from __future__ import annotations

import numpy as np

from vs_sim.study.data.ecdf import DECIMALS, Ecdf, Floats
from vs_sim.study.measure import register_measure


@register_measure("mass", shape="samples", better="closer")
def mass(ecdf: Ecdf, at: float) -> Floats:
    """F(at) − F(at−): the share of values that are exactly `at`, in [0, 1]; asked for as `mass@0.5`.

    Heaping at round numbers, as in Heitjan & Rubin (1991).

    >>> float(mass(Ecdf(np.array([0.0, 1.0, 2.0]), np.array([0.25, 0.5, 1.0])), at=2))
    0.5
    """
    below = np.concatenate([np.zeros((*ecdf.cdf.shape[:-1], 1)), ecdf.cdf], axis=-1)
    first = int(np.searchsorted(ecdf.x, round(at, DECIMALS), side="left"))
    after = int(np.searchsorted(ecdf.x, round(at, DECIMALS), side="right"))
    return np.asarray(below[..., after] - below[..., first], dtype=np.float64)
