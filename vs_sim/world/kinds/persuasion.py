"""Two people talk; one of them wants something; in the end the other decides."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from pydantic import Field, field_validator

from vs_sim.core.event import Closed, Failed
from vs_sim.core.question import Question
from vs_sim.core.scenario import Role, Scenario
from vs_sim.errors import Unanswered
from vs_sim.llm.flow import Flow, Handle, Join, Spawn
from vs_sim.world.kind import KINDS, Encounter, Kind, Outcome
from vs_sim.world.speaker import Moment, Speaker, speakers
from vs_sim.world.transcript import Transcript

UTTERANCE = "utterance"
"""The name of the question every turn answers."""


class PersuasionScenario(Scenario):
    """A dialogue of fixed length between a persuader and a persuadee, in the order of `roles:`."""

    dialogues: int = Field(default=200, ge=1, le=1_000_000, description="dialogues to hold")
    exchanges: int = Field(default=10, ge=1, le=200, description="turns of each side per dialogue")

    @field_validator("roles")
    @classmethod
    def _two_sides(cls, roles: dict[str, Role]) -> dict[str, Role]:
        if len(roles) != 2:
            raise ValueError(f"a persuasion has two roles, the persuader first; found {len(roles)}")
        return roles


@dataclass
class Dialogue:
    """One dialogue under way: who speaks, what was said, which private probes run beside it."""

    encounter: Encounter
    cast: dict[str, Speaker]
    transcript: Transcript = field(default_factory=Transcript)
    probes: list[Handle] = field(default_factory=list)
    decisions: dict[str, float | str] = field(default_factory=dict)

    def hold(self) -> Flow[None]:
        """Open, talk, decide."""
        yield from self._ask("start", Moment(("start",), "The conversation has not begun."))
        exchanges = self.encounter.scenario.exchanges
        for number in range(exchanges):
            moment = Moment((f"{number:03d}",), f"Exchange {number + 1} of {exchanges}.", number)
            for speaker in self.cast.values():
                yield from self._say(speaker, moment)
                yield from self._ask("turn", moment, speaker)
            yield from self._ask("every_exchange", moment)
        yield from self._ask("end", Moment(("end",), "The conversation is over."))

    def _say(self, speaker: Speaker, moment: Moment) -> Flow[None]:
        question = Question(ask="What do you say next?", of=speaker.name, when="turn")
        draw = yield from speaker.answer(UTTERANCE, question, self.transcript.snapshot(), moment)
        self.transcript.say(speaker.name, draw.text)

    def _ask(self, when: str, moment: Moment, speaker: Speaker | None = None) -> Flow[None]:
        for key, question in self._due(when, speaker):
            asked = self.cast[question.of].answer(key, question, self.transcript.snapshot(), moment)
            if question.private and when != "end":
                self.probes.append((yield Spawn(asked)))
                continue
            draw = yield from asked
            if when == "end":
                self.decisions[key] = draw.value if draw.value is not None else draw.text
            if not question.private:
                self.transcript.say(question.of, draw.text)

    def _due(self, when: str, speaker: Speaker | None) -> Iterator[tuple[str, Question]]:
        for key, question in self.encounter.scenario.questions.items():
            if question.when == when and (speaker is None or question.of == speaker.name):
                yield key, question


def held(encounter: Encounter) -> Flow[Outcome]:
    """One dialogue, from its first word to its outcome; unreadable answers close it as failed."""
    dialogue = Dialogue(encounter, speakers(encounter))
    failure: Unanswered | None = None
    try:
        yield from dialogue.hold()
    except Unanswered as error:
        failure = error
    for probe in dialogue.probes:
        try:
            yield Join(probe)
        except Unanswered as error:
            failure = failure or error
    return _closed(encounter, dialogue.decisions, failure)


def _closed(encounter: Encounter, decisions: dict[str, float | str], failure: Unanswered | None) -> Outcome:
    reason = f"{'/'.join(failure.name[1:])}: {failure.reason}" if failure else None
    if failure:
        decisions = {}
        encounter.emit(Failed((encounter.unit,), "dialogue", reason or ""))
    personas = {
        role: {"person": persona.person, "source": persona.source, "traits": dict(persona.traits)}
        for role, persona in encounter.cast.items()
    }
    encounter.emit(Closed(encounter.unit, {"failed": reason, "decisions": decisions}, personas))
    return Outcome(encounter.unit, decisions, reason)


KINDS.register("persuasion", Kind("persuasion", PersuasionScenario, lambda script: script.dialogues, held))
