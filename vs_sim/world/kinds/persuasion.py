"""People talk; some of them want something of the others; in the end it is asked what came of it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from functools import partial
from typing import Annotated, Any, Literal

from pydantic import Discriminator, Field, StrictBool, Tag, field_validator, model_validator

from vs_sim.core.answers.options import Options
from vs_sim.core.question import Question, Strict
from vs_sim.core.scenario import Role, Scenario
from vs_sim.elicitation.prompts.templates import Wording
from vs_sim.errors import Fault, did_you_mean
from vs_sim.files.schema_faults import at
from vs_sim.files.strict_yaml import Document
from vs_sim.llm.flow import Flow
from vs_sim.world.dialogue import GO_ON, Dialogue, run_encounter
from vs_sim.world.kind import KINDS, Encounter, Kind, Outcome
from vs_sim.world.role_player import DialogueMoment, RolePlayer, speakers
from vs_sim.world.yoked_talk import others_talk

DEFAULT, MOST = 10, 200
"""Exchanges of a dialogue."""


class Ending(Strict):
    """A conversation that somebody may leave: from an exchange on, they are asked privately after each."""

    at_least: int = Field(default=1, ge=1, le=MOST, description="exchanges before anybody may leave")
    at_most: int = Field(ge=1, le=MOST, description="exchanges after which it ends in any case")
    leave: tuple[str, ...] | None = Field(default=None, min_length=1, description="the roles that may; default all")
    ask: str = Field(default="Do you want to go on talking?", min_length=1, description="what they are asked")
    options: tuple[str, str] = Field(default=("Yes", "No"), description="going on, and leaving")

    @model_validator(mode="after")
    def _ordered(self) -> Ending:
        if self.at_least > self.at_most:
            raise ValueError(f"at_least {self.at_least} lies above at_most {self.at_most}")
        return self


class PersuasionScenario(Scenario):
    """A dialogue among two or more, who speak in the order of `roles:`."""

    dialogues: int = Field(default=200, ge=1, le=1_000_000, description="dialogues to hold")
    exchanges: Annotated[
        Annotated[int, Field(ge=1, le=MOST), Tag("number")] | Annotated[Ending, Tag("ending")],
        Discriminator(lambda data: "ending" if isinstance(data, dict | Ending) else "number"),
    ] = Field(
        default=DEFAULT,
        description="turns of each side; or {at_least: 3, at_most: 10} where a speaker may leave",
    )
    control: StrictBool | Literal["small_talk", "yoked"] = Field(
        default=False,
        description="a control arm: no dialogue at all, small_talk instead of briefs, or yoked: other people talk, "
        "and those who are asked only hear it",
    )

    @field_validator("exchanges", mode="before")
    @classmethod
    def _number_or_ending(cls, exchanges: Any) -> Any:
        if isinstance(exchanges, list):
            raise ValueError("write a whole number, or {at_least: 3, at_most: 10}")
        return exchanges

    @field_validator("roles")
    @classmethod
    def _at_least_two(cls, roles: dict[str, Role]) -> dict[str, Role]:
        if len(roles) < 2:
            raise ValueError("a persuasion has at least two roles, in speaking order; found 1")
        return roles

    @property
    def planned_exchanges(self) -> int | None:
        """The exchanges of every dialogue; None where a speaker may leave."""
        return self.exchanges if isinstance(self.exchanges, int) else None

    @property
    def ending(self) -> Ending:
        """When a dialogue ends."""
        if isinstance(self.exchanges, Ending):
            return self.exchanges
        return Ending(at_least=self.exchanges, at_most=self.exchanges)


def _faults(document: Document) -> Iterator[Fault]:
    """Roles that cannot leave, and questions after exchanges that never come."""
    roles, exchanges = at(document.data, ("roles",)), document.data.get("exchanges", DEFAULT)
    for index, name in enumerate(_listed(at(exchanges, ("leave",)))):
        if isinstance(name, str) and isinstance(roles, dict) and name not in roles:
            message = f"no role {name!r}; known: {', '.join(roles)}"
            yield document.fault(("exchanges", "leave", index), message, hint=did_you_mean(name, roles))
    last = at(exchanges, ("at_most",)) if isinstance(exchanges, dict) else exchanges
    questions = document.data.get("questions")
    for key in questions if isinstance(questions, dict) else ():
        path = ("questions", key, "when", "after")
        for index, number in enumerate(_listed(at(document.data, path))):
            if isinstance(number, int) and isinstance(last, int) and number > last:
                yield document.fault((*path, index), f"exchange {number} never comes: a dialogue has at most {last}")


def _listed(written: Any) -> list[Any]:
    """The entries of a list; what is none is the schema's affair."""
    return written if isinstance(written, list) else []


def _course(dialogue: Dialogue, talking: Mapping[str, RolePlayer] | None = None) -> Flow[None]:
    """Open, talk, decide; without the talk in a control arm, or with others who talk."""
    talking = talking or dialogue.speakers
    scenario: PersuasionScenario = dialogue.encounter.scenario
    if scenario.control is True:
        yield from dialogue.ask("start", DialogueMoment(("start",), ""))
        yield from dialogue.ask("end", DialogueMoment(("end",), ""))
        return
    yield from dialogue.ask("start", DialogueMoment(("start",), dialogue.now("start")))
    least, most = scenario.ending.at_least, scenario.ending.at_most
    for number in range(most):
        now = dialogue.now("exchange", number + 1, most, open=least < most)
        moment = DialogueMoment((f"{number:03d}",), now, number)
        for speaker in talking.values():
            yield from dialogue.say(speaker, moment)
            yield from dialogue.ask("turn", moment, speaker)
        yield from dialogue.ask("every_exchange", moment)
        if (yield from somebody_leaves(dialogue, talking, moment, number + 1)):
            break
    yield from dialogue.ask("end", DialogueMoment(("end",), dialogue.now("end")))


def somebody_leaves(
    dialogue: Dialogue, talking: Mapping[str, RolePlayer], moment: DialogueMoment, held_so_far: int
) -> Flow[bool]:
    """Whether anybody of those who talk and may leave does; they are asked in speaking order until one does."""
    ending = dialogue.encounter.scenario.ending
    if not ending.at_least <= held_so_far < ending.at_most:
        return False
    for name in ending.leave or talking:
        question = Question(ask=ending.ask, answer=Options(options=ending.options), of=name, private=True)
        draw = yield from talking[name].answer(GO_ON, question, dialogue.transcript.snapshot(), moment)
        if draw.value == ending.options[1]:
            return True
    return False


def _flow(encounter: Encounter) -> Flow[Outcome]:
    """One dialogue; in small talk nobody has a brief of their own."""
    scenario: PersuasionScenario = encounter.scenario
    if scenario.control == "small_talk":
        words = Wording.of(scenario.prompts).cached("small_talk")
        roles = {name: role.model_copy(update={"brief": words}) for name, role in scenario.roles.items()}
        encounter = replace(encounter, scenario=scenario.model_copy(update={"roles": roles}))
    if scenario.control == "yoked":
        others, asked = others_talk(encounter)
        return (yield from run_encounter(asked, partial(_course, talking=speakers(others))))
    return (yield from run_encounter(encounter, _course))


KINDS.register(
    "persuasion", Kind("persuasion", PersuasionScenario, lambda script: script.dialogues, _flow, faults=_faults)
)
