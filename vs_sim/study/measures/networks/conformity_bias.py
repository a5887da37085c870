"""Bias: whether minds drift to one end of the scale where nobody contradicts them."""

from __future__ import annotations

import numpy as np

from vs_sim.study.data.ecdf import Floats
from vs_sim.study.measure import register_measure
from vs_sim.study.society.conformity_law import conformity_law
from vs_sim.study.society.opinion_history import OpinionHistory


@register_measure("conformity_bias", shape="society", better="closer")
def conformity_bias(history: OpinionHistory, source: str) -> Floats:
    """P(up) − P(down) of those who heard nobody that differs, not counting the ends of the scale; as `…@stated`.

    One number in [-1, 1], shape (): a drift without a partner (Brockers et al. 2025). `drawn` takes the one draw
    instead of the stated probabilities.

    Raises:
        StudyError: The source is neither `stated` nor `drawn`.

    >>> from vs_sim.study.society.opinion_history import certain_history
    >>> float(conformity_bias(certain_history([[2, 3, 4], [3, 3, 5]]), "drawn").round(3))
    0.667
    """
    return np.asarray(conformity_law([history], source).bias.value)
