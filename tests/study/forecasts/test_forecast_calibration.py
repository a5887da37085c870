from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

from tests.study.forecasts.known_population import QUESTIONS, issued, laws, row, sharpened
from vs_sim.core.question import Question
from vs_sim.study.forecasts.forecast_calibration import calibration_test, pit_histogram, reliability
from vs_sim.study.forecasts.forecast_scores import score_forecasts
from vs_sim.study.forecasts.issued_forecasts import TRUTH, IssuedForecast


@pytest.fixture(scope="module")
def found() -> list[IssuedForecast]:
    rng = np.random.default_rng(1)
    return issued(laws(300, rng), rng, sharp=sharpened)


def test_the_truth_is_calibrated_and_a_sharpened_forecast_is_not(found: list[IssuedForecast]) -> None:
    tested = calibration_test(score_forecasts(found, QUESTIONS))
    assert row(tested, forecaster=TRUTH)["p"] > 0.05
    assert row(tested, forecaster="sharp")["p"] < 0.001


def test_the_transform_of_the_truth_is_uniform_over_many_studies() -> None:
    rng = np.random.default_rng(7)
    tested = [calibration_test(score_forecasts(issued(laws(40, rng), rng), QUESTIONS)) for _ in range(20)]
    p = [row(each, forecaster=TRUTH)["p"] for each in tested]
    assert 0.25 < np.mean(p) < 0.75
    assert sum(each < 0.05 for each in p) <= 3


def test_the_histogram_of_the_truth_has_a_tenth_in_each_bin(found: list[IssuedForecast]) -> None:
    histogram = pit_histogram(score_forecasts(found, QUESTIONS))
    shares = histogram[histogram["forecaster"] == TRUTH]
    assert shares["share"].sum() == pytest.approx(1)
    assert ((shares["low"] <= 0.1) & (shares["high"] >= 0.1)).mean() >= 0.8


def test_a_certain_forecast_that_is_right_is_spread_over_all_bins_and_a_wrong_one_lies_in_one() -> None:
    one = IssuedForecast("1", "a", "gift", "end", "sure", {1.0: 1.0}, 1.0)
    other = IssuedForecast("2", "b", "gift", "end", "off", {1.0: 1.0}, 2.0)
    histogram = pit_histogram(score_forecasts([one, other], QUESTIONS))
    shares = {name: histogram.loc[histogram["forecaster"] == name, "share"].tolist() for name in ("sure", "off")}
    assert shares["sure"] == pytest.approx([0.1] * 10)
    assert shares["off"] == pytest.approx([0.0] * 9 + [1.0])


def test_what_the_truth_states_occurs_as_often(found: list[IssuedForecast]) -> None:
    rows = reliability(found, QUESTIONS)
    mine = rows[(rows["forecaster"] == TRUTH) & (rows["n"] >= 20)]
    assert len(mine) >= 3
    assert ((mine["low"] <= mine["stated"]) & (mine["stated"] <= mine["high"])).all(), mine


def test_options_are_events_of_their_own() -> None:
    asked = {"act": Question.model_validate({"ask": "?", "answer": {"options": ["a", "b"]}, "of": "x"})}
    rows = reliability([IssuedForecast("1", "p", "act", "000", "m", {"a": 0.9, "b": 0.1}, "b")], asked)
    assert rows[["stated", "occurred"]].to_numpy().tolist() == [[0.1, 1.0], [0.9, 0.0]]
    assert isinstance(rows, pd.DataFrame)
