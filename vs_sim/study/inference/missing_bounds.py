"""What was not measured could have been anything: bounds that assume nothing about failed dialogues.

Worst-case bounds (Manski 1989, *Anatomy of the selection problem*): each missing value may lie anywhere in the
range of the answer. They hold for these dialogues, before any sampling error.
"""

from __future__ import annotations

import numpy as np

from vs_sim.study.data.clustered_sample import Sample
from vs_sim.study.data.ecdf import Ecdf, Floats, grid
from vs_sim.study.data.reference import Reference
from vs_sim.study.measure import find_measure

Bounds = tuple[float, float]


def distance_bounds(sample: Sample, missing: int, reference: Reference, span: Bounds) -> Bounds:
    """The smallest and the largest KS distance to people that all dialogues together could have.

    With a the share measured and G the distribution of the rest, F = a F_S + (1 − a) G. The largest |F − F_R| at x has
    G(x) = 0 or 1. The smallest maximum has for G the monotone curve nearest to (F_R − a F_S) / (1 − a), which is
    the mean of its running maximum and its reversed running minimum, kept in [0, 1].

    Args:
        sample: What was measured; may be empty.
        missing: How many values are missing.
        reference: The people.
        span: The lowest and the highest answer possible.

    Returns:
        Two numbers in [0, 1]; equal when nothing is missing, NaN when there is nothing at all.
    """
    total = sample.n + missing
    if total == 0:
        return np.nan, np.nan
    x = grid([sample.support, reference.support, np.asarray(span)])
    measured = sample.ecdf(x) * sample.n / total if sample.n else np.zeros(len(x))
    people, rest = reference.ecdf(x), missing / total
    least, most = _free(x, span)
    gaps = [np.abs(curve - people).max() for curve in extreme_curves(sample, missing, x, span)]
    nearest = np.clip(_monotone((people - measured) / rest), least, most) if missing else least
    return float(np.abs(measured + rest * nearest - people).max()), float(max(gaps))


def summary_bounds(sample: Sample, missing: int, name: str, span: Bounds) -> Bounds:
    """The lowest and the highest value of a summary that grows with every answer, such as `mean` or `donor_share`.

    All missing values are the lowest answer possible, or all are the highest.
    """
    total = sample.n + missing
    if total == 0:
        return np.nan, np.nan
    chosen = find_measure(name)
    x = grid([sample.support, np.asarray(span)])
    highest, lowest = (Ecdf(x, curve) for curve in extreme_curves(sample, missing, x, span))
    return float(chosen.summary(lowest)), float(chosen.summary(highest))


def extreme_curves(sample: Sample, missing: int, x: Floats, span: Bounds) -> tuple[Floats, Floats]:
    """The ECDF of all dialogues if every missing answer is the highest, and if every one is the lowest, shape (k,).

    Whatever the missing answers are, the ECDF lies between the two; needs n + missing > 0.
    """
    total = sample.n + missing
    measured = sample.ecdf(x) * sample.n / total if sample.n else np.zeros(len(x))
    least, most = _free(x, span)
    return measured + missing / total * least, measured + missing / total * most


def _free(x: Floats, span: Bounds) -> tuple[Floats, Floats]:
    """The curves of answers that are all the highest, and all the lowest: no curve lies below or above."""
    return (x >= span[1]).astype(np.float64), (x >= span[0]).astype(np.float64)


def _monotone(curve: Floats) -> Floats:
    """The non-decreasing curve whose largest distance to this one is smallest (Ubhaya 1974)."""
    above = np.maximum.accumulate(curve)
    below = np.minimum.accumulate(curve[::-1])[::-1]
    return np.asarray((above + below) / 2, dtype=np.float64)
