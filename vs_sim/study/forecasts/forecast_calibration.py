"""Whether stated probabilities happen as often as stated: the PIT histogram, its test, and reliability."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise
from typing import Any

import numpy as np
import pandas as pd
from scipy import stats

from vs_sim.core.question import Question
from vs_sim.study.comparison.calibration_bins import wilson_interval
from vs_sim.study.data.clustered_sample import Sample
from vs_sim.study.forecasts.forecast_scores import person_mean
from vs_sim.study.forecasts.issued_forecasts import IssuedForecast
from vs_sim.study.forecasts.scoring_rule import ForecastShares

PIT_BINS = 10
RELIABILITY_EDGES = (0.0, 0.05, 0.2, 0.4, 0.6, 0.8, 0.95, 1.0)


def pit_histogram(scores: pd.DataFrame) -> pd.DataFrame:
    """The histogram of the probability integral transform by question, moment and forecaster.

    The mass of each forecast is spread evenly between its probability of less than and of at most what occurred (the
    nonrandomised transform, Czado, Gneiting & Held 2009); a calibrated forecaster has a tenth in each bin.

    Columns: `question`, `moment`, `forecaster`, `bin` (0 to 9), `share`, `low`, `high`: 95%, persons resampled.
    """
    edges = np.linspace(0, 1, PIT_BINS + 1)
    rows = []
    for (question, moment, forecaster), mine in scores.groupby(["question", "moment", "forecaster"], sort=False):
        head = {"question": question, "moment": moment, "forecaster": forecaster}
        low, high = mine["low"].to_numpy(), mine["high"].to_numpy()
        people = mine["person"].tolist()
        below = np.array([_covered(low, high, edge) for edge in edges])
        for number, shares in enumerate(np.diff(below, axis=0)):
            found = person_mean(shares, people, "share")
            rows.append(head | {"bin": number, "share": found.value, "low": found.low, "high": found.high})
    return pd.DataFrame(rows)


def _covered(low: np.ndarray[Any, Any], high: np.ndarray[Any, Any], edge: float) -> np.ndarray[Any, Any]:
    """The share of each forecast's transform below an edge."""
    wide = np.where(high > low, high - low, 1.0)
    return np.where(high > low, np.clip((edge - low) / wide, 0.0, 1.0), (low < edge).astype(float) if edge < 1 else 1.0)


def calibration_test(scores: pd.DataFrame) -> pd.DataFrame:
    """Whether the randomised transform is uniform: the KS test over the first forecast of each person.

    Columns: `question`, `moment`, `forecaster`, `n` (persons), `distance` (KS, in [0, 1]), `p`.
    """
    rows = []
    for (question, moment, forecaster), mine in scores.groupby(["question", "moment", "forecaster"], sort=False):
        once = mine.drop_duplicates("person")["pit"].to_numpy()
        found = stats.kstest(once, "uniform")
        head = {"question": question, "moment": moment, "forecaster": forecaster}
        rows.append(head | {"n": len(once), "distance": float(found.statistic), "p": float(found.pvalue)})
    return pd.DataFrame(rows)


def reliability(issued: Sequence[IssuedForecast], questions: Mapping[str, Question]) -> pd.DataFrame:
    """Stated probability of an event beside how often it occurred, in bins of the probability.

    The event is any answer above the lowest, for numbers; for options each option is an event.

    Columns: `question`, `moment`, `forecaster`, `bin`, `n`, `stated` (mean), `occurred` (share), `low`, `high`: 95% by
    Wilson (1927), with as many answers as the persons behind them are worth.
    """
    pairs: dict[tuple[str, str, str], list[tuple[float, float, str]]] = {}
    for one in issued:
        place = (one.question, one.moment, one.forecaster)
        found = _events(one.forecast, one.actual, questions[one.question])
        pairs.setdefault(place, []).extend((stated, occurred, one.person) for stated, occurred in found)
    rows = []
    for (question, moment, forecaster), mine in pairs.items():
        table = pd.DataFrame(mine, columns=["stated", "occurred", "person"])
        for low, high in pairwise(RELIABILITY_EDGES):
            within = table[(table["stated"] >= low) & ((table["stated"] < high) | (high == 1.0))]
            if len(within):
                sample = Sample(within["occurred"].to_numpy(), within["person"].tolist())
                share = float(sample.numbers.mean())
                ends = wilson_interval(round(share * sample.effective_n), sample.effective_n)
                head = {"question": question, "moment": moment, "forecaster": forecaster, "bin": f"{low:g} to {high:g}"}
                figures = {"n": len(within), "stated": float(within["stated"].mean()), "occurred": share}
                rows.append(head | figures | {"low": ends[0], "high": ends[1]})
    return pd.DataFrame(rows)


def _events(forecast: ForecastShares, actual: float | str, question: Question) -> Iterator[tuple[float, float]]:
    """Stated probability and whether it occurred, for every event."""
    if question.answer.numeric and question.answer.span is not None:
        lowest = question.answer.span[0]
        above = [share for value, share in forecast.items() if float(value) > lowest]
        yield min(math.fsum(above), 1.0), float(float(actual) > lowest)
        return
    for level in question.answer.levels:
        yield forecast.get(level, 0.0), float(actual == level)
