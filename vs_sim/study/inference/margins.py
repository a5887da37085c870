"""The equivalence margin of a measure, from the one that a scenario declares for all of them.

The declared margin is a share. It is the margin of distances between distributions and of shares as it is. A measure in
the unit of the answers has that share of the range of possible answers: distributions whose KS distance is at most m
have means that differ by at most m times the range, so the claim about the mean is on the same scale.
"""

from __future__ import annotations

import math

from vs_sim.study.inference.missing_bounds import Bounds
from vs_sim.study.measure import find_measure

_IN_SHARES = ("ks", "total_variation", "jensen_shannon", "donor_share", "mass", "share_below")
"""Measures that lie between 0 and 1, or whose difference does."""


def margin_of_measure(name: str, declared: float, span: Bounds) -> float:
    """The equivalence margin of a measure of answers, in its own unit; NaN where equivalence is not defined.

    Args:
        name: A registered measure of samples, perhaps with a number: `mean`, `mass@0.5`.
        declared: The margin of the scenario, in (0, 1).
        span: The lowest and the highest answer possible.
    """
    if name.partition("@")[0] in _IN_SHARES:
        return declared
    width = span[1] - span[0]
    return declared * width if find_measure(name).in_units and width > 0 else math.nan
