from __future__ import annotations

import math
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from vs_sim.core.question import Question
from vs_sim.errors import StudyError
from vs_sim.study.forecasts.scoring_rule import (
    Cells,
    ScoringRule,
    brier,
    crps,
    expected_loss,
    log_score,
    mixed_in,
    pit_ends,
)


def cells(answer: Any, parts: int = 10) -> Cells:
    return Cells(Question(ask="?", answer=answer, of="person").answer, parts)


def test_nothing_has_a_cell_of_its_own_and_the_rest_is_cut_into_equal_parts() -> None:
    amount = cells({"amount": [0, 2]})
    assert [amount.of(value) for value in (0.0, 0.01, 0.2, 0.21, 1.0, 2.0)] == [0, 1, 1, 2, 5, 10]
    assert amount.count == 11


def test_a_short_range_has_a_cell_for_each_answer() -> None:
    assert cells({"amount": [0, 10], "step": 1}).count == 11
    assert cells({"scale": [1, 7]}).count == 7
    assert [cells({"scale": [1, 7]}).of(value) for value in (1.0, 4.0, 7.0)] == [0, 3, 6]
    assert cells({"options": ["yes", "no"]}).of("no") == 1
    assert cells({"amount": [0, 2]}, 0).count == 201


def test_an_answer_outside_the_list_has_the_floor_spread_over_the_cells() -> None:
    mixed = mixed_in(np.array([1.0, 0.0, 0.0, 0.0]), ScoringRule(floor=0.2))
    assert log_score(mixed, 2) == pytest.approx(math.log(0.2 / 4))
    assert log_score(mixed, 0) == pytest.approx(math.log(0.8 + 0.2 / 4))


def test_the_floor_may_be_spread_as_other_people_answer() -> None:
    people = np.array([0.0, 1.0, 0.0, 0.0])
    mixed = mixed_in(np.array([1.0, 0.0, 0.0, 0.0]), ScoringRule(floor=0.2, base="people"), people)
    assert mixed[1] == pytest.approx(0.2 * (0.99 + 0.01 / 4))
    assert np.all(mixed > 0)


@pytest.mark.parametrize("floor", [0.0, 1.0, -0.1])
def test_a_floor_lies_between_nothing_and_everything(floor: float) -> None:
    with pytest.raises(StudyError, match="floor"):
        ScoringRule(floor=floor)


shares = st.lists(st.floats(0.01, 1), min_size=3, max_size=3).map(lambda found: np.array(found) / sum(found))


@given(truth=shares, other=shares)
def test_no_forecast_is_expected_to_beat_the_truth(truth: Any, other: Any) -> None:
    assert expected_loss(truth, other) >= -1e-12
    expected = [sum(truth[at] * brier(forecast, at) for at in range(3)) for forecast in (truth, other)]
    assert expected[0] <= expected[1] + 1e-12


@given(forecast=shares, actual=st.floats(0, 2))
def test_crps_is_the_integral_over_the_squared_difference_of_the_curves(forecast: Any, actual: float) -> None:
    values = [0.0, 0.7, 2.0]
    x = np.linspace(-0.5, 2.5, 60_001)
    curve = sum(share * (x >= value) for value, share in zip(values, forecast, strict=True))
    integral = float(np.trapezoid((curve - (x >= actual)) ** 2, x))
    assert crps(dict(zip(values, forecast.tolist(), strict=True)), actual) == pytest.approx(integral, abs=1e-3)


def test_the_transform_of_an_answer_lies_between_less_and_at_most() -> None:
    assert pit_ends({0.0: 0.25, 1.0: 0.5, 2.0: 0.25}, 1.0) == (0.25, 0.75)
    assert pit_ends({0.0: 0.25, 1.0: 0.75}, 0.5) == (0.25, 0.25)
    assert pit_ends({"b": 0.5, "a": 0.5}, "a", ("b", "a")) == (0.5, 1.0)
