"""What opinion rules would have made of a society: the same people, first stances, ties, talks and rounds.

Opinions lie in [0, 1] here. The rules are those of `model: rule/NAME`, computed for all people at once.
"""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from vs_sim.study.data.ecdf import Floats
from vs_sim.study.society.opinion_history import OpinionHistory

Rule = Callable[[OpinionHistory, Floats, Floats, int], Floats]
"""From a society, the first opinions, those now and the round to the opinions after it, shape (n,)."""
LINEAR = ("heard", "own", "first", "high", "low")
"""What an opinion is a weighted mean of: that of whom one heard, one's own, the first one, both ends of the scale."""


def rule_course(history: OpinionHistory, rule: Rule) -> Floats:
    """The opinions in every round, shape (T + 1, n), from the first ones as drawn; unknown ones begin in the middle."""
    first = np.nan_to_num(history.opinions[0], nan=0.5)
    found = [first]
    for at in range(1, history.rounds + 1):
        found.append(rule(history, first, found[-1], at))
    return np.array(found)


def heard_means(history: OpinionHistory, now: Floats, at: int) -> Floats:
    """The mean opinion of those whom each heard in a round, shape (n,); NaN for those who heard nobody."""
    _, listener, speaker = history.heard[history.heard[:, 0] == at].T
    count = np.bincount(listener, minlength=len(now))
    summed = np.bincount(listener, now[speaker], len(now))
    return np.asarray(np.divide(summed, count, out=np.full(len(now), np.nan), where=count > 0), dtype=np.float64)


def degroot_rule(self_weight: float = 0.5) -> Rule:
    """X' = s x + (1 − s) x_N, with x_N the mean of all neighbours (DeGroot 1974)."""

    def rule(history: OpinionHistory, first: Floats, now: Floats, at: int) -> Floats:
        around = history.neighbour_means(now)
        return np.where(np.isnan(around), now, self_weight * now + (1 - self_weight) * np.nan_to_num(around))

    return rule


def friedkin_johnsen_rule(susceptibility: float = 0.5) -> Rule:
    """X' = a x_N + (1 − a) x_0 (Friedkin & Johnsen 1990)."""

    def rule(history: OpinionHistory, first: Floats, now: Floats, at: int) -> Floats:
        around = history.neighbour_means(now)
        return np.where(np.isnan(around), now, susceptibility * np.nan_to_num(around) + (1 - susceptibility) * first)

    return rule


def deffuant_rule(epsilon: float = 0.32, mu: float = 0.5) -> Rule:
    """X' = x + μ (y − x) where the one who was heard is nearer than ε (Deffuant et al. 2000)."""

    def rule(history: OpinionHistory, first: Floats, now: Floats, at: int) -> Floats:
        apart = np.nan_to_num(heard_means(history, now, at) - now)
        return np.asarray(now + np.where(np.abs(apart) < epsilon, mu * apart, 0.0), dtype=np.float64)

    return rule


def linear_rule(heard: float, own: float, first: float, high: float, low: float) -> Rule:
    """The weighted mean of what `LINEAR` names; weights sum to 1. Who heard nobody gives that weight to themselves.

    With `high + low = 0` it is Friedkin and Johnsen's rule with a weight of one's own; the rest is an innate bias: a
    pull of strength high + low towards the opinion high / (high + low) (Probine et al. 2026).
    """

    def rule(history: OpinionHistory, start: Floats, now: Floats, at: int) -> Floats:
        said = heard_means(history, now, at)
        return np.asarray(heard * np.where(np.isnan(said), now, said) + own * now + first * start + high)

    return rule
