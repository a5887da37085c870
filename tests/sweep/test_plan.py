from __future__ import annotations

from typing import Any

import pytest
from pydantic import ValidationError

from vs_sim.sweep.plan import Range, Sampled, SweepPlan


def plan(**written: Any) -> SweepPlan:
    return SweepPlan.model_validate({"scenario": "persuasion_for_good", **written})


def test_what_is_varied_is_listed_once_in_the_order_written() -> None:
    found = plan(
        list=[{"set": {"a": 1, "b": 2}}, {"set": {"a": 2}}],
        grid={"c": [1, 2], "setting": {"x": {"d": 1, "b": 3}}},
        sample={"size": 2, "ranges": {"e": [0, 1]}},
    )
    assert found.varied == ("a", "b", "c", "d", "e")


def test_a_range_is_written_as_two_numbers() -> None:
    assert Range.model_validate([0.5, 2]) == Range(low=0.5, high=2)


@pytest.mark.parametrize(
    ("written", "words"),
    [([2, 1], "must be below"), ({"low": 0, "high": 1, "scale": "log"}, "above 0, not 0"), ([1, 2, 3], "valid dict")],
)
def test_a_range_that_is_none_is_refused(written: Any, words: str) -> None:
    with pytest.raises(ValidationError, match=words):
        Range.model_validate(written)


def test_a_sobol_sequence_is_told_the_next_sizes() -> None:
    with pytest.raises(ValidationError, match="power of 2 of points, 4 or 8; found 5"):
        Sampled.model_validate({"method": "sobol", "size": 5, "ranges": {"a": [0, 1]}})


@pytest.mark.parametrize("wrong", [{"grid": {"a": 1}}, {"grid": {"a": []}}, {"replicates": 0}, {"gird": {}}])
def test_a_slip_in_a_plan_is_refused(wrong: dict[str, Any]) -> None:
    with pytest.raises(ValidationError):
        plan(**wrong)
