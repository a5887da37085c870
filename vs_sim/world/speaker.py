"""Speakers: agents of any Mesa model who are played by a language model, and ask it from a plain `step()`."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import mesa

from vs_sim.core.distribution import Draw
from vs_sim.core.persona import Persona
from vs_sim.core.question import Question
from vs_sim.elicitation.prompts.request_text import head
from vs_sim.elicitation.prompts.templates import Wording
from vs_sim.errors import Unanswered, VsSimError
from vs_sim.llm.flow import Flow
from vs_sim.world.asking import Asking, Awaited
from vs_sim.world.conversation import PublicTranscript
from vs_sim.world.dialogue import UTTERANCE, known, next_turn
from vs_sim.world.kind import Encounter, unit_name
from vs_sim.world.role_player import DialogueMoment, RolePlayer


class Speaker(mesa.Agent):
    """An agent of a Mesa model who is played by a language model; an agent as any other, to be subclassed.

    Args:
        model: A `Society`, or any Mesa model together with `asking`.
        role: A role of the scenario; may be left out where there is only one.
        persona: Who it is; None for the next one that the scenario samples.
        asking: What questions are asked through; None for `model.asking`, as a `Society` has it.
        more: For other base classes, such as `mesa.discrete_space.CellAgent`.

    Attributes:
        persona: Who it is.
        role: Which role of the scenario it plays.
        unit: The name under which its answers are logged.
        answers: The last answer to each question that was answered; without those that could not be read.

    Raises:
        UnknownName: The scenario has no such role.
        VsSimError: There is nothing to ask through, or the scenario has no more people.
    """

    def __init__(
        self,
        model: mesa.Model,
        role: str | None = None,
        persona: Persona | None = None,
        *,
        asking: Asking | None = None,
        **more: Any,
    ) -> None:
        super().__init__(model, **more)
        found = asking or getattr(model, "asking", None)
        if not isinstance(found, Asking):
            raise VsSimError(
                "a speaker needs something to ask through", hint="make the model a Society, or give asking"
            )
        self.asking, roles = found, list(found.scenario.roles)
        if role is None and len(roles) > 1:
            raise VsSimError(f"the scenario has the roles {', '.join(roles)}", hint="say which one it is")
        self.role, self.unit = role or roles[0], unit_name(self.unique_id)
        self.persona = found.persona(self.role) if persona is None else persona
        self.answers = found.joins(self.encounter(self.unit))
        self._asked: tuple[int, int] = (-1, 0)

    def ask(self, question: str | Question, now: str = "", lines: Sequence[str] = ()) -> Awaited:
        """Ask a question, privately.

        Args:
            question: The name of a question of the scenario, or a question.
            now: The situation in a sentence, as the prompt states it.
            lines: What was said before, as `Awaited.lines` of a talk.

        Returns:
            The answer: at once, or inside `with model.together():` when that block is over.
        """
        key = question if isinstance(question, str) else "question"
        asked = self.asking.question(question) if isinstance(question, str) else question
        return self.asking.put(self._answer(key, asked, tuple(lines), self.moment(now)))

    def _answer(self, key: str, question: Question, lines: tuple[str, ...], moment: DialogueMoment) -> Flow[Draw]:
        try:
            draw = yield from self.player(self.unit).answer(key, question, lines, moment)
        except Unanswered:
            self.answers.pop(key, None)
            raise
        self.answers[key] = known(draw)
        return draw

    def moment(self, now: str = "") -> DialogueMoment:
        """A name of its own for each question that an agent is asked in a step."""
        step = int(self.model.steps)
        self._asked = (step, self._asked[1] + 1 if self._asked[0] == step else 0)
        return DialogueMoment((f"s{step:04d}", f"{self._asked[1]:03d}"), now, step)

    def encounter(self, unit: str) -> Encounter:
        """This speaker alone, for the log."""
        wiring = self.asking.wiring
        return Encounter(unit, self.asking.scenario, {self.role: self.persona}, wiring.emit, wiring.draws)

    def player(self, unit: str) -> RolePlayer:
        """Who answers, with the situation and the persona as prompts tell them."""
        scenario, role = self.asking.scenario, self.asking.scenario.roles[self.role]
        wording = Wording.of(scenario.prompts)
        words = head(scenario.about, role.brief, self.role, self.persona, wording)
        return RolePlayer(self.role, role, words, self.encounter(unit), wording)


def talk(*speakers: Speaker, exchanges: int = 2) -> Awaited:
    """Let speakers talk, one after the other in the order given; logged under the first of them.

    Args:
        speakers: Two or more, of one model.
        exchanges: Turns of each, 1 or more.

    Raises:
        VsSimError: There are fewer than two.
    """
    if len(speakers) < 2:
        raise VsSimError("a talk has two or more speakers")
    first = speakers[0]
    return first.asking.put(_talk(speakers, exchanges, first.moment().path))


def _talk(speakers: Sequence[Speaker], exchanges: int, path: tuple[str, ...]) -> Flow[tuple[str, ...]]:
    transcript, unit = PublicTranscript(), speakers[0].unit
    answering = [each.player(unit) for each in speakers]
    wording = answering[0].wording
    for exchange in range(exchanges):
        words = (("stage", "exchange"), ("number", exchange + 1), ("last", exchanges), ("open", False))
        for speaker, each in zip(speakers, answering, strict=True):
            moment = DialogueMoment((*path, f"{exchange:03d}", speaker.unit), wording.cached("moment", words), exchange)
            question = next_turn(wording.cached("next"), each.name)
            draw = yield from each.answer(UTTERANCE, question, transcript.snapshot(), moment)
            transcript.say(each.name, draw.text)
    return transcript.snapshot()
