from __future__ import annotations

import pytest

import vs_sim as vs
from tests.forecasting import PLAN, TALK
from vs_sim.errors import StudyError
from vs_sim.simulation.session import RunOptions
from vs_sim.study.forecasts.forecast_study import ForecastStudy


@pytest.fixture(scope="module")
def study(simulated: vs.Run, tmp_path_factory: pytest.TempPathFactory) -> ForecastStudy:
    options = RunOptions(out=tmp_path_factory.mktemp("f") / "run")
    return vs.forecast(simulated, "persuasion_for_good", plan=PLAN, sets=TALK, options=options)


def test_every_forecaster_is_scored_on_every_dialogue_and_moment(study: ForecastStudy) -> None:
    scores = study.scores
    assert set(scores.groupby(["moment", "forecaster"])["unit"].count()) == {6}
    early, late = (set(scores.loc[scores["moment"] == moment, "forecaster"]) for moment in ("000", "end"))
    assert late - early == {"ground truth"}
    assert {"own persona", "no persona", "shuffled persona", "direct", "logprobs", "other people"} <= early


def test_the_first_condition_is_set_against_all_others(study: ForecastStudy) -> None:
    assert set(study.contrasts["forecaster"]) == set(study.scores["forecaster"]) - {"own persona"}


def test_calibration_reliability_and_sensitivity_come_with_it(study: ForecastStudy) -> None:
    assert len(study.calibration) == len(study.scores.groupby(["moment", "forecaster"]))
    assert study.pit.groupby(["moment", "forecaster"])["share"].sum().to_numpy() == pytest.approx(1)
    assert {"stated", "occurred"} <= set(study.reliability)
    assert study.sensitivity["rule"].nunique() == 8


def test_a_run_without_forecasts_is_none(simulated: vs.Run) -> None:
    with pytest.raises(StudyError, match="holds no forecasts"):
        ForecastStudy(simulated)
