"""Minds changed: how many people stand elsewhere than a round ago."""

from __future__ import annotations

import numpy as np

from vs_sim.study.data.ecdf import Floats
from vs_sim.study.measure import register_measure
from vs_sim.study.society.opinion_history import OpinionHistory


@register_measure("minds_changed", shape="society", better="closer")
def minds_changed(history: OpinionHistory) -> Floats:
    """The share of people at another point of the scale than after the round before, in [0, 1]; NaN in round 0.

    People who are known in both rounds count (as in the experiments of Asch 1956).

    >>> from vs_sim.study.society.opinion_history import certain_history
    >>> minds_changed(certain_history([[1, 7], [2, 7]])).tolist()
    [nan, 0.5]
    """
    before, after = history.points[:-1], history.points[1:]
    known = (before >= 0) & (after >= 0)
    changed = ((before != after) & known).sum(axis=1)
    counted = known.sum(axis=1)
    shares = np.divide(changed, counted, out=np.full(len(counted), np.nan), where=counted > 0)
    return np.concatenate([[np.nan], shares])
