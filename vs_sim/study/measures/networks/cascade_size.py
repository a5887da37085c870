"""Cascade size: how many people one person's stance has reached, from mouth to mouth."""

from __future__ import annotations

import numpy as np

from vs_sim.study.data.ecdf import Floats
from vs_sim.study.measure import register_measure
from vs_sim.study.society.cascades import carriers
from vs_sim.study.society.opinion_history import OpinionHistory


@register_measure("cascade_size", shape="society", better="closer")
def cascade_size(history: OpinionHistory) -> Floats:
    """The people whom the farthest-reaching stance has reached until each round, its first holder included; in [1, n].

    A stance is handed on where somebody who stood elsewhere moves half of the way or more towards whom they have heard;
    it keeps its first holder, whoever hands it on (cascades as of Watts 2002). 1 as long as nobody takes over anything.

    >>> from vs_sim.study.society.opinion_history import certain_history
    >>> cascade_size(certain_history([[1, 7, 1], [5, 7, 1], [5, 7, 4]], heard=[(1, 0, 1), (2, 2, 0)])).tolist()
    [1.0, 2.0, 3.0]
    """
    return np.array([float(reached.max()) for reached in carriers(history)])
