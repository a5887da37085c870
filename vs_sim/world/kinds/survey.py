"""Persons answer questions, each for themselves and without any talk."""

from __future__ import annotations

from collections.abc import Iterator

from pydantic import Field

from vs_sim.core.question import Question
from vs_sim.core.scenario import Scenario
from vs_sim.errors import Fault
from vs_sim.files.schema_faults import at
from vs_sim.files.strict_yaml import Document
from vs_sim.llm.flow import Flow
from vs_sim.world.dialogue import Dialogue, run_encounter
from vs_sim.world.kind import KINDS, Encounter, Kind, Outcome
from vs_sim.world.role_player import DialogueMoment


class SurveyScenario(Scenario):
    """Questions to many persons, or to nobody in particular; several roles are several groups of respondents."""

    questions: dict[str, Question] = Field(min_length=1, description="questions by name, in the order asked")
    respondents: int = Field(default=100, ge=1, le=1_000_000, description="persons of each role who are asked")


def _faults(document: Document) -> Iterator[Fault]:
    """Questions for a moment that a survey does not have."""
    questions = document.data.get("questions")
    for key in questions if isinstance(questions, dict) else ():
        if at(document.data, path := ("questions", key, "when"), "end") != "end":
            yield document.fault(path, "a survey has no exchanges", hint="leave `when:` out")


def _course(dialogue: Dialogue) -> Flow[None]:
    """Every question; a public one with its answer stays before the eyes of who is asked next."""
    yield from dialogue.ask("end", DialogueMoment(("survey",), ""))


def _flow(encounter: Encounter) -> Flow[Outcome]:
    """One respondent of each role."""
    return run_encounter(encounter, _course)


KINDS.register(
    "survey", Kind("survey", SurveyScenario, lambda script: script.respondents, _flow, "respondents", _faults)
)
