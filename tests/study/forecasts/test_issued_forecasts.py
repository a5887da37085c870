from __future__ import annotations

from vs_sim.log.forecast_cases import ForecastCase, ForecastTask
from vs_sim.study.forecasts.issued_forecasts import other_people, pooled


def case(unit: str, person: str, amount: float) -> ForecastCase:
    return ForecastCase(unit, person, "persuadee", {}, {}, (), 0, (ForecastTask("donation", "end", 0, amount),))


def test_the_distribution_of_other_people_leaves_out_all_dialogues_of_the_person() -> None:
    cases = [case("1", "ann", 0.0), case("2", "ann", 2.0), case("3", "bob", 1.0), case("4", "cy", 0.5)]
    found = {one.unit: one.forecast for one in other_people(cases, {"1", "3"})}
    assert found == {"1": {1.0: 0.5, 0.5: 0.5}, "3": {0.0: 1 / 3, 2.0: 1 / 3, 0.5: 1 / 3}}


def test_somebody_without_others_has_no_such_forecast() -> None:
    assert list(other_people([case("1", "ann", 0.0)], {"1"})) == []


def test_repeated_answers_are_one_forecast() -> None:
    assert pooled([{0.0: 1.0}, {1.0: 1.0}, {1.0: 1.0}, {0.0: 0.5, 2.0: 0.5}]) == {0.0: 0.375, 1.0: 0.5, 2.0: 0.125}
