"""Kullback–Leibler divergence from people, with a smoothing that is declared and bounds it."""

from __future__ import annotations

import numpy as np

from vs_sim.errors import StudyError
from vs_sim.study.data.bins import binned, information
from vs_sim.study.data.ecdf import Ecdf, Floats
from vs_sim.study.measure import register_measure


@register_measure("kl", shape="samples", better="lower")
def kl(simulated: Ecdf, people: Ecdf, width: float, smoothing: float) -> Floats:
    """KL(p_R ‖ s p_R + (1 − s) p_S), in nats, over bins of a declared width, in [0, −ln s]; lower is nearer.

    Asked for as `kl@0.25,0.05`: bins of .25, and 5% of the human distribution mixed into the simulated one (the skew
    divergence of Lee 1999). A bin that a simulation never reaches then costs at most −ln s. A floor of 1e-10 in its
    place makes a figure that shows the floor: the larger part of a divergence near 14 is ln 1e10 = 23 times the
    missing mass. Source: Kullback & Leibler (1951); Lee (1999), Measures of Distributional Similarity.

    Raises:
        StudyError: The smoothing is not between 0 and 1.

    >>> x = np.array([0.0, 1.0])
    >>> round(float(kl(Ecdf(x, np.array([0.0, 1.0])), Ecdf(x, np.array([1.0, 1.0])), 1, 0.5)), 3)
    0.693
    """
    if not 0 < smoothing < 1:
        raise StudyError(f"a smoothing of {smoothing:g}; it must be above 0 and below 1", hint="write kl@0.25,0.05")
    theirs = binned(people, width)
    return np.clip(information(theirs, smoothing * theirs + (1 - smoothing) * binned(simulated, width)), 0.0, None)
