"""Bimodality coefficient: whether opinions form two camps."""

from __future__ import annotations

import numpy as np
from scipy import stats

from vs_sim.study.data.ecdf import Floats
from vs_sim.study.measure import register_measure
from vs_sim.study.society.opinion_history import OpinionHistory

_FEWEST = 4


@register_measure("bimodality", shape="society", better="closer")
def bimodality(history: OpinionHistory) -> Floats:
    """B = (g² + 1) / (k + 3 (n − 1)² / ((n − 2)(n − 3))), in each round, with sample skewness g and excess kurtosis k.

    5/9 for a uniform distribution, above it for two camps, 1/3 for a normal one, 1 for two points in a large society
    (SAS Institute 1990; Pfister et al. 2013). NaN where all agree, or with fewer than 4 people.

    >>> from vs_sim.study.society.opinion_history import certain_history
    >>> bimodality(certain_history([[1] * 50 + [7] * 50, [1, 2, 3, 4, 5] * 20])).round(2).tolist()
    [0.95, 0.56]
    """
    found = []
    for row in history.values:
        known = row[~np.isnan(row)]
        n = len(known)
        if n < _FEWEST or np.ptp(known) == 0:
            found.append(np.nan)
            continue
        g, k = stats.skew(known, bias=False), stats.kurtosis(known, bias=False)
        found.append((g**2 + 1) / (k + 3 * (n - 1) ** 2 / ((n - 2) * (n - 3))))
    return np.array(found, dtype=np.float64)
