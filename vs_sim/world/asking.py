"""What the speakers of a Mesa model ask through: alone, or all at once inside `with model.together():`."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

from vs_sim.core.distribution import Draw
from vs_sim.core.persona import Persona
from vs_sim.core.question import Question
from vs_sim.core.scenario import Scenario
from vs_sim.errors import Unanswered, UnknownName, VsSimError
from vs_sim.llm.flow import Flow
from vs_sim.world.dialogue import closed, known
from vs_sim.world.kind import KINDS, Encounter, Outcome
from vs_sim.world.wiring import Wiring


@dataclass
class Awaited:
    """Something that was asked; it is there once the window in which it was asked is over."""

    result: Draw | tuple[str, ...] | Unanswered | None = None

    def _there(self) -> Draw | tuple[str, ...]:
        if self.result is None:
            raise VsSimError("the answer is not there yet", hint="read it after `with model.together():`")
        if isinstance(self.result, Unanswered):
            raise self.result
        return self.result

    @property
    def draw(self) -> Draw:
        """The answer with its distribution.

        Raises:
            Unanswered: It could not be read, however often it was asked.
            VsSimError: It is not there yet, or a talk was asked for.
        """
        found = self._there()
        if not isinstance(found, Draw):
            raise VsSimError("a talk has lines and no distribution")
        return found

    @property
    def value(self) -> float | str:
        """The answer that was drawn; raises as `draw` does."""
        return known(self.draw)

    @property
    def lines(self) -> tuple[str, ...]:
        """The lines of a talk, each as the name of a role and a JSON string; raises as `draw` does."""
        found = self._there()
        return (found.text,) if isinstance(found, Draw) else found

    @property
    def failed(self) -> Unanswered | None:
        """Why there is no answer; None where there is one, or none yet."""
        return self.result if isinstance(self.result, Unanswered) else None


@dataclass
class Asking:
    """What the speakers of a Mesa model are connected to: a scenario's situation, models, roles and questions.

    Attributes:
        scenario: Of kind survey.
        wiring: How questions are asked and logged.
    """

    scenario: Scenario
    wiring: Wiring
    _window: list[tuple[Awaited, Flow[Any]]] | None = None
    _last: dict[str, tuple[Encounter, dict[str, float | str]]] = field(default_factory=dict)
    over: str = ""
    """Why nothing can be asked any more: `completed` or `left`."""

    @contextmanager
    def together(self) -> Iterator[None]:
        """Ask at once all that is asked inside; the answers are there afterwards.

        Raises:
            Paused: A model cannot be reached, or the budget is spent; what was answered is logged.
        """
        if self._window is not None:
            raise VsSimError("model.together() was entered inside itself")
        self._window = []
        try:
            yield
            waiting, self._window = self._window, None
            self._drive(waiting)
        finally:
            self._window = None

    def put(self, flow: Flow[Any]) -> Awaited:
        """Ask now, or with everything else that is asked inside `together()`.

        Raises:
            VsSimError: The run is completed, or was left.
        """
        if self.over:
            raise VsSimError(f"nothing can be asked any more: the run is {self.over}")
        awaited = Awaited()
        if self._window is None:
            self._drive([(awaited, flow)])
        else:
            self._window.append((awaited, flow))
        return awaited

    def _drive(self, waiting: Sequence[tuple[Awaited, Flow[Any]]]) -> None:
        results = self.wiring.drive_parts(_caught(flow) for _, flow in waiting)
        for (awaited, _), result in zip(waiting, results, strict=True):
            awaited.result = result

    def question(self, key: str) -> Question:
        """A question of the scenario.

        Raises:
            UnknownName: There is none of that name.
        """
        if key not in self.scenario.questions:
            raise UnknownName("question", key, list(self.scenario.questions))
        return self.scenario.questions[key]

    def persona(self, role: str) -> Persona:
        """The next person of a role, as the scenario samples them.

        Raises:
            UnknownName: The scenario has no such role.
            VsSimError: There are as many already as `respondents` of the scenario.
        """
        if role not in self.scenario.roles:
            raise UnknownName("role", role, list(self.scenario.roles))
        number = sum(role in alone.personas for alone, _ in self._last.values())
        if number >= KINDS.get(self.scenario.kind).size(self.scenario):
            raise VsSimError(f"the scenario has {number} of role {role}", hint="raise respondents")
        return self.wiring.persona_sampler(role, number)

    def joins(self, alone: Encounter) -> dict[str, float | str]:
        """Know a speaker, whose last answers are the outcome of the run; gives where those answers are kept."""
        return self._last.setdefault(alone.unit, (alone, {}))[1]

    def close(self) -> None:
        """Log the last answers of every speaker as the outcome of the run, after which nothing can be asked."""
        self.over = "completed"
        self.wiring.run(_closing(*self._last[unit]) for unit in sorted(self._last))


def _closing(alone: Encounter, answers: dict[str, float | str]) -> Flow[Outcome]:
    yield from ()
    return closed(alone, answers, None)


def _caught(flow: Flow[Any]) -> Flow[Any]:
    try:
        return (yield from flow)
    except Unanswered as error:
        return error
