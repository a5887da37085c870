"""Speakers in a Mesa model of one's own: agents that ask a language model from a plain `step()`.

All that is asked inside `with asking.together():` is asked at once; outside, each question waits for its answer.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

import mesa

from vs_sim.core.distribution import Draw
from vs_sim.core.persona import Persona
from vs_sim.core.question import Question
from vs_sim.core.scenario import Scenario
from vs_sim.elicitation.prompts.request_text import head
from vs_sim.elicitation.prompts.templates import Wording
from vs_sim.errors import Unanswered, VsSimError
from vs_sim.llm.flow import Flow
from vs_sim.world.conversation import PublicTranscript
from vs_sim.world.dialogue import UTTERANCE, closed, known, next_turn
from vs_sim.world.kind import KINDS, Encounter, Outcome, unit_name
from vs_sim.world.society import Wiring
from vs_sim.world.speaker import DialogueMoment, Speaker


@dataclass
class Awaited:
    """Something that was asked; it is there once the window in which it was asked is over."""

    result: Draw | tuple[str, ...] | Unanswered | None = None

    def _there(self) -> Draw | tuple[str, ...]:
        if self.result is None:
            raise VsSimError("the answer is not there yet", hint="read it after `with asking.together():`")
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
    _last: dict[str, tuple[MesaSpeaker, dict[str, float | str]]] = field(default_factory=dict)

    @contextmanager
    def together(self) -> Iterator[None]:
        """Ask at once all that is asked inside; the answers are there afterwards.

        Raises:
            Paused: A model cannot be reached, or the budget is spent; what was answered is logged.
        """
        if self._window is not None:
            raise VsSimError("asking.together() was entered inside itself")
        self._window = []
        try:
            yield
            waiting, self._window = self._window, None
            self._drive(waiting)
        finally:
            self._window = None

    def put(self, flow: Flow[Any]) -> Awaited:
        """Ask now, or with everything else that is asked inside `together()`."""
        awaited = Awaited()
        if self._window is None:
            self._drive([(awaited, flow)])
        else:
            self._window.append((awaited, flow))
        return awaited

    def _drive(self, waiting: Sequence[tuple[Awaited, Flow[Any]]]) -> None:
        drive = self.wiring.drive or self.wiring.run
        for (awaited, _), result in zip(waiting, drive(_caught(flow) for _, flow in waiting), strict=True):
            awaited.result = result

    def persona(self, role: str) -> Persona:
        """The next person of a role, as the scenario samples them.

        Raises:
            VsSimError: There are as many already as `respondents` of the scenario.
        """
        number = sum(speaker.role == role for speaker, _ in self._last.values())
        if number >= KINDS.get(self.scenario.kind).size(self.scenario):
            raise VsSimError(f"the scenario has {number} of role {role}", hint="raise respondents")
        return self.wiring.persona_sampler(role, number)

    def joins(self, speaker: MesaSpeaker) -> None:
        """Know a speaker, whose last answers are the outcome of the run."""
        self._last[speaker.unit] = (speaker, {})

    def answered(self, speaker: MesaSpeaker, key: str, draw: Draw) -> None:
        """Keep an answer as the last to its question."""
        self._last[speaker.unit][1][key] = known(draw)

    def close(self) -> None:
        """Log the last answers of every speaker as the outcome of the run."""
        self.wiring.run(self._closing(*self._last[unit]) for unit in sorted(self._last))

    def _closing(self, speaker: MesaSpeaker, answers: dict[str, float | str]) -> Flow[Outcome]:
        yield from ()
        return closed(speaker.encounter(speaker.unit), answers, None)


def _caught(flow: Flow[Any]) -> Flow[Any]:
    try:
        return (yield from flow)
    except Unanswered as error:
        return error


class MesaSpeaker(mesa.Agent):
    """An agent of any Mesa model who is played by a language model.

    Args:
        model: The model.
        asking: What questions are asked through.
        role: A role of the scenario.
        persona: Who it is; None for the next one that the scenario samples.
    """

    def __init__(self, model: mesa.Model, asking: Asking, role: str, persona: Persona | None = None) -> None:
        super().__init__(model)
        self.asking, self.role = asking, role
        self.unit = unit_name(self.unique_id)
        self.persona = asking.persona(role) if persona is None else persona
        self._asked: tuple[int, int] = (-1, 0)
        asking.joins(self)

    def ask(self, question: str | Question, lines: Sequence[str] = ()) -> Awaited:
        """Ask a question, privately.

        Args:
            question: The name of a question of the scenario, or a question.
            lines: What was said before, as `Awaited.lines` of a talk.

        Returns:
            The answer, at once outside of `asking.together()`.
        """
        key = question if isinstance(question, str) else "question"
        asked = self.asking.scenario.questions[question] if isinstance(question, str) else question
        return self.asking.put(self._answer(key, asked, tuple(lines), self.moment()))

    def _answer(self, key: str, question: Question, lines: tuple[str, ...], moment: DialogueMoment) -> Flow[Draw]:
        draw = yield from self.speaker(self.unit).answer(key, question, lines, moment)
        self.asking.answered(self, key, draw)
        return draw

    def moment(self) -> DialogueMoment:
        """A name of its own for each question that an agent is asked in a step."""
        step = int(self.model.steps)
        self._asked = (step, self._asked[1] + 1 if self._asked[0] == step else 0)
        return DialogueMoment((f"s{step:04d}", f"{self._asked[1]:03d}"), "", step)

    def encounter(self, unit: str) -> Encounter:
        """This speaker alone, for the log."""
        wiring = self.asking.wiring
        return Encounter(unit, self.asking.scenario, {self.role: self.persona}, wiring.emit, wiring.draws)

    def speaker(self, unit: str) -> Speaker:
        """Who answers, with the situation and the persona as prompts tell them."""
        scenario, role = self.asking.scenario, self.asking.scenario.roles[self.role]
        wording = Wording.of(scenario.prompts)
        words = head(scenario.about, role.brief, self.role, self.persona, wording)
        return Speaker(self.role, role, words, self.encounter(unit), wording)


def talk_of(speakers: Sequence[MesaSpeaker], exchanges: int = 2) -> Awaited:
    """Let speakers talk, in order; logged under the first of them.

    Args:
        speakers: Two or more, of one model.
        exchanges: Turns of each.

    Raises:
        VsSimError: There are fewer than two.
    """
    if len(speakers) < 2:
        raise VsSimError("a talk has two or more speakers")
    first = speakers[0]
    return first.asking.put(_talk(speakers, exchanges, first.moment().path))


def _talk(speakers: Sequence[MesaSpeaker], exchanges: int, path: tuple[str, ...]) -> Flow[tuple[str, ...]]:
    transcript, unit = PublicTranscript(), speakers[0].unit
    answering = [each.speaker(unit) for each in speakers]
    wording = answering[0].wording
    for exchange in range(exchanges):
        words = (("stage", "exchange"), ("number", exchange + 1), ("last", exchanges), ("open", False))
        for speaker, each in zip(speakers, answering, strict=True):
            moment = DialogueMoment((*path, f"{exchange:03d}", speaker.unit), wording.cached("moment", words), exchange)
            question = next_turn(wording.cached("next"), each.name)
            draw = yield from each.answer(UTTERANCE, question, transcript.snapshot(), moment)
            transcript.say(each.name, draw.text)
    return transcript.snapshot()
