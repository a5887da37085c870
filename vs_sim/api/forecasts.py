"""Forecasts: what each of these real people does next, as a model states it, scored against what they did."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from vs_sim.log.run import Run
from vs_sim.simulation.checking import load_scenario
from vs_sim.simulation.cost_estimate import CostEstimate
from vs_sim.simulation.forecasting import ForecastPlan, prepare_forecast, run_forecast
from vs_sim.simulation.progress import on_stderr
from vs_sim.simulation.session import RunOptions
from vs_sim.study.forecasts.forecast_study import ForecastStudy
from vs_sim.study.forecasts.scoring_rule import ScoringRule


def forecast(
    people: Run | str | Path,
    scenario: str | Path = "",
    *,
    plan: ForecastPlan | None = None,
    sets: Sequence[str] = (),
    options: RunOptions | None = None,
    rule: ScoringRule | None = None,
) -> ForecastStudy:
    """Forecast what each person of a run of people does next, and score the forecasts; the same call goes on with it.

    Args:
        people: An imported corpus, a simulated run in its place, or a run of forecasts that is only to be read.
        scenario: In whose words, by whose models and methods the next steps are asked for; empty to read.
        plan: What is forecast, of whom, and how it is asked.
        sets: Changes to the scenario, each `path=value`.
        options: How the run is carried out; by default in a new folder under `runs/`, with a progress bar.
        rule: How log scores are made finite; by default the declared one.

    Raises:
        StudyError: Run and scenario share no closed question, or nothing is left to forecast.
        ScenarioError: The scenario has faults; all of them are named.
        Paused: The run was paused and can be resumed.
    """
    run = people if isinstance(people, Run) else Run(people)
    if scenario:
        loaded = load_scenario(scenario, sets)
        prepared = prepare_forecast(run, loaded, plan or ForecastPlan())
        run = run_forecast(loaded, prepared, options or RunOptions(progress=on_stderr()))
    return ForecastStudy(run, rule)


def forecast_cost(
    people: Run | str | Path, scenario: str | Path, *, plan: ForecastPlan | None = None, sets: Sequence[str] = ()
) -> CostEstimate:
    """What a forecast will take, before anything is spent; as `forecast` is asked for it.

    Raises:
        StudyError: Run and scenario share no closed question, or nothing is left to forecast.
        ScenarioError: The scenario has faults; all of them are named.
    """
    run = people if isinstance(people, Run) else Run(people)
    return prepare_forecast(run, load_scenario(scenario, sets), plan or ForecastPlan()).cost()
