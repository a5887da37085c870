"""Influence: how far people move towards those whom they have heard."""

from __future__ import annotations

import numpy as np

from vs_sim.study.data.ecdf import Floats
from vs_sim.study.measure import register_measure
from vs_sim.study.society.heard_stances import heard_stances
from vs_sim.study.society.opinion_history import OpinionHistory


@register_measure("influence", shape="society", better="closer")
def influence(history: OpinionHistory) -> Floats:
    """Σ m d / Σ d² over all who heard somebody that differs, in each round; NaN in round 0.

    d is the distance to the mean of those heard before the talk, m the move towards them, both in points: 0 means that
    nobody moves, 1 that everybody takes over the stance of the other; μ of Deffuant et al. (2000) where nobody is too
    far. A move is the mean of the stated distribution less the stance before; noise of the stance before pulls the
    value up (regression to the mean).

    >>> from vs_sim.study.society.opinion_history import certain_history
    >>> influence(certain_history([[1, 7], [2, 7]], heard=[(1, 0, 1), (1, 1, 0)])).round(3).tolist()
    [nan, 0.083]
    """
    heard = heard_stances(history)
    distance, move = heard.others - heard.before, heard.mean - heard.before
    rounds = history.rounds + 1
    crossed = np.bincount(heard.round, distance * move, rounds)
    squared = np.bincount(heard.round, distance**2, rounds)
    return np.asarray(np.divide(crossed, squared, out=np.full(rounds, np.nan), where=squared > 0), dtype=np.float64)
