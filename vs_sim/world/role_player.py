"""Who plays a role answers questions: ask by a method, read a distribution, draw from it, say what happened."""

from __future__ import annotations

from dataclasses import dataclass

from vs_sim.core.distribution import Draw
from vs_sim.core.event import Answered, Failed
from vs_sim.core.message import Name
from vs_sim.core.model_entry import ModelEntry
from vs_sim.core.question import Question
from vs_sim.core.scenario import Role
from vs_sim.elicitation.method import Context, elicit
from vs_sim.elicitation.prompts.request_text import head
from vs_sim.elicitation.prompts.templates import OURS, Wording
from vs_sim.errors import Refused, Unanswered, Unparsed
from vs_sim.llm.backend import BACKENDS
from vs_sim.llm.flow import Flow, with_names
from vs_sim.world.kind import Encounter


@dataclass(frozen=True)
class DialogueMoment:
    """Where in a dialogue a question is asked.

    Attributes:
        path: The kind's own path, for example `("03",)` for the fourth exchange.
        now: The same in words, as the prompt says it.
        exchange: The exchange, 0-based; None outside exchanges.
    """

    path: tuple[str, ...]
    now: str
    exchange: int | None = None


@dataclass(frozen=True)
class RolePlayer:
    """One role of one dialogue, played by one persona.

    Attributes:
        name: The role.
        role: The role as the scenario declares it.
        head: The rendered scenario and persona blocks.
        encounter: The dialogue.
        wording: The templates that requests are written with.
    """

    name: str
    role: Role
    head: str
    encounter: Encounter
    wording: Wording = OURS

    def answer(self, key: str, question: Question, lines: tuple[str, ...], moment: DialogueMoment) -> Flow[Draw]:
        """Ask the question until an answer can be read, and draw from it.

        Args:
            key: The question's name.
            question: What is asked.
            lines: The public conversation so far, quoted.
            moment: Where in the dialogue it is asked.

        Raises:
            Unanswered: No readable answer in the first attempt and the re-asks.
        """
        prefix: Name = (self.encounter.unit, *moment.path, self.name, key)
        choice, select = question.method or self.role.method, question.select or self.role.select
        model = question.model or self.role.model
        entry = self.encounter.scenario.models.get(model) or ModelEntry(model=model)
        backend = BACKENDS.get(entry.backend)
        attempts = 1 + self.encounter.scenario.reask
        reason = ""
        for attempt in range(1, attempts + 1):
            context = Context(
                self.head, lines, moment.now, attempt, self.wording, backend.structured, backend.scores, reason
            )
            try:
                found = yield from with_names(elicit(choice, question, context), prefix, attempt, model)
            except Unparsed as error:
                reason = error.reason
                name = (*prefix, f"attempt {attempt}")
                self.encounter.emit(Failed(name, "unreadable", reason, error.raw))
                continue
            except Refused as error:
                name = (*prefix, f"attempt {attempt}")
                self.encounter.emit(Failed(name, "refused", error.reason))
                raise Unanswered(prefix, error.reason, attempt) from error
            draw = Draw.make(found, select, self.encounter.draws(prefix))
            self.encounter.emit(Answered(prefix, self.name, key, question.private, moment.exchange, choice.name, draw))
            return draw
        raise Unanswered(prefix, reason, attempts)


def speakers(encounter: Encounter) -> dict[str, RolePlayer]:
    """The speakers of a dialogue, in speaking order."""
    scenario, wording = encounter.scenario, Wording.of(encounter.scenario.prompts)

    def speaker(name: str, role: Role) -> RolePlayer:
        words = head(scenario.about, role.brief, name, encounter.personas[name], wording)
        return RolePlayer(name, role, words, encounter, wording)

    return {name: speaker(name, role) for name, role in scenario.roles.items()}
