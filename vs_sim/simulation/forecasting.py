"""From a run of people and a scenario to a run that forecasts what each of these people does next."""

from __future__ import annotations

import tempfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from vs_sim.core.question import Choice, Question
from vs_sim.core.scenario import Scenario
from vs_sim.errors import StudyError, UnknownName
from vs_sim.llm.backend import BACKENDS
from vs_sim.log.forecast_cases import AT_END, CASES_FILE, ForecastCase, ForecastTask, write_cases
from vs_sim.log.run import Run
from vs_sim.log.run_folders import new_folder
from vs_sim.log.tables import LOG_FILE
from vs_sim.simulation.checking import Loaded
from vs_sim.simulation.cost_estimate import CostEstimate, expected_cost
from vs_sim.simulation.models_of_run import entries_of
from vs_sim.simulation.pipeline_validation import ground_truths
from vs_sim.simulation.session import RunOptions, begin_in, resume_run
from vs_sim.study.forecasts.human_cases import forecast_cases
from vs_sim.study.forecasts.next_steps import ACT, NextSteps, act_question
from vs_sim.world.kinds.forecast import ForecastCondition, ForecastScenario

OWN_PERSONA = "own persona"
"""The condition that asks as a simulation does: the person's own traits, the scenario's own method."""
LOGPROBS = "logprobs"
CONDITIONS: Mapping[str, ForecastCondition] = {
    OWN_PERSONA: ForecastCondition(),
    "no persona": ForecastCondition(personas="none"),
    "shuffled persona": ForecastCondition(personas="shuffled"),
    "direct": ForecastCondition(method=Choice(name="direct"), repeats=5),
    LOGPROBS: ForecastCondition(method=Choice(name=LOGPROBS)),
}
"""The ways of asking that are compared, by name."""


@dataclass(frozen=True)
class ForecastPlan:
    """What is forecast, of whom, and how.

    Attributes:
        dialogues: The most dialogues of people.
        after: Moments: numbers of exchanges held, or None for the end.
        act: The coding of turns whose kinds are forecast of the next turn; None for none.
        coder: Who coded.
        where: Facts of a dialogue with the values that are wanted.
        facts: Facts of a dialogue that a forecaster is told.
        conditions: Ways of asking by name; None for all of `CONDITIONS` that the models can give.
    """

    dialogues: int = 100
    after: tuple[int | None, ...] = (0, 5, None)
    act: str | None = None
    coder: str = "rules"
    where: Mapping[str, str] | None = None
    facts: tuple[str, ...] = ()
    conditions: Mapping[str, ForecastCondition] | None = None


@dataclass(frozen=True)
class PreparedForecast:
    """A forecast before it is run.

    Attributes:
        scenario: What will be run.
        cases: All dialogues of people that could be forecast, in order; the first are.
    """

    scenario: ForecastScenario
    cases: tuple[ForecastCase, ...]

    def write(self, folder: Path) -> None:
        """Write the file of cases that the scenario names."""
        write_cases(self.cases, folder / self.scenario.cases)

    def cost(self, window: int = 64) -> CostEstimate:
        """What the forecast will take."""
        with tempfile.TemporaryDirectory(prefix="vs_sim-") as folder:
            self.write(Path(folder))
            return expected_cost(self.scenario, Path(folder), window=window)


def prepare_forecast(people: Run, loaded: Loaded, plan: ForecastPlan) -> PreparedForecast:
    """What a forecast of a run of people asks.

    Args:
        people: An imported corpus, or a simulated run in its place.
        loaded: The scenario in whose words people's next steps are asked for.
        plan: What is forecast.

    Raises:
        StudyError: Run and scenario share no closed question, or nothing is left to forecast.
        UnknownName: A role, a fact, a coding or a condition is unknown.
    """
    scenario = loaded.scenario
    questions = _shared_questions(people, scenario)
    role = next((question.of for question in questions.values()), "") or list(people.scenario.roles)[-1]
    questions = {key: question for key, question in questions.items() if question.of == role}
    if plan.act:
        questions[ACT] = act_question(plan.act, role)
    if not questions:
        known = ", ".join(people.scenario.questions) or "none"
        raise StudyError(
            f"{loaded.path.name} asks no closed question that people were asked", hint=f"they were asked: {known}"
        )
    steps = NextSteps(
        questions, plan.after, plan.act, plan.coder, plan.where or {}, plan.facts, scenario.planned_exchanges
    )
    cases = tuple(with_truths(people, forecast_cases(people, steps, role, scenario.seed)))
    asked = {task.question for case in cases for task in case.tasks}
    kept = {key: question for key, question in questions.items() if key in asked}
    return PreparedForecast(_scenario(people, scenario, kept, plan, len(cases)), cases)


def with_truths(people: Run, cases: Sequence[ForecastCase]) -> list[ForecastCase]:
    """The cases with the exact distributions behind final numbers, where a stand-in took the place of people."""
    if not people.standin:
        return list(cases)
    known: dict[tuple[str, str], Mapping[float, float]] = {}
    for question in {task.question for case in cases for task in case.tasks if task.moment == AT_END}:
        if people.scenario.questions[question].final_number:
            names = people.answered_calls(question)
            truths = ground_truths(people, question)
            known |= {(name.split("/")[0], question): truth for name, truth in zip(names, truths, strict=True)}
    return [replace(case, tasks=tuple(_with_truth(case, task, known) for task in case.tasks)) for case in cases]


def _with_truth(
    case: ForecastCase, task: ForecastTask, known: Mapping[tuple[str, str], Mapping[float, float]]
) -> ForecastTask:
    truth = known.get((case.unit, task.question), {}) if task.moment == AT_END else {}
    return replace(task, truth=tuple(truth.items()))


def _shared_questions(people: Run, scenario: Scenario) -> dict[str, Question]:
    """The scenario's closed questions that people answered, too, asked privately and of everybody."""
    found = {}
    for key, question in scenario.questions.items():
        theirs = people.scenario.questions.get(key)
        if theirs is not None and (question.answer.numeric or question.answer.levels):
            found[key] = question.model_copy(update={"private": True, "only_if": {}, "when": "end"})
    return found


def _scenario(
    people: Run, scenario: Scenario, questions: dict[str, Question], plan: ForecastPlan, cases: int
) -> ForecastScenario:
    shared = {name: getattr(scenario, name) for name in Scenario.model_fields}
    roles = {}
    for name, role in scenario.roles.items():
        told = role.personas.model_copy(
            update={"population": None, "file": None, "participants": None, "csv": None, "segments": {}, "quota": {}}
        )
        roles[name] = role.model_copy(update={"personas": told.model_copy(update={"shuffled": False, "retest": 1})})
    own = {
        "kind": "forecast",
        "extends": None,
        "title": f"Forecasts of {people.title}: {scenario.title or scenario.kind}",
        "roles": roles,
        "personas": None,
        "questions": questions,
        "compare": {},
        "cases": CASES_FILE,
        "dialogues": min(plan.dialogues, cases),
        "conditions": plan.conditions or _possible(scenario, questions),
    }
    return ForecastScenario.model_validate(shared | own)


def _possible(scenario: Scenario, questions: Mapping[str, Question]) -> dict[str, ForecastCondition]:
    """The shipped ways of asking; logprobs only where every model gives them and all answers can be listed."""
    entries = entries_of(scenario)
    asked = {question.model or scenario.roles[question.of].model for question in questions.values()}
    scored = all(BACKENDS.get(entries[key].backend).scores for key in asked)
    listed = all(question.answer.spellings for question in questions.values())
    return {name: condition for name, condition in CONDITIONS.items() if name != LOGPROBS or (scored and listed)}


def named_conditions(names: str) -> dict[str, ForecastCondition]:
    """The shipped ways of asking that are named, separated by commas.

    Raises:
        UnknownName: One is unknown.
    """
    wanted = [name.strip() for name in names.split(",")]
    for name in wanted:
        if name not in CONDITIONS:
            raise UnknownName("condition", name, CONDITIONS)
    return {name: CONDITIONS[name] for name in wanted}


def run_forecast(loaded: Loaded, prepared: PreparedForecast, options: RunOptions) -> Run:
    """Run a forecast, or go on with it where its folder holds one.

    Raises:
        LogError: The folder holds another run.
        Paused: The run stopped early; it can be resumed.
        BudgetExceeded: The budget is spent; it can be resumed with a larger one.
    """
    folder = options.out or new_folder(Path("runs"), f"{loaded.path.stem}-forecast")
    if (folder / LOG_FILE).exists():
        return resume_run(folder, options)
    with tempfile.TemporaryDirectory(prefix="vs_sim-") as source:
        prepared.write(Path(source))
        return begin_in(folder, prepared.scenario, Path(source), replace(options, out=folder))
