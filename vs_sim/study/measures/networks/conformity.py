"""Conformity: how much more often a mind changes where everybody differs than where nobody does."""

from __future__ import annotations

import numpy as np

from vs_sim.study.data.ecdf import Floats
from vs_sim.study.measure import register_measure
from vs_sim.study.society.conformity_law import conformity_law
from vs_sim.study.society.opinion_history import OpinionHistory


@register_measure("conformity", shape="society", better="closer")
def conformity(history: OpinionHistory, source: str) -> Floats:
    """The slope b of P(change) = a + b × (share of those heard who differ); as `conformity@stated` or `@drawn`.

    `stated`: P(change) is 1 less the stated probability of the stance before. `drawn`: 0 or 1, from the one draw. One
    number, shape (); every person counts alike (after Asch 1956). `vs.conformity(run)` gives the interval over persons.

    Raises:
        StudyError: The source is neither `stated` nor `drawn`.

    >>> from vs_sim.study.society.opinion_history import certain_history
    >>> everybody = [(1, one, 1) for one in (0, 2, 3)] + [(1, 1, 2)]
    >>> float(conformity(certain_history([[1, 7, 7, 7], [7, 7, 7, 7]], heard=everybody), "drawn").round(6))
    1.0
    """
    return np.asarray(conformity_law([history], source).slope.value)
