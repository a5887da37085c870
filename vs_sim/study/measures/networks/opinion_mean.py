"""Opinion mean: where a society stands."""

from __future__ import annotations

import warnings

import numpy as np

from vs_sim.study.data.ecdf import Floats
from vs_sim.study.measure import register_measure
from vs_sim.study.society.opinion_history import OpinionHistory


@register_measure("opinion_mean", shape="society", better="closer")
def opinion_mean(history: OpinionHistory) -> Floats:
    """x̄ = Σ xᵢ / n over all people whose stance is known, in each round, on the scale (DeGroot 1974).

    >>> from vs_sim.study.society.opinion_history import certain_history
    >>> opinion_mean(certain_history([[1, 7], [3, 4]])).tolist()
    [4.0, 3.5]
    """
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", RuntimeWarning)  # nobody is known: NaN
        return np.asarray(np.nanmean(history.values, axis=1), dtype=np.float64)
