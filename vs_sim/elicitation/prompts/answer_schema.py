"""JSON schemas of answers: bounded, so that no model runs on for ever, and as narrow as the question."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from typing import Any

from vs_sim.core.question import Amount, Options, Question, Scale
from vs_sim.elicitation.method import ListOptions
from vs_sim.elicitation.parsing.weights import Definition
from vs_sim.elicitation.prompts.weight_definition import WEIGHTS

LONGEST_UTTERANCE = 300
"""Characters; people's longest turn in a chat of this kind is under 100 words."""
REASONING: Mapping[str, Any] = {"type": "string", "maxLength": 1000}
"""The schema of a reasoning before the answer."""
MOST_ANSWERS = 30
"""When the model decides how many answers it gives."""
MOST_WHOLE_NUMBERS = 60
"""An amount whose range holds more whole numbers than this is left to the reader to check."""


def answer_schema(question: Question) -> dict[str, Any]:
    """The schema of one answer's text: nothing that the question forbids, where a schema can say so."""
    match question.answer:
        case Amount():
            pattern = amount_pattern(question.answer)
            return {"type": "string", "maxLength": 16} | ({"pattern": pattern} if pattern else {})
        case Scale(scale=(low, high)) if high - low < MOST_WHOLE_NUMBERS:
            return {"type": "string", "enum": [str(point) for point in range(low, high + 1)]}
        case Options(options=options):
            return {"type": "string", "enum": list(options)}
        case _:
            return {"type": "string", "maxLength": LONGEST_UTTERANCE}


def amount_pattern(answer: Amount) -> str | None:
    r"""A regular expression of the amounts in a range; None where none is short.

    >>> print(amount_pattern(Amount(amount=(0, 2), step=0.01)))
    ^((0|1)(\.[0-9]{1,2})?|2)$
    """
    low, high = answer.amount
    decimals = max(0, math.ceil(-math.log10(answer.step) - 1e-9))
    whole = range(int(low), int(high) + 1)
    if low < 0 or low != int(low) or high != int(high) or len(whole) > MOST_WHOLE_NUMBERS or decimals > 4:
        return None
    below = "|".join(str(number) for number in whole[:-1])
    fraction = f"(\\.[0-9]{{1,{decimals}}})?" if decimals else ""
    return f"^(({below}){fraction}|{whole[-1]})$"


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
