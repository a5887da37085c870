"""Opinion rules fitted to how the people of a society changed, with intervals, and how well they foretell its mean.

A linear rule is fitted by least squares with weights that are at least 0 and sum to 1. What is fitted is the mean of
each stated distribution, which has less noise than a draw. Persons are resampled, all rounds of a person together: the
fit describes how persons answer, on the networks at hand.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import combinations

import numpy as np
import pandas as pd

from vs_sim.study.data.ecdf import Floats
from vs_sim.study.society.heard_stances import heard_stances
from vs_sim.study.society.opinion_history import Integers, OpinionHistory
from vs_sim.study.society.rule_courses import (
    LINEAR,
    Rule,
    deffuant_rule,
    degroot_rule,
    friedkin_johnsen_rule,
    linear_rule,
    rule_course,
)

_DRAWS = 400
_WIDTHS = np.linspace(0.05, 1.0, 20)
"""Values of Deffuant's ε that are tried."""
LINEAR_COLUMNS = {"degroot": (0, 1), "friedkin_johnsen": (0, 1, 2), "friedkin_johnsen with bias": (0, 1, 2, 3, 4)}
"""Fitted rules to the columns of `LINEAR` that they use."""
UNFITTED = {"degroot": degroot_rule(), "friedkin_johnsen": friedkin_johnsen_rule(), "deffuant": deffuant_rule()}
"""The rules with the parameters that a scenario gives them where it names none."""
FITS = ("rule", "parameter", "value", "low", "high", "answers", "persons")
ERRORS = ("rule", "fitted", "networks", "mean_error", "person_error", "end")


@dataclass(frozen=True, eq=False)
class AnsweredMoves:
    """The answers that rules are fitted to: opinions in [0, 1].

    Attributes:
        design: What `LINEAR` names, shape (q, 5).
        wanted: The mean of the stated distribution, shape (q,).
        person: Who, from 0, shape (q,).
    """

    design: Floats
    wanted: Floats
    person: Integers


def answers_of(histories: Sequence[OpinionHistory]) -> AnsweredMoves:
    """All answers of people who are no rules, and whose first stance is known."""
    designs, wanted, persons, before = [], [], [], 0
    for history in histories:
        heard = heard_stances(history, alone=True)
        low, length = history.scale[0], history.length
        first = history.values[0, heard.person]
        use = ~(heard.ruled | np.isnan(first))
        own, said = (heard.before - low) / length, (heard.others - low) / length
        parts = np.where(np.isnan(said), own, said), own, (first - low) / length, np.ones(len(own)), np.zeros(len(own))
        designs.append(np.stack(parts, axis=1)[use])
        wanted.append(((heard.mean - low) / length)[use])
        persons.append(heard.person[use] + before)
        before += len(history.units)
    person: Integers = np.unique(np.concatenate(persons), return_inverse=True)[1]
    return AnsweredMoves(np.concatenate(designs), np.concatenate(wanted), person)


def simplex_fit(squares: Floats, products: Floats) -> Floats:
    """The weights, at least 0 and of sum 1, that minimise w'Gw − 2h'w: shape (b, k).

    Every set of weights above 0 is tried, so that the minimum is exact; k is small.

    Args:
        squares: G, shape (b, k, k).
        products: h, shape (b, k).
    """
    b, k = products.shape
    best, found = np.full(b, np.inf), np.zeros((b, k))
    for size in range(1, k + 1):
        for some in combinations(range(k), size):
            at = np.array(some)
            system = np.zeros((b, size + 1, size + 1))
            system[:, :size, :size] = squares[:, at[:, None], at]
            system[:, :size, size] = system[:, size, :size] = 1.0
            goal = np.concatenate([products[:, at], np.ones((b, 1))], axis=1)
            solved = (np.linalg.pinv(system, hermitian=True) @ goal[:, :, None])[:, :size, 0]
            weights = np.zeros((b, k))
            weights[:, at] = solved
            loss = np.einsum("bi,bij,bj->b", weights, squares, weights) - 2 * (products * weights).sum(axis=1)
            valid = (solved >= -1e-9).all(axis=1) & (np.abs(solved.sum(axis=1) - 1) < 1e-6) & (loss < best - 1e-15)
            best[valid], found[valid] = loss[valid], weights[valid].clip(0)
    return found


def _resampled(persons: int, seed: int) -> Floats:
    """How often each person counts: first everybody once, then samples with replacement, shape (1 + draws, persons)."""
    random = np.random.default_rng(seed)
    drawn = random.multinomial(persons, np.full(persons, 1 / persons), size=_DRAWS)
    return np.concatenate([np.ones((1, persons)), drawn]).astype(np.float64)


def _per_person(rows: Floats, person: Integers, persons: int) -> Floats:
    summed = np.zeros((persons, *rows.shape[1:]))
    np.add.at(summed, person, rows)
    return summed


def fit_linear(answers: AnsweredMoves, columns: Sequence[int], seed: int = 0) -> Floats:
    """The weights of all five parts of `LINEAR`, those left out being 0: shape (1 + draws, 5), the fit first."""
    persons = int(answers.person.max()) + 1
    design = answers.design[:, list(columns)]
    squares = _per_person(design[:, :, None] * design[:, None, :], answers.person, persons)
    products = _per_person(design * answers.wanted[:, None], answers.person, persons)
    times = _resampled(persons, seed)
    fitted = simplex_fit(np.tensordot(times, squares, 1), times @ products)
    whole = np.zeros((len(times), len(LINEAR)))
    whole[:, list(columns)] = fitted
    return whole


def fit_deffuant(answers: AnsweredMoves, seed: int = 0) -> Floats:
    """ε and μ by least squares, ε on a grid: shape (1 + draws, 2), the fit first."""
    apart = answers.design[:, 0] - answers.design[:, 1]
    move = answers.wanted - answers.design[:, 1]
    near = np.abs(apart)[:, None] < _WIDTHS
    persons = int(answers.person.max()) + 1
    crossed = _per_person(np.where(near, (apart * move)[:, None], 0.0), answers.person, persons)
    squared = _per_person(np.where(near, (apart**2)[:, None], 0.0), answers.person, persons)
    times = _resampled(persons, seed)
    top, bottom = times @ crossed, times @ squared
    mu = np.clip(np.divide(top, bottom, out=np.zeros_like(top), where=bottom > 0), 0, 0.5)
    at = (mu**2 * bottom - 2 * mu * top).argmin(axis=1)
    return np.stack([_WIDTHS[at], mu[np.arange(len(mu)), at]], axis=1)


def fitted_rules(histories: Sequence[OpinionHistory]) -> dict[str, Rule]:
    """The rules with the parameters that fit these societies best, by name."""
    answers = answers_of(histories)
    rules = {name: linear_rule(*fit_linear(answers, columns)[0]) for name, columns in LINEAR_COLUMNS.items()}
    return {**rules, "deffuant": deffuant_rule(*fit_deffuant(answers)[0])}


def rule_fits(histories: Sequence[OpinionHistory], seed: int = 0) -> pd.DataFrame:
    """The parameters of each rule that fit best, with 95% intervals by resampling persons.

    Columns: `rule`, `parameter`, `value`, `low`, `high`, `answers`, `persons`. Of the linear rules the parameters are
    the weights of whom one `heard`, of one's `own` opinion and of the `first` one, and for the one with a bias its
    `bias` (the weight of the innate opinion) and that `innate` opinion, in [0, 1].
    """
    answers = answers_of(histories)
    counts = (len(answers.wanted), int(answers.person.max()) + 1)
    rows: list[tuple[object, ...]] = []
    for name, columns in LINEAR_COLUMNS.items():
        weights = fit_linear(answers, columns, seed)
        parts = {LINEAR[at]: weights[:, at] for at in columns if at < 3}
        if 3 in columns:
            bias = weights[:, 3] + weights[:, 4]
            innate = np.divide(weights[:, 3], bias, out=np.full(len(bias), np.nan), where=bias > 1e-9)
            parts |= {"bias": bias, "innate": innate}
        rows += [(name, part, *_interval(values), *counts) for part, values in parts.items()]
    epsilon, mu = fit_deffuant(answers, seed).T
    rows += [("deffuant", "epsilon", *_interval(epsilon), *counts), ("deffuant", "mu", *_interval(mu), *counts)]
    return pd.DataFrame(rows, columns=list(FITS))


def _interval(values: Floats) -> tuple[float, float, float]:
    known = values[1:][~np.isnan(values[1:])]
    if np.isnan(values[0]) or not len(known):
        return float(values[0]), float("nan"), float("nan")
    low, high = np.quantile(known, [0.025, 0.975])
    return float(values[0]), float(low), float(high)


def rule_errors(histories: Sequence[OpinionHistory]) -> pd.DataFrame:
    """How well each rule foretells the societies, with the parameters of a scenario and with fitted ones.

    With several networks each is foretold by the rules fitted to the others; with one, by those fitted to itself.

    Columns: `rule`, `fitted` (`no`, `other networks` or `this network`), `networks`, `mean_error` (mean over rounds of
    the size of the difference in mean stance, in points), `person_error` (root mean square over people and rounds, in
    points), `end` (the mean stance after the last round that the rule foretells).
    """
    errors: dict[tuple[str, str], list[tuple[float, float, float]]] = {}
    for at, history in enumerate(histories):
        others = [other for place, other in enumerate(histories) if place != at]
        fitted = fitted_rules(others or [history])
        where = "other networks" if others else "this network"
        for name, rule in UNFITTED.items():
            errors.setdefault((name, "no"), []).append(_error(history, rule_course(history, rule)))
        for name, rule in fitted.items():
            errors.setdefault((name, where), []).append(_error(history, rule_course(history, rule)))
    rows = [(*key, len(found), *np.mean(found, axis=0)) for key, found in errors.items()]
    return pd.DataFrame(rows, columns=list(ERRORS))


def _error(history: OpinionHistory, opinions: Floats) -> tuple[float, float, float]:
    told = opinions * history.length + history.scale[0]
    known = ~np.isnan(history.values)
    apart = np.where(known, told - np.nan_to_num(history.values), np.nan)[1:]
    means = np.abs(np.nanmean(apart, axis=1)) if len(apart) else np.array([0.0])
    return float(means.mean()), float(np.sqrt(np.nanmean(apart**2))), float(told[-1].mean())
