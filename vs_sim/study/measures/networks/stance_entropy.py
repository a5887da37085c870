"""Stance entropy: how undecided people are in private."""

from __future__ import annotations

import warnings

import numpy as np

from vs_sim.study.data.ecdf import Floats
from vs_sim.study.measure import register_measure
from vs_sim.study.society.opinion_history import OpinionHistory


@register_measure("stance_entropy", shape="society", better="closer")
def stance_entropy(history: OpinionHistory) -> Floats:
    """H = −Σ p log₂ p of the stated distributions, the mean over all who state one, in bits, in each round.

    Shannon (1948).

    >>> from vs_sim.study.society.opinion_history import certain_history
    >>> (stance_entropy(certain_history([[1, 7]])) + 0.0).tolist()
    [0.0]
    """
    stated = np.where(history.rules, np.nan, history.entropies)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", RuntimeWarning)  # nobody states one: NaN
        return np.asarray(np.nanmean(stated, axis=1), dtype=np.float64)
