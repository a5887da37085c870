"""The law by which minds change: P(change) = a + b × (share of those heard who differ), from stated probabilities.

An answer with probabilities says how likely a change was; a draw says whether there was one. Both estimate the same law
at the same cost, so that the variance that probabilities save is seen. The law is one of answers to a situation: its
interval comes from persons, all rounds of a person together. What a society does as a whole is another matter: there
a network is one observation.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Literal, get_args

import numpy as np
import pandas as pd
from scipy import stats

from vs_sim.errors import StudyError
from vs_sim.study.data.ecdf import Floats
from vs_sim.study.data.estimate import NAN, Estimate
from vs_sim.study.society.heard_stances import heard_stances
from vs_sim.study.society.opinion_history import Integers, OpinionHistory

AnswerSource = Literal["stated", "drawn"]
SOURCES: tuple[str, ...] = get_args(AnswerSource)
_FEWEST_PERSONS = 3


@dataclass(frozen=True)
class ConformityLaw:
    """P(change) as a line, and the drift of those whom nobody contradicts.

    Attributes:
        source: `stated` or `drawn`.
        base: a, P(change) where nobody differs.
        slope: b, how much it grows until everybody differs.
        bias: P(up) − P(down) where nobody differs, not counting the ends of the scale.
        curve: One row per share that occurred: `share`, `change` (mean over persons), `answers`, `persons`.
    """

    source: AnswerSource
    base: Estimate
    slope: Estimate
    bias: Estimate
    curve: pd.DataFrame


def conformity_law(histories: Sequence[OpinionHistory], source: str = "stated") -> ConformityLaw:
    """The law of one society or of several, whose persons then count together.

    Every person has the same weight, however often they were asked, so that the slope is the mean over persons of
    their own where all hear alike shares.

    Args:
        histories: One or more societies.
        source: `stated`: P(change) is 1 less the stated probability of the stance before; `drawn`: 0 or 1.

    Raises:
        StudyError: The source is neither.
    """
    if source not in SOURCES:
        raise StudyError(f"conformity is measured from {' or '.join(SOURCES)} answers, found {source!r}")
    rows = pd.concat([_rows(history, source, at) for at, history in enumerate(histories)], ignore_index=True)
    base, slope = _line(rows)
    alone = rows[(rows["share"] == 0) & rows["inside"]]
    bias = _mean(alone["drift"].to_numpy(), alone["person"].to_numpy())
    curve = rows.groupby(["share", "person"])["change"].agg(["mean", "size"]).reset_index()
    curve = curve.groupby("share").agg(change=("mean", "mean"), answers=("size", "sum"), persons=("mean", "size"))
    return ConformityLaw(
        "stated" if source == "stated" else "drawn",
        replace(base, name="P(change) where nobody differs", of=source),
        replace(slope, name="conformity", of=source),
        replace(bias, name="conformity_bias", of=source),
        curve.reset_index(),
    )


def law_of_persons(history: OpinionHistory) -> pd.DataFrame:
    """Every answer that the law is fitted to: `person`, `share`, `change` as stated and `drawn`."""
    stated, drawn = _rows(history, "stated", 0), _rows(history, "drawn", 0)
    return stated[["person", "share", "change"]].assign(drawn=drawn["change"])


def _rows(history: OpinionHistory, source: str, society: int) -> pd.DataFrame:
    """One row per answer of a model: who, the share heard that differs, P(change), P(up) − P(down)."""
    heard = heard_stances(history, alone=True)
    last = history.shares.shape[2] - 1
    place = np.clip(np.floor(heard.before - history.scale[0] + 0.5).astype(int), 0, last)
    if source == "stated":
        shares = history.shares[heard.round, heard.person]
    else:
        now = np.clip(np.floor(heard.value - history.scale[0] + 0.5).astype(int), 0, last)
        shares = np.eye(last + 1)[now]
    below = np.where(np.arange(last + 1) < place[:, None], shares, 0.0).sum(axis=1)
    above = np.where(np.arange(last + 1) > place[:, None], shares, 0.0).sum(axis=1)
    frame = {
        "person": society * len(history.units) + heard.person,
        "share": heard.share,
        "change": below + above,
        "drift": above - below,
        "inside": (place > 0) & (place < last),
    }
    return pd.DataFrame(frame)[~heard.ruled]


def _line(rows: pd.DataFrame) -> tuple[Estimate, Estimate]:
    """Intercept and slope by least squares, persons weighted alike, with intervals clustered by person."""
    person = rows["person"].to_numpy()
    blank = _counted(len(rows), len(np.unique(person)))
    if blank.personas < _FEWEST_PERSONS or rows["share"].nunique() < 2:
        return blank, blank
    design = np.stack([np.ones(len(rows)), rows["share"].to_numpy()], axis=1)
    codes: Integers = np.unique(person, return_inverse=True)[1]
    weights = 1.0 / np.bincount(codes)[codes]
    squares, products = _sums(design, rows["change"].to_numpy(), weights, codes)
    found = np.linalg.solve(squares.sum(axis=0), products.sum(axis=0))
    spread = _jackknifed(squares, products)
    base, slope = (_estimated(blank, float(found[at]), float(spread[at])) for at in (0, 1))
    return base, slope


def _sums(design: Floats, wanted: Floats, weights: Floats, codes: Integers) -> tuple[Floats, Floats]:
    """Of each person the sums of squares and of products of a regression: shapes (g, 2, 2) and (g, 2)."""
    weighted = weights[:, None] * design
    each = [
        np.bincount(codes, column).astype(float)
        for column in (weighted[:, :, None] * design[:, None, :]).reshape(-1, 4).T
    ]
    with_wanted = [np.bincount(codes, column * wanted) for column in weighted.T]
    return np.stack(each, axis=1).reshape(-1, 2, 2), np.stack(with_wanted, axis=1)


def _jackknifed(squares: Floats, products: Floats) -> Floats:
    """The variances of both coefficients by leaving out each person (CR3 of Bell & McCaffrey 2002), shape (2,)."""
    left = squares.sum(axis=0) - squares, products.sum(axis=0) - products
    usable = np.abs(np.linalg.det(left[0])) > 1e-12
    without = np.linalg.solve(left[0][usable], left[1][usable][:, :, None])[:, :, 0]
    groups = len(without)
    apart = without - without.mean(axis=0)
    return np.asarray((groups - 1) / groups * (apart**2).sum(axis=0), dtype=np.float64)


def _mean(values: Floats, persons: Floats) -> Estimate:
    """The mean over persons of their means, with its interval."""
    codes = np.unique(persons, return_inverse=True)[1]
    blank = _counted(len(values), len(np.unique(persons)))
    if blank.personas < _FEWEST_PERSONS:
        return blank
    own = np.bincount(codes, values) / np.bincount(codes)
    return _estimated(blank, float(own.mean()), float(own.var(ddof=1) / len(own)))


def _counted(answers: int, persons: int) -> Estimate:
    return Estimate("", "", NAN, n=answers, personas=persons)


def _estimated(blank: Estimate, value: float, variance: float) -> Estimate:
    reach = float(stats.t.ppf(0.975, blank.personas - 1)) * math.sqrt(max(variance, 0.0))
    return replace(blank, value=value, low=value - reach, high=value + reach)
