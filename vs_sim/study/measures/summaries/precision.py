"""Precision: how much of the simulation lies where people are."""

from __future__ import annotations

import numpy as np

from vs_sim.study.data.bins import binned
from vs_sim.study.data.ecdf import Ecdf, Floats
from vs_sim.study.measure import register_measure


@register_measure("precision", shape="samples", better="closer")
def precision(simulated: Ecdf, people: Ecdf, width: float) -> Floats:
    """Σ p_S over the bins of a declared width where people are, in [0, 1]; people have 1; as `precision@0.25`.

    The share of answers that anybody gives. With few people an empty bin may be chance. Source: the support-based
    precision of Sajjadi et al. (2018), Assessing Generative Models via Precision and Recall.

    >>> x = np.array([0.0, 1.0])
    >>> float(precision(Ecdf(x, np.array([0.25, 1.0])), Ecdf(x, np.array([1.0, 1.0])), 1))
    0.25
    """
    return np.asarray((binned(simulated, width) * (binned(people, width) > 0)).sum(axis=-1), dtype=np.float64)
