"""A run of forecasts as it is read: its scores, its calibration, and how far they depend on the rule."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from vs_sim.errors import StudyError
from vs_sim.study.forecasts import forecast_calibration, forecast_scores
from vs_sim.study.forecasts.issued_forecasts import IssuedForecast, forecasts_of
from vs_sim.study.forecasts.scoring_rule import ScoringRule

if TYPE_CHECKING:
    import pandas as pd

    from vs_sim.core.question import Question
    from vs_sim.log.run import Run


class ForecastStudy:
    """What the forecasts of a run are worth.

    Attributes:
        run: The run of kind `forecast`.
        rule: How log scores are made finite.

    Raises:
        StudyError: The run holds no forecasts.
    """

    def __init__(self, run: Run, rule: ScoringRule | None = None) -> None:
        if run.written_scenario["kind"] != "forecast":
            raise StudyError(f"{run.folder}: holds no forecasts", hint="make them with vs-sim forecast PEOPLE SCENARIO")
        self.run, self.rule = run, rule or ScoringRule()

    @property
    def questions(self) -> dict[str, Question]:
        """What was asked."""
        return dict(self.run.scenario.questions)

    @cached_property
    def issued(self) -> list[IssuedForecast]:
        """Every forecast, baselines included."""
        return forecasts_of(self.run)

    @cached_property
    def scores(self) -> pd.DataFrame:
        """One row per forecast; see `forecast_scores.score_forecasts`."""
        return forecast_scores.score_forecasts(self.issued, self.questions, self.rule)

    @cached_property
    def table(self) -> pd.DataFrame:
        """One row per question, moment, forecaster and score; see `forecast_scores.scored_by_forecaster`."""
        return forecast_scores.scored_by_forecaster(self.scores)

    @property
    def contrasts(self) -> pd.DataFrame:
        """By how much the first condition is better than each other forecaster; see `forecast_scores.ahead_of`."""
        return forecast_scores.ahead_of(self.scores, next(iter(self.run.written_scenario["conditions"])))

    @property
    def pit(self) -> pd.DataFrame:
        """The PIT histograms; see `forecast_calibration.pit_histogram`."""
        return forecast_calibration.pit_histogram(self.scores)

    @property
    def calibration(self) -> pd.DataFrame:
        """The tests of calibration; see `forecast_calibration.calibration_test`."""
        return forecast_calibration.calibration_test(self.scores)

    @property
    def reliability(self) -> pd.DataFrame:
        """Stated and observed shares; see `forecast_calibration.reliability`."""
        return forecast_calibration.reliability(self.issued, self.questions)

    @property
    def sensitivity(self) -> pd.DataFrame:
        """The log scores under other rules; see `forecast_scores.rule_sensitivity`."""
        return forecast_scores.rule_sensitivity(self.issued, self.questions)

    def __repr__(self) -> str:
        return f"ForecastStudy({str(self.run.folder)!r}, {self.run.state}, forecasts={len(self.issued)})"
