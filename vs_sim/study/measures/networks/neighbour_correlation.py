"""Neighbour correlation: whether people stand where those stand whom they listen to."""

from __future__ import annotations

import numpy as np

from vs_sim.study.data.ecdf import Floats
from vs_sim.study.measure import register_measure
from vs_sim.study.society.opinion_history import OpinionHistory


@register_measure("neighbour_correlation", shape="society", better="closer")
def neighbour_correlation(history: OpinionHistory) -> Floats:
    """The correlation of an opinion and the weighted mean of its neighbours' opinions over people, in each round.

    Pearson's coefficient, in [-1, 1]; that of Moran (1950) has the spread of the
    neighbours' means in it. NaN where fewer than 3 people are known with a neighbour, or where nobody differs.

    >>> from vs_sim.study.society.opinion_history import certain_history
    >>> neighbour_correlation(certain_history([[1, 2, 6, 7]], ties=[(0, 1), (2, 3)])).round(2).tolist()
    [0.92]
    """
    found = []
    for opinions in history.opinions:
        around = history.neighbour_means(opinions)
        kept = ~(np.isnan(opinions) | np.isnan(around))
        one, other = opinions[kept], around[kept]
        constant = len(one) < 3 or np.ptp(one) == 0 or np.ptp(other) == 0
        found.append(np.nan if constant else np.corrcoef(one, other)[0, 1])
    return np.array(found, dtype=np.float64)
