"""Polarisation after Esteban and Ray: large groups, alike inside, far from each other."""

from __future__ import annotations

import numpy as np

from vs_sim.errors import StudyError
from vs_sim.study.data.ecdf import Floats
from vs_sim.study.measure import register_measure
from vs_sim.study.society.opinion_history import OpinionHistory

_STEEPEST = 1.6


@register_measure("esteban_ray", shape="society", better="closer")
def esteban_ray(history: OpinionHistory, alpha: float) -> Floats:
    """P = 2^(1+α) Σᵢ Σⱼ πᵢ^(1+α) πⱼ |xᵢ − xⱼ|, in each round; as `esteban_ray@1.3`.

    π are the shares of the points of the scale, x the points in [0, 1] (Esteban & Ray 1994). 0 where all agree, 1 where
    one half stands at each end; α in (0, 1.6] is the weight of alikeness inside groups.

    Raises:
        StudyError: α is outside (0, 1.6].

    >>> from vs_sim.study.society.opinion_history import certain_history
    >>> esteban_ray(certain_history([[1, 7], [4, 4], [1, 1]]), 1.3).round(6).tolist()
    [1.0, 0.0, 0.0]
    """
    if not 0 < alpha <= _STEEPEST:
        raise StudyError(f"alpha of esteban_ray lies in (0, {_STEEPEST:g}], found {alpha:g}")
    size = round(history.length) + 1
    points = np.arange(size) / (size - 1)
    distances = np.abs(points[:, None] - points)
    found = []
    for placed in history.points:
        known = placed[placed >= 0]
        shares = np.bincount(known, minlength=size)[:size] / max(len(known), 1)
        found.append(2 ** (1 + alpha) * shares ** (1 + alpha) @ distances @ shares if len(known) else np.nan)
    return np.array(found)
