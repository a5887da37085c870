from __future__ import annotations

from pathlib import Path

import pytest
from rich.console import Console

import vs_sim as vs
from tests import forecasting
from tests.forecasting import PLAN, TALK
from vs_sim.report.terminal.forecast_tables import forecast_summary, forecast_tables, moment_words
from vs_sim.simulation.session import RunOptions
from vs_sim.study.forecasts.forecast_study import ForecastStudy


@pytest.fixture(scope="module")
def study(tmp_path_factory: pytest.TempPathFactory) -> ForecastStudy:
    folder: Path = tmp_path_factory.mktemp("forecast")
    people = forecasting.people(folder / "people")
    return vs.forecast(people, "persuasion_for_good", plan=PLAN, sets=TALK, options=RunOptions(out=folder / "f"))


def printed(study: ForecastStudy) -> str:
    console = Console(width=160, highlight=False)
    with console.capture() as capture:
        console.print(forecast_tables(study))
    return capture.get()


def test_the_tables_name_who_forecasts_the_rule_and_the_stand_in(study: ForecastStudy) -> None:
    text = printed(study)
    for words in ("no language model", "donation, after the last turn", "another person's forecast", "floor 0.05"):
        assert words in text


def test_other_people_are_not_compared_with_themselves(study: ForecastStudy) -> None:
    row = next(line for line in printed(study).splitlines() if "│ other people" in line)
    assert row.count("[") == 2


def test_the_summary_holds_scores_contrasts_and_calibration(study: ForecastStudy) -> None:
    found = forecast_summary(study)
    assert {"scores", "contrasts", "calibration", "rule"} <= found.keys()
    assert found["standin"] is True


def test_moments_are_said_in_words() -> None:
    assert [moment_words(moment) for moment in ("005", "end")] == ["after 5 exchanges", "after the last turn"]
