"""What goes on in one encounter: what is said aloud, what is asked on the side, and what is decided.

Turns and public questions are asked one after the other and enter the transcript. A private question is asked on a
fork of the conversation, in parallel with what follows, so that probes never lengthen a dialogue.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from functools import cached_property, lru_cache

from vs_sim.core.condition import fits
from vs_sim.core.distribution import Draw
from vs_sim.core.event import Closed, Failed, failure_text
from vs_sim.core.question import After, Question
from vs_sim.elicitation.prompts.templates import Wording
from vs_sim.errors import Unanswered
from vs_sim.llm.flow import Flow, Handle, Join, Spawn
from vs_sim.world.conversation import PublicTranscript
from vs_sim.world.kind import Encounter, Outcome
from vs_sim.world.role_player import DialogueMoment, RolePlayer, speakers

UTTERANCE = "utterance"
"""The name of the question every turn answers."""
GO_ON = "go_on"
"""The name of the question whether somebody goes on talking."""


@dataclass
class Dialogue:
    """One dialogue under way.

    Attributes:
        encounter: Who meets whom.
        speakers: Who speaks, in order.
        transcript: What everybody heard.
        answers: The latest answer to every question, as far as it is known.
        probes: Private questions under way, by question; the latest last.
        decisions: The questions asked at the end.
    """

    encounter: Encounter
    speakers: dict[str, RolePlayer]
    transcript: PublicTranscript = field(default_factory=PublicTranscript)
    answers: dict[str, float | str] = field(default_factory=dict)
    probes: list[tuple[str, Handle]] = field(default_factory=list)
    decisions: list[str] = field(default_factory=list)

    @cached_property
    def wording(self) -> Wording:
        """The templates of the scenario."""
        return Wording.of(self.encounter.scenario.prompts)

    def now(self, stage: str, number: int = 0, last: int = 0, *, open: bool = False) -> str:
        """The state of the conversation, in words.

        Args:
            stage: `start`, `exchange` or `end`.
            number: Of the exchange, 1-based.
            last: The last exchange there can be.
            open: Whether it may end before.
        """
        words = (("stage", stage), ("number", number), ("last", last), ("open", open))
        return self.wording.cached("moment", words)

    def say(self, speaker: RolePlayer, moment: DialogueMoment) -> Flow[None]:
        """One turn."""
        question = next_turn(self.wording.cached("next"), speaker.name)
        draw = yield from speaker.answer(UTTERANCE, question, self.transcript.snapshot(), moment)
        self.transcript.say(speaker.name, draw.text)

    def ask(self, when: str, moment: DialogueMoment, speaker: RolePlayer | None = None) -> Flow[None]:
        """The questions due at a moment, in the order of the scenario.

        Args:
            when: As questions have it.
            moment: The same in words.
            speaker: Only of this one; None for everybody.
        """
        for key, question in self.due(when, moment.exchange, speaker):
            if not (yield from self._wanted(question)):
                continue
            if when == "end":
                self.decisions.append(key)
            asked = self.speakers[question.of].answer(key, question, self.transcript.snapshot(), moment)
            if question.private:
                self.probes.append((key, (yield Spawn(asked))))
                continue
            draw = yield from asked
            self.answers[key] = known(draw)
            self.transcript.say(self.wording.cached("questioner"), question.ask)
            self.transcript.say(question.of, draw.text)

    def due(self, when: str, exchange: int | None, speaker: RolePlayer | None = None) -> Iterator[tuple[str, Question]]:
        """The questions asked at a moment; those after some exchanges come with those after every exchange."""
        for key, question in self.encounter.scenario.questions.items():
            now = question.when == when
            if isinstance(question.when, After):
                now = when == "every_exchange" and exchange is not None and exchange + 1 in question.when.after
            if now and (speaker is None or question.of == speaker.name):
                yield key, question

    def _wanted(self, question: Question) -> Flow[bool]:
        """Whether the latest answers are as the question wants them; waits for those that are under way."""
        for key, condition in question.only_if.items():
            yield from self.settle(key)
            if not fits(self.answers.get(key), condition):
                return False
        return True

    def settle(self, key: str | None = None) -> Flow[None]:
        """Wait for the answers to a private question, or to all of them.

        Raises:
            Unanswered: One of them stayed unreadable; the others are waited for all the same.
        """
        failure: Unanswered | None = None
        waiting = [probe for probe in self.probes if key in (None, probe[0])]
        self.probes = [probe for probe in self.probes if probe not in waiting]
        for name, handle in waiting:
            try:
                self.answers[name] = known((yield Join(handle)))
            except Unanswered as error:
                failure = failure or error
        if failure:
            raise failure


@lru_cache(maxsize=256)
def next_turn(ask: str, role: str) -> Question:
    """The question that a turn answers."""
    return Question(ask=ask, of=role, when="turn")


def known(draw: Draw) -> float | str:
    """What was answered: the value of a typed question, the words of any other."""
    return draw.text if draw.value is None else draw.value


def run_encounter(encounter: Encounter, course: Callable[[Dialogue], Flow[None]]) -> Flow[Outcome]:
    """One encounter from its first word to its outcome; unreadable answers close it as failed.

    Args:
        encounter: Who meets whom.
        course: What happens in it.
    """
    dialogue = Dialogue(encounter, speakers(encounter))
    failure: Unanswered | None = None
    try:
        yield from course(dialogue)
    except Unanswered as error:
        failure = error
    try:
        yield from dialogue.settle()
    except Unanswered as error:
        failure = failure or error
    decisions = {key: dialogue.answers[key] for key in dialogue.decisions if key in dialogue.answers}
    return closed(encounter, decisions, failure)


def closed(encounter: Encounter, decisions: dict[str, float | str], failure: Unanswered | None) -> Outcome:
    """The outcome of an encounter, which is said to whoever listens."""
    reason = failure_text(failure.name, failure.reason) if failure else None
    if failure:
        decisions = {}
        encounter.emit(Failed((encounter.unit,), "dialogue", reason or ""))
    personas = {
        role: {"person": persona.person, "source": persona.source, "traits": dict(persona.traits)}
        | ({"own": dict(persona.own)} if persona.own else {})
        for role, persona in encounter.personas.items()
    }
    encounter.emit(Closed(encounter.unit, {"failed": reason, "decisions": decisions}, personas))
    return Outcome(encounter.unit, decisions, reason)
