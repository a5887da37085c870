"""What each person had heard when they were asked again: the stances of others, before the talk, and their own."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from vs_sim.study.data.ecdf import Floats
from vs_sim.study.society.opinion_history import SAME_POINT, Integers, OpinionHistory


@dataclass(frozen=True, eq=False)
class HeardStances:
    """One entry per person and round with a known stance before and after, shape (q,).

    Attributes:
        round: From 1.
        person: Who, an index of `OpinionHistory.units`.
        before: Their stance before the talk, on the scale.
        others: The mean stance of those whom they heard; NaN where they heard nobody.
        share: The part of those heard who hold another stance; 0 where they heard nobody.
        value: The stance after, as drawn.
        mean: The mean of its stated distribution.
        ruled: Whether an opinion rule answered.
    """

    round: Integers
    person: Integers
    before: Floats
    others: Floats
    share: Floats
    value: Floats
    mean: Floats
    ruled: npt.NDArray[np.bool_]


def heard_stances(history: OpinionHistory, *, alone: bool = False) -> HeardStances:
    """Everybody who was asked after a round and had heard somebody.

    Args:
        history: The society.
        alone: Whether those who had heard nobody are given too.
    """
    n = len(history.units)
    at, listener, speaker = history.heard.T
    said, own = history.known[at - 1, speaker], history.known[at - 1, listener]
    kept = ~(np.isnan(said) | np.isnan(own))
    place = (at * n + listener)[kept]
    size = (history.rounds + 1) * n
    count = np.bincount(place, minlength=size)
    summed = np.bincount(place, said[kept], size)
    differ = np.bincount(place, np.abs(said - own)[kept] >= SAME_POINT, size)
    rounds, people = np.divmod(np.arange(n, size), n)
    count, summed, differ = count[n:], summed[n:], differ[n:]
    before, value = history.known[rounds - 1, people], history.values[rounds, people]
    use = ~(np.isnan(before) | np.isnan(value)) & (alone | (count > 0))
    blank = np.full(len(count), np.nan)
    others = np.divide(summed, count, out=blank, where=count > 0)
    share = np.divide(differ, count, out=np.zeros(len(count)), where=count > 0)
    return HeardStances(
        rounds[use], people[use], before[use], others[use], share[use], value[use],
        history.means[rounds, people][use], history.rules[people][use],
    )  # fmt: skip
