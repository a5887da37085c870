"""The forecasts of a run, with those that need no model: of other people, of another dialogue, of nobody."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from vs_sim.log.forecast_cases import ForecastCase, ForecastTask, read_cases
from vs_sim.log.redraw import all_draws
from vs_sim.log.run import Run
from vs_sim.study.forecasts.scoring_rule import ForecastShares, OneAnswer

TRUTH, PEOPLE, ELSEWHERE = "ground truth", "other people", "another person's forecast"
"""Forecasters that ask no model."""


@dataclass(frozen=True)
class IssuedForecast:
    """One forecast of what one person does.

    Attributes:
        unit: The dialogue, by its name among the people.
        person: Who.
        question: What is forecast.
        moment: When.
        forecaster: Who forecasts: a condition of the run, or one that asks no model.
        forecast: Answer to probability.
        actual: What the person did.
    """

    unit: str
    person: str
    question: str
    moment: str
    forecaster: str
    forecast: ForecastShares
    actual: OneAnswer

    @property
    def place(self) -> tuple[str, str]:
        """What is forecast, and when."""
        return self.question, self.moment


def forecasts_of(run: Run) -> list[IssuedForecast]:
    """All forecasts of a run of kind `forecast`, and the baselines of the same people.

    The answers of repeated asking are pooled: the forecast is the mean of their distributions.
    """
    cases = read_cases(run.folder / run.written_scenario["cases"])
    asked = list(_asked(run, cases))
    first = next(iter(run.written_scenario["conditions"]))
    used = {one.unit for one in asked}
    return [
        *_truths(cases, used),
        *asked,
        *_elsewhere([one for one in asked if one.forecaster == first]),
        *other_people(cases, used),
    ]


def _asked(run: Run, cases: Sequence[ForecastCase]) -> Iterator[IssuedForecast]:
    found: dict[tuple[str, str, str, str], list[ForecastShares]] = {}
    for one in all_draws(run.log):
        unit, moment, condition, _, _, question = one.name.split("/")
        shares = one.draw.distribution.selection_probabilities(one.draw.select)
        answers: Counter[OneAnswer] = Counter()
        for candidate, share in zip(one.draw.distribution.candidates, shares, strict=True):
            answers[candidate.text if candidate.value is None else candidate.value] += share  # type: ignore[assignment]  # shares are no whole numbers
        found.setdefault((unit, moment, condition, question), []).append(answers)
    for name in run.written_scenario["conditions"]:
        for number, case in enumerate(cases):
            for task in case.tasks:
                issued = found.get((f"{number:06d}", task.moment, name, task.question))
                if issued:
                    yield _issued(case, task, name, pooled(issued))


def _issued(case: ForecastCase, task: ForecastTask, forecaster: str, forecast: ForecastShares) -> IssuedForecast:
    return IssuedForecast(case.unit, case.person, task.question, task.moment, forecaster, forecast, task.actual)


def pooled(forecasts: Sequence[ForecastShares]) -> dict[OneAnswer, float]:
    """The mean of distributions."""
    mean: dict[OneAnswer, float] = {}
    for forecast in forecasts:
        for value, share in forecast.items():
            mean[value] = mean.get(value, 0.0) + share / len(forecasts)
    return mean


def _truths(cases: Sequence[ForecastCase], used: set[str]) -> Iterator[IssuedForecast]:
    for case in cases:
        for task in case.tasks:
            if case.unit in used and task.truth:
                yield _issued(case, task, TRUTH, dict(task.truth))


def _elsewhere(asked: Sequence[IssuedForecast]) -> Iterator[IssuedForecast]:
    """Each forecast scored against another person: the next in order who is somebody else."""
    by_place: dict[tuple[str, str], list[IssuedForecast]] = {}
    for one in asked:
        by_place.setdefault(one.place, []).append(one)
    for together in by_place.values():
        for at, one in enumerate(together):
            others = (together[(at + step) % len(together)] for step in range(1, len(together)))
            other = next((each for each in others if each.person != one.person), None)
            if other is not None:
                yield replace(one, forecaster=ELSEWHERE, forecast=other.forecast)


def other_people(cases: Sequence[ForecastCase], used: set[str]) -> Iterator[IssuedForecast]:
    """What all other people did at the same moment: every dialogue of other persons counts once.

    Args:
        cases: All dialogues of people, also those that no model was asked about.
        used: The dialogues to forecast, by name.
    """
    everybody: dict[tuple[str, str], Counter[OneAnswer]] = {}
    own: dict[tuple[str, str, str], Counter[OneAnswer]] = {}
    for case in cases:
        for task in case.tasks:
            everybody.setdefault((task.question, task.moment), Counter())[task.actual] += 1
            own.setdefault((task.question, task.moment, case.person), Counter())[task.actual] += 1
    for case in cases:
        for task in case.tasks:
            place = task.question, task.moment
            others = everybody[place] - own[*place, case.person]
            if case.unit in used and others:
                yield _issued(case, task, PEOPLE, _shares(others))


def _shares(counts: Mapping[OneAnswer, int]) -> dict[OneAnswer, float]:
    total = sum(counts.values())
    return {value: count / total for value, count in counts.items()}
