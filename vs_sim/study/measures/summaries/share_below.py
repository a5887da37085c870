"""Share below: how many gave less than this; of a change, how many moved the other way."""

from __future__ import annotations

import numpy as np

from vs_sim.study.data.ecdf import DECIMALS, Ecdf, Floats
from vs_sim.study.measure import register_measure


@register_measure("share_below", shape="samples", better="closer")
def share_below(ecdf: Ecdf, at: float) -> Floats:
    """F(at−): the share of values less than `at`, in [0, 1]; asked for as `share_below@0`.

    Of a change, the share that moved away from the persuader (Moore et al., 2026).

    >>> float(share_below(Ecdf(np.array([-1.0, 0.0, 2.0]), np.array([0.25, 0.5, 1.0])), at=0))
    0.25
    """
    below = np.concatenate([np.zeros((*ecdf.cdf.shape[:-1], 1)), ecdf.cdf], axis=-1)
    return np.asarray(below[..., int(np.searchsorted(ecdf.x, round(at, DECIMALS), side="left"))], dtype=np.float64)
