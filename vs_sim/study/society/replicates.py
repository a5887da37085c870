"""Measures of societies over replicates: one network is one observation, and only several have an interval."""

from __future__ import annotations

import warnings
from collections.abc import Sequence

import numpy as np
import pandas as pd
from scipy import stats

from vs_sim.log.run import Run
from vs_sim.study.data.ecdf import Floats
from vs_sim.study.data.estimate import NAN, Estimate
from vs_sim.study.measure import Measure, find_measure
from vs_sim.study.society.opinion_history import STANCE_QUESTION, OpinionHistory, opinion_history

ONE_NETWORK = "n = 1 network, no interval: repeat it in a sweep with replicates"
BY_ROUND = ("measure", "round", "n", "value", "low", "high")


def over_networks(values: Floats) -> tuple[Floats, Floats, Floats, Floats]:
    """How many networks are known, their mean, and the ends of its 95% interval by Student's t.

    Args:
        values: One row per network, shape (r, …); NaN was not measured.

    Returns:
        Each of shape (…); the ends are NaN for fewer than two networks.
    """
    n = (~np.isnan(values)).sum(axis=0)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", RuntimeWarning)  # nothing was measured: NaN
        mean, spread = np.nanmean(values, axis=0), np.nanstd(values, axis=0, ddof=1)
        reach = stats.t.ppf(0.975, np.maximum(n - 1, 1)) * spread / np.sqrt(n)
    reach = np.where(n > 1, reach, np.nan)
    return n, mean, mean - reach, mean + reach


def by_round(histories: Sequence[OpinionHistory], names: Sequence[str]) -> pd.DataFrame:
    """Measures in each round over the networks of one setting.

    Columns: `measure`, `round` (0 is before the first; missing for a measure of all rounds together), `n` (networks),
    `value` (their mean), `low` and `high` (95%, Student's t over networks; NaN for one network).
    """
    rows: list[tuple[object, ...]] = []
    for name in names:
        measure = find_measure(name)
        found = np.array([measure.of(history) for history in cut(histories)], dtype=np.float64)
        figures = over_networks(found)
        if found.ndim == 1:
            rows.append((name, None, *(figure.item() for figure in figures)))
        else:
            rows += [(name, at, *(figure[at].item() for figure in figures)) for at in range(found.shape[1])]
    return pd.DataFrame(rows, columns=list(BY_ROUND)).astype({"round": "Int64", "n": "Int64"})


def cut(histories: Sequence[OpinionHistory]) -> list[OpinionHistory]:
    """The histories up to the last round that all of them have.

    Raises:
        ValueError: There is none, or their scales differ.
    """
    if not histories or len({history.scale for history in histories}) > 1:
        raise ValueError("replicates have one scale, and there is at least one")
    return [history.until(min(history.rounds for history in histories)) for history in histories]


def estimate_networks(runs: Sequence[Run], name: str) -> Estimate:
    """One measure after the last round, over the runs of one setting that differ in their seeds.

    Raises:
        StudyError: A run is no society, or the measure takes other arguments.
        UnknownName: There is no such measure.
    """
    measure = find_measure(name)
    histories = cut([opinion_history(run) for run in runs])
    n, mean, low, high = (figure.item() for figure in over_networks(_last(measure, histories)))
    people = sum(len(history.units) for history in histories)
    note = ONE_NETWORK if len(runs) == 1 else f"{int(n)} networks; 95% by Student's t over networks"
    ends = (NAN, NAN) if np.isnan(low) else (low, high)
    return Estimate(name, STANCE_QUESTION, mean, *ends, n=int(n), personas=people, note=note)


def _last(measure: Measure, histories: Sequence[OpinionHistory]) -> Floats:
    return np.array([np.ravel(measure.of(history))[-1] for history in histories], dtype=np.float64)
