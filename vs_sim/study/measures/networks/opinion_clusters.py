"""Clusters of opinions: into how many camps a society has come apart."""

from __future__ import annotations

import numpy as np

from vs_sim.study.data.ecdf import Floats
from vs_sim.study.measure import register_measure
from vs_sim.study.society.opinion_history import OpinionHistory


@register_measure("opinion_clusters", shape="society", better="closer")
def opinion_clusters(history: OpinionHistory, gap: float) -> Floats:
    """How many groups of stances are separated by more than a gap of the scale, in each round; as `opinion_clusters@1`.

    Of stances in increasing order, two neighbours belong to one cluster if they are at most `gap` points apart, as
    Deffuant et al. (2000) count them.

    >>> from vs_sim.study.society.opinion_history import certain_history
    >>> opinion_clusters(certain_history([[1, 2, 4, 7], [2, 2, 3, 3]]), 1).tolist()
    [3.0, 1.0]
    """
    found = []
    for row in history.values:
        known = np.sort(row[~np.isnan(row)])
        found.append(1.0 + (np.diff(known) > gap + 1e-9).sum() if len(known) else np.nan)
    return np.array(found, dtype=np.float64)
