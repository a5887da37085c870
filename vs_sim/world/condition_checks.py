"""Whether a condition can ever hold: the question it looks at comes first, and such an answer can be given."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from pydantic import ValidationError

from vs_sim.core.persona import value_text
from vs_sim.core.question import Question
from vs_sim.errors import Fault, did_you_mean
from vs_sim.files.schema_faults import unknown_name
from vs_sim.files.strict_yaml import DataPath, Document

STAGES = {"start": 0, "turn": 1, "every_exchange": 2, "end": 3}
"""When a question is asked, in order; one after some exchanges counts as after every exchange."""


def condition_faults(document: Document, written: Mapping[str, Any]) -> Iterator[Fault]:
    """Every fault of an `only_if:` but those of its form, which the schema tells.

    Args:
        document: The scenario.
        written: Its questions, as far as they are mappings.
    """
    questions = {name: question for name in written if (question := _read(written[name])) is not None}
    order = list(written)
    for name, entry in written.items():
        conditions = entry.get("only_if")
        for other in conditions if isinstance(conditions, dict) else ():
            path = ("questions", name, "only_if", other)
            if other not in written or other == name:
                others = [each for each in written if each != name]
                yield unknown_name(document, path, "other question", other, others)
            elif name in questions and other in questions:
                if _never_before(questions, order, name, other):
                    message = f"{other!r} is asked only after {name!r}, so {name!r} would never be asked"
                    yield document.fault(path, message, key=True, hint="ask the other one first")
                yield from _impossible(document, path, questions[other], questions[name].only_if[other])


def _read(written: Any) -> Question | None:
    try:
        return Question.model_validate(written)
    except ValidationError:
        return None


def _never_before(questions: Mapping[str, Question], order: list[str], name: str, other: str) -> bool:
    stages = [STAGES.get(str(questions[each].when), STAGES["every_exchange"]) for each in (other, name)]
    if stages[0] != stages[1]:
        return stages[0] > stages[1] and {1, 2} != set(stages)
    return stages[0] in (STAGES["start"], STAGES["end"]) and order.index(other) > order.index(name)


def _impossible(document: Document, path: DataPath, asked: Question, condition: Any) -> Iterator[Fault]:
    """Answers that nobody can give."""
    for fault in asked.answer.impossible(condition):
        place, hint = path, None
        if fault.at is not None:
            place = (*path, fault.at)
            hint = None if asked.answer.numeric else did_you_mean(value_text(condition[fault.at]), asked.answer.levels)
        yield document.fault(place, fault.message, hint=hint)
