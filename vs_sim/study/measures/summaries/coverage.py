"""Coverage-N: how much of what people do would be seen in N draws."""

from __future__ import annotations

import numpy as np

from vs_sim.errors import StudyError
from vs_sim.study.data.bins import binned
from vs_sim.study.data.ecdf import Ecdf, Floats
from vs_sim.study.measure import register_measure


@register_measure("coverage", shape="samples", better="closer")
def coverage(simulated: Ecdf, people: Ecdf, width: float, draws: int) -> Floats:
    """The mean of 1 − (1 − p_S)^N over the bins where people are, in [0, 1]; asked for as `coverage@0.25,100`.

    The expected share of people's bins that N independent draws meet (Hurlbert 1971); people's own N draws are the
    aim. With answers as bins it is the Coverage-N of verbalized sampling (Zhang et al. 2025).

    Raises:
        StudyError: N is below 1.

    >>> x = np.array([0.0, 1.0])
    >>> float(coverage(Ecdf(x, np.array([1.0, 1.0])), Ecdf(x, np.array([0.5, 1.0])), 1, 100))
    0.5
    """
    if draws < 1:
        raise StudyError(f"coverage in {draws} draws; it needs at least 1")
    valid = binned(people, width) > 0
    met = 1.0 - (1.0 - binned(simulated, width)) ** draws
    return np.asarray((met * valid).sum(axis=-1) / valid.sum(axis=-1), dtype=np.float64)
