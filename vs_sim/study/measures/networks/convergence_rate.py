"""Convergence rate: which part of the differences disappears in a round."""

from __future__ import annotations

import numpy as np

from vs_sim.study.data.ecdf import Floats
from vs_sim.study.measure import register_measure
from vs_sim.study.society.opinion_history import OpinionHistory


@register_measure("convergence_rate", shape="society", better="closer")
def convergence_rate(history: OpinionHistory) -> Floats:
    """1 − ρ, with ρ^t the course of the standard deviation of opinions: a line through its logarithm over rounds.

    One number, shape (), in (−∞, 1]. Of DeGroot's rule (1974) with a weight s of one's own it comes to (1 − s) times
    the spectral gap of the graph in the long run, where its smallest eigenvalue does not matter. NaN with fewer than 2
    rounds in which people differ.

    >>> from vs_sim.study.society.opinion_history import certain_history
    >>> float(convergence_rate(certain_history([[1, 7], [2.5, 5.5], [3.25, 4.75]])).round(6))
    0.5
    """
    spread = np.nanstd(history.values, axis=1)
    rounds = np.arange(len(spread))
    kept = spread > 1e-12
    if kept.sum() < 2:
        return np.asarray(np.nan)
    slope = np.polyfit(rounds[kept], np.log(spread[kept]), 1)[0]
    return np.asarray(1 - np.exp(slope))
