"""Where everybody on a network stood in every round, as arrays: what all measures of a society are computed from."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd

from vs_sim.errors import StudyError
from vs_sim.log.run import Run
from vs_sim.study.data.ecdf import Floats

Integers = npt.NDArray[np.int64]
STANCE_QUESTION = "stance"
"""The question that everybody is asked before the first round and after each."""
_BY_ROUND = ("values", "means", "variances", "entropies", "shares")
SAME_POINT = 0.5
"""Stances nearer than this are the same point of the scale."""


@dataclass(frozen=True, eq=False)
class OpinionHistory:
    """The stances of n people over T rounds on a scale of K points, and who listened to whom.

    Attributes:
        units: The name of each person.
        scale: The lowest and the highest point.
        rules: Whether each person follows an opinion rule, shape (n,).
        values: Stances as drawn, on the scale, shape (T + 1, n); row 0 is before the first round, NaN is not known.
        means: Means of the stated distributions, shape (T + 1, n).
        variances: Their variances, shape (T + 1, n); 0 for rules.
        entropies: Their entropies in bits, shape (T + 1, n).
        shares: Stated probabilities of the points, shape (T + 1, n, K); NaN where none were stated.
        ties: Who listens to whom, shape (m, 2): listener, speaker; an undirected tie has two rows.
        weights: Of the ties, shape (m,).
        heard: Who heard whom in a talk, shape (q, 3): round (from 1), listener, speaker.
    """

    units: tuple[str, ...]
    scale: tuple[float, float]
    rules: npt.NDArray[np.bool_]
    values: Floats
    means: Floats
    variances: Floats
    entropies: Floats
    shares: Floats
    ties: Integers
    weights: Floats
    heard: Integers

    @property
    def rounds(self) -> int:
        """T, the rounds after the first asking."""
        return len(self.values) - 1

    @property
    def length(self) -> float:
        """From the lowest to the highest point."""
        return self.scale[1] - self.scale[0]

    @cached_property
    def opinions(self) -> Floats:
        """Stances as drawn in [0, 1], shape (T + 1, n)."""
        return np.asarray((self.values - self.scale[0]) / self.length, dtype=np.float64)

    @cached_property
    def known(self) -> Floats:
        """The last stance that is known of each person in each round, on the scale, shape (T + 1, n)."""
        return np.asarray(pd.DataFrame(self.values).ffill().to_numpy(), dtype=np.float64)

    @cached_property
    def points(self) -> Integers:
        """Stances as drawn, as points of the scale counted from 0, shape (T + 1, n); -1 is not known."""
        placed = np.floor(self.values - self.scale[0] + SAME_POINT)
        return np.where(np.isnan(placed), -1, placed).astype(np.int64)

    def until(self, last: int) -> OpinionHistory:
        """The same society up to a round."""
        if last == self.rounds:
            return self
        by_round = {name: getattr(self, name)[: last + 1] for name in _BY_ROUND}
        return replace(self, **by_round, heard=self.heard[self.heard[:, 0] <= last])

    def neighbour_means(self, opinions: Floats) -> Floats:
        """The weighted mean opinion of those whom each listens to, shape (n,); NaN without any.

        Args:
            opinions: Of each person, shape (n,); NaN is not known and does not count.
        """
        listener, speaker = self.ties.T
        counted = np.where(np.isnan(opinions[speaker]), 0.0, self.weights)
        total = np.bincount(listener, counted, len(self.units))
        summed = np.bincount(listener, counted * np.nan_to_num(opinions[speaker]), len(self.units))
        blank = np.full(len(total), np.nan)
        return np.asarray(np.divide(summed, total, out=blank, where=total > 0), dtype=np.float64)


def certain_history(
    values: Sequence[Any] | Floats,
    scale: tuple[float, float] = (1.0, 7.0),
    ties: Sequence[tuple[int, int]] = (),
    heard: Sequence[tuple[int, int, int]] = (),
) -> OpinionHistory:
    """A society of people who state one stance without a doubt, as rules do.

    Args:
        values: Stances on the scale, shape (T + 1, n); NaN is not known.
        scale: The lowest and the highest point.
        ties: Undirected, each once, of weight 1.
        heard: Who heard whom: round (from 1), listener, speaker.
    """
    held = np.asarray(values, dtype=np.float64)
    points = round(scale[1] - scale[0]) + 1
    placed = np.clip(np.floor(np.nan_to_num(held - scale[0]) + SAME_POINT).astype(int), 0, points - 1)
    both = [*ties, *((other, one) for one, other in ties)]
    zero, ends = np.zeros(held.shape), np.array(both, dtype=np.int64).reshape(-1, 2)
    return OpinionHistory(
        tuple(f"{at:06d}" for at in range(held.shape[1])), scale, np.zeros(held.shape[1], dtype=bool), held, held,
        zero, zero, np.eye(points)[placed], ends, np.ones(len(ends)), np.array(heard, dtype=np.int64).reshape(-1, 3),
    )  # fmt: skip


def opinion_history(run: Run) -> OpinionHistory:
    """The history of a run in which everybody is asked where they stand before the first round and after each.

    Raises:
        StudyError: It is no such run, or nobody has answered yet.
    """
    question = run.scenario.questions.get(STANCE_QUESTION)
    stances = run.stances
    if question is None or question.answer.span is None or stances.empty:
        raise StudyError(f"{run.folder}: nobody is asked in rounds where they stand", hint="kind opinion asks so")
    low, high = question.answer.span
    units = tuple(sorted(stances["unit"].unique()))
    number = {unit: at for at, unit in enumerate(units)}
    shape = (int(stances["round"].max()) + 1, len(units))
    rows, columns = stances["round"].to_numpy(), stances["unit"].map(number).to_numpy()
    filled = {name: np.full(shape, np.nan) for name in ("value", "mean", "variance", "entropy")}
    for name, array in filled.items():
        array[rows, columns] = stances[name].to_numpy(dtype=float)
    shares = np.full((*shape, round(high - low) + 1), np.nan)
    rules = np.zeros(len(units), dtype=bool)
    rules[columns] = stances["rule"].to_numpy(dtype=bool)
    for at, who, stated in zip(rows, columns, stances["probabilities"], strict=True):
        if not rules[who]:
            shares[at, who] = 0.0
            for point, share in stated.items():
                shares[at, who, min(max(round(point - low), 0), shares.shape[2] - 1)] += share
    ties = run.ties[run.ties["source"].isin(units) & run.ties["target"].isin(units)]
    ends = np.stack([ties["target"].map(number), ties["source"].map(number)], axis=1).astype(np.int64)
    return OpinionHistory(
        units, (low, high), rules, filled["value"], filled["mean"], filled["variance"], filled["entropy"], shares,
        ends.reshape(-1, 2), ties["weight"].to_numpy(dtype=float), _heard(run, number),
    )  # fmt: skip


def _heard(run: Run, number: Mapping[str, int]) -> Integers:
    """Everybody hears everybody else of a talk that did not break off."""
    each = int(run.written_scenario.get("exchanges") or 1)
    rows = []
    for at, speakers, turns in run.talks[["round", "speakers", "turns"]].itertuples(index=False):
        people = [number[unit] for unit in speakers.split() if unit in number]
        if turns >= each * len(people):
            rows += [(at, one, other) for one in people for other in people if one != other]
    return np.array(rows, dtype=np.int64).reshape(-1, 3)
