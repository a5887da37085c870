"""Whether a question can be asked by its method: some methods need answers that can be listed, and a backend."""

from __future__ import annotations

from collections.abc import Iterator

from vs_sim.core.model_entry import ModelEntry
from vs_sim.core.scenario import Scenario
from vs_sim.elicitation.method import METHODS
from vs_sim.errors import Fault
from vs_sim.files.strict_yaml import DataPath, Document
from vs_sim.llm.backend import BACKENDS, scoring

_HINT = "give the method to closed questions: questions.NAME.method"


def method_faults(document: Document, scenario: Scenario) -> Iterator[Fault]:
    """Every role and question whose method cannot ask it.

    Args:
        document: The scenario as it was written, for places.
        scenario: The same without other faults.
    """
    if "exchanges" in type(scenario).model_fields:
        for name, role in scenario.roles.items():
            if METHODS.get(role.method.name).closed:
                message = f"{role.method.name} needs closed answers, and what {name} says in a turn is free text"
                yield document.fault(("roles", name, "method"), message, hint=_HINT)
    for name, question in scenario.questions.items():
        role = scenario.roles[question.of]
        choice = question.method or role.method
        if not METHODS.get(choice.name).closed:
            continue
        at: DataPath = ("questions", name, "method") if question.method else ("roles", question.of, "method")
        if not question.answer.spellings:
            message = (
                f"{choice.name} needs answers that can be listed; {name} is answered by {question.answer.described}"
            )
            yield document.fault(at, message, hint=_HINT)
        key = question.model or role.model
        entry = scenario.models.get(key) or ModelEntry(model=key)
        if not BACKENDS.get(entry.backend).scores:
            message = f"{choice.name} needs token probabilities, and backend {entry.backend} gives none"
            yield document.fault(at, message, hint=f"backends that give them: {scoring()}")
