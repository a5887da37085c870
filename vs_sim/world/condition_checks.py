"""Whether a condition can ever hold: the question it looks at comes first, and such an answer can be given."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from pydantic import ValidationError

from vs_sim.core.condition import Between
from vs_sim.core.persona import told
from vs_sim.core.question import Amount, Options, Question, Scale
from vs_sim.errors import Fault, did_you_mean
from vs_sim.files.schema_faults import unknown_name
from vs_sim.files.strict_yaml import Document

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


def _impossible(document: Document, path: tuple[str, ...], asked: Question, condition: Any) -> Iterator[Fault]:
    """Answers that nobody can give."""
    match asked.answer:
        case Amount(amount=(low, high)) | Scale(scale=(low, high)):
            if isinstance(condition, Between):
                least, most = condition.at_least, condition.at_most
                if (least is not None and least > high) or (most is not None and most < low):
                    yield document.fault(path, f"no answer fits: they lie between {told(low)} and {told(high)}")
                return
            for at, value in enumerate(condition):
                if isinstance(value, str) or not low <= value <= high:
                    message = f"{value!r} is no answer: they lie between {told(low)} and {told(high)}"
                    yield document.fault((*path, at), message)
        case Options(options=options):
            if isinstance(condition, Between):
                yield document.fault(path, f"the answers are no numbers: {', '.join(options)}")
                return
            for at, value in enumerate(condition):
                if told(value) not in options:
                    message = f"{told(value)!r} is no answer; known: {', '.join(options)}"
                    yield document.fault((*path, at), message, hint=did_you_mean(told(value), options))
        case _ if isinstance(condition, Between):
            yield document.fault(path, "the answers are texts, no numbers")
