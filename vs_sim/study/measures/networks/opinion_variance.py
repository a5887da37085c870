"""Opinion variance: how far people stand apart."""

from __future__ import annotations

import warnings

import numpy as np

from vs_sim.study.data.ecdf import Floats
from vs_sim.study.measure import register_measure
from vs_sim.study.society.opinion_history import OpinionHistory


@register_measure("opinion_variance", shape="society", better="closer")
def opinion_variance(history: OpinionHistory) -> Floats:
    """Σ (xᵢ − x̄)² / n over the stances that are known, in each round, in squared points of the scale.

    The dispersion of Bramson et al. (2017).

    >>> from vs_sim.study.society.opinion_history import certain_history
    >>> opinion_variance(certain_history([[1, 7], [4, 4]])).tolist()
    [9.0, 0.0]
    """
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", RuntimeWarning)  # nobody is known: NaN
        return np.asarray(np.nanvar(history.values, axis=1), dtype=np.float64)
