"""Assortativity of opinions: whether ties join people who stand alike."""

from __future__ import annotations

import numpy as np

from vs_sim.study.data.ecdf import Floats
from vs_sim.study.measure import register_measure
from vs_sim.study.society.opinion_history import OpinionHistory


@register_measure("opinion_assortativity", shape="society", better="closer")
def opinion_assortativity(history: OpinionHistory) -> Floats:
    """Pearson's correlation of the opinions at both ends of a tie, over ties by weight, in each round (Newman 2003).

    1: people have ties with their like only; 0: at random; NaN where nobody differs.

    >>> from vs_sim.study.society.opinion_history import certain_history
    >>> opinion_assortativity(certain_history([[1, 1, 7, 7], [1, 7, 1, 7]], ties=[(0, 1), (2, 3)])).round(6).tolist()
    [1.0, -1.0]
    """
    listener, speaker = history.ties.T
    found = []
    for opinions in history.opinions:
        kept = ~(np.isnan(opinions[listener]) | np.isnan(opinions[speaker]))
        one, other, weights = opinions[listener][kept], opinions[speaker][kept], history.weights[kept]
        if not len(one) or np.ptp(one) == 0 or np.ptp(other) == 0:
            found.append(np.nan)
            continue
        spread = np.cov(one, other, aweights=weights, ddof=0)
        found.append(spread[0, 1] / np.sqrt(spread[0, 0] * spread[1, 1]))
    return np.array(found, dtype=np.float64)
