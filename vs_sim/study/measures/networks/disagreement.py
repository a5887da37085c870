"""Global disagreement: how far those who have ties stand apart."""

from __future__ import annotations

import numpy as np

from vs_sim.study.data.ecdf import Floats
from vs_sim.study.measure import register_measure
from vs_sim.study.society.opinion_history import OpinionHistory


@register_measure("disagreement", shape="society", better="closer")
def disagreement(history: OpinionHistory) -> Floats:
    """The mean over ties of w (xᵢ − xⱼ)², opinions in [0, 1] and weights divided by their sum, in each round.

    The quadratic form of the graph's Laplacian over the sum of its weights (Musco, Musco & Tsourakakis 2018).
    NaN where no tie joins two people who are known.

    >>> from vs_sim.study.society.opinion_history import certain_history
    >>> disagreement(certain_history([[1, 7, 7], [4, 4, 4]], ties=[(0, 1), (1, 2)])).tolist()
    [0.5, 0.0]
    """
    listener, speaker = history.ties.T
    apart = (history.opinions[:, listener] - history.opinions[:, speaker]) ** 2
    weights = np.where(np.isnan(apart), 0.0, history.weights)
    total, summed = weights.sum(axis=1), (weights * np.nan_to_num(apart)).sum(axis=1)
    return np.asarray(np.divide(summed, total, out=np.full(len(total), np.nan), where=total > 0), dtype=np.float64)
