"""Share of the variance within persons: how much of the disagreement is in each head."""

from __future__ import annotations

import warnings

import numpy as np

from vs_sim.study.data.ecdf import Floats
from vs_sim.study.measure import register_measure
from vs_sim.study.society.opinion_history import OpinionHistory


@register_measure("within_share", shape="society", better="closer")
def within_share(history: OpinionHistory) -> Floats:
    """E v / (E v + Var m), with m and v mean and variance of each person's stated distribution, in each round.

    The law of total variance (Searle, Casella & McCulloch 1992): 0 where everybody is certain, 1 where all state the
    same distribution. Rules are left out; NaN where nothing varies.

    >>> from vs_sim.study.society.opinion_history import certain_history
    >>> within_share(certain_history([[1, 7]])).tolist()
    [0.0]
    """
    means = np.where(history.rules, np.nan, history.means)
    variances = np.where(history.rules, np.nan, history.variances)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", RuntimeWarning)  # nobody states one: NaN
        within, between = np.nanmean(variances, axis=1), np.nanvar(means, axis=1)
    total = within + between
    return np.asarray(np.divide(within, total, out=np.full(len(total), np.nan), where=total > 0), dtype=np.float64)
