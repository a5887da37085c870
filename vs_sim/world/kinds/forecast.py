"""Real dialogues up to a turn: what does this very person do next? Several ways of asking, side by side."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Literal

from pydantic import Field, field_validator

from vs_sim.core.persona import Persona
from vs_sim.core.question import Choice
from vs_sim.core.scenario import Scenario
from vs_sim.core.strict_model import Strict
from vs_sim.elicitation.prompts.templates import Wording
from vs_sim.errors import Unanswered
from vs_sim.llm.flow import Flow, Join, Spawn
from vs_sim.log.forecast_cases import AT_END, ForecastCase, ForecastTask, read_cases
from vs_sim.world.conversation import PublicTranscript
from vs_sim.world.dialogue import closed
from vs_sim.world.kind import KINDS, Encounter, Kind, Outcome
from vs_sim.world.role_player import DialogueMoment, speakers


class ForecastCondition(Strict):
    """One way of asking for a forecast."""

    personas: Literal["own", "none", "shuffled"] = Field(
        default="own", description="what is said of the person: their own traits, nothing, or those of another person"
    )
    method: Choice | None = Field(default=None, description="where it differs from the question's and the role's")
    repeats: int = Field(
        default=1, ge=1, le=100, description="times each forecast is asked for; the answers are pooled"
    )


class ForecastScenario(Scenario):
    """Forecasts of real dialogues; `vs-sim forecast` writes it."""

    cases: str = Field(description="the file of real dialogues, as vs-sim forecast makes it")
    dialogues: int = Field(default=100, ge=1, le=1_000_000, description="dialogues whose next step is forecast")
    conditions: dict[str, ForecastCondition] = Field(min_length=1, description="ways of asking, by name")

    @field_validator("conditions")
    @classmethod
    def _named(cls, conditions: dict[str, ForecastCondition]) -> dict[str, ForecastCondition]:
        for name in conditions:
            if "/" in name or not name.strip():
                raise ValueError(f"the name {name!r} of a condition may not be blank or hold a slash")
        return conditions

    @property
    def files(self) -> list[str]:
        """The files that it names."""
        return [*super().files, self.cases]


def _persona(case: ForecastCase, condition: ForecastCondition, encounter: Encounter) -> Persona:
    """What a forecaster is told of the person."""
    source = encounter.scenario.roles[case.role].personas
    traits = {"own": case.traits, "none": {}, "shuffled": case.stranger}[condition.personas]
    told = traits if source.tell is None else {name: traits[name] for name in source.tell if name in traits}
    return Persona(case.person, dict(told), f"{condition.personas} traits", source.style)


def _asked(encounter: Encounter, case: ForecastCase) -> Iterator[Flow[None]]:
    """One flow for every forecast of a dialogue."""
    scenario: ForecastScenario = encounter.scenario
    wording = Wording.of(scenario.prompts)
    for name, condition in scenario.conditions.items():
        personas = {**encounter.personas, case.role: _persona(case, condition, encounter)}
        speaker = speakers(replace(encounter, personas=personas))[case.role]
        for task in case.tasks:
            question = scenario.questions[task.question]
            question = question.model_copy(update={"method": condition.method or question.method})
            lines = _heard(case, task)
            for number in range(condition.repeats):
                moment = DialogueMoment((task.moment, name, f"{number:02d}"), _now(wording, case, task))
                yield _tried(speaker.answer(task.question, question, lines, moment))


def _tried(flow: Flow[object]) -> Flow[None]:
    """A forecast that stays unreadable is missing, and says so in the log; the others go on."""
    try:
        yield from flow
    except Unanswered:
        return


def _heard(case: ForecastCase, task: ForecastTask) -> tuple[str, ...]:
    transcript = PublicTranscript()
    for role, words in case.lines[: task.heard]:
        transcript.say(role, words)
    return transcript.snapshot()


def _now(wording: Wording, case: ForecastCase, task: ForecastTask) -> str:
    stage = "end" if task.moment == AT_END else "start" if task.heard == 0 else "exchange"
    number = 0 if task.moment == AT_END else int(task.moment) + 1
    words = (("stage", stage), ("number", number), ("last", case.exchanges), ("open", False))
    return "\n".join(filter(None, (wording.cached("moment", words), case.told)))


def _flow(encounter: Encounter) -> Flow[Outcome]:
    """All forecasts of one real dialogue, at once."""
    cases = read_cases(encounter.folder / encounter.scenario.cases)
    case = cases[int(encounter.unit)]
    handles = []
    for flow in _asked(encounter, case):
        handles.append((yield Spawn(flow)))  # noqa: PERF401  # a comprehension cannot yield
    for handle in handles:
        yield Join(handle)
    personas = {**encounter.personas, case.role: Persona(case.person, dict(case.traits), "a real person")}
    return closed(replace(encounter, personas=personas), {}, None)


def _understood(scenario: ForecastScenario, folder: Path) -> list[str]:
    cases = read_cases(folder / scenario.cases)
    return [f"{scenario.cases}: {len(cases):,} dialogues of {len({case.person for case in cases}):,} persons"]


KINDS.register(
    "forecast",
    Kind("forecast", ForecastScenario, lambda script: script.dialogues, _flow, understood=_understood),
)
