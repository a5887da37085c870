"""JSON schemas of answers: bounded, so that no model runs on for ever, and as narrow as the question."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from vs_sim.core.question import Question
from vs_sim.elicitation.method import Context, ListOptions
from vs_sim.elicitation.parsing.weights import Definition
from vs_sim.elicitation.prompts.weight_definition import WEIGHTS

LONGEST_UTTERANCE = 300
"""Characters; people's longest turn in a chat of this kind is under 100 words."""
REASONING: Mapping[str, Any] = {"type": "string", "maxLength": 1000}
"""The schema of a reasoning before the answer."""
MOST_ANSWERS = 30
"""When the model decides how many answers it gives."""


def answer_schema(question: Question) -> dict[str, Any]:
    """The schema of one answer's text: nothing that the question forbids, where a schema can say so."""
    return question.answer.text_schema(LONGEST_UTTERANCE)


def direct_schema(question: Question, context: Context) -> dict[str, Any] | None:
    """The JSON schema of one answer; None where the model is asked for plain text.

    A closed question is asked for in the structured form where the model's backend has one, because small models
    surround a bare value with words; not where a scenario has its own wording of `direct`.
    """
    if question.answer.key == "text" or not context.structured or "direct" in dict(context.wording.own):
        return None
    return closed_object({"response": answer_schema(question)})


def weighted_schema(question: Question, definition: Definition) -> dict[str, Any]:
    """The schema of one answer with its weight."""
    weight = WEIGHTS[definition]
    return closed_object({"text": answer_schema(question), weight.field: weight.schema})


def response_schema(item: Mapping[str, Any], options: ListOptions, leading: Sequence[str] = ()) -> dict[str, Any]:
    """A bounded JSON schema of `{"responses": [item, …]}`, after any leading text such as a reasoning."""
    most = options.count or MOST_ANSWERS
    responses = {"type": "array", "minItems": options.count or 1, "maxItems": most, "items": dict(item)}
    return closed_object({**dict.fromkeys(leading, REASONING), "responses": responses})


def closed_object(properties: Mapping[str, Any]) -> dict[str, Any]:
    """A JSON schema of an object with exactly these properties."""
    return {
        "type": "object",
        "properties": dict(properties),
        "required": list(properties),
        "additionalProperties": False,
    }
