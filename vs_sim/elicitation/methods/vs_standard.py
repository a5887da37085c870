"""Verbalized sampling: a list of answers, each with its probability (arXiv 2510.01171, VS-Standard)."""

from __future__ import annotations

from vs_sim.core.distribution import Distribution
from vs_sim.core.message import Request
from vs_sim.core.question import Question
from vs_sim.elicitation.method import Context, ListOptions, method
from vs_sim.elicitation.prompt import clause, counted, form, messages
from vs_sim.elicitation.reading import read
from vs_sim.elicitation.schema import answer_schema, closed_object, response_schema
from vs_sim.llm.flow import Ask

WEIGHT = "the estimated probability from 0 to 1 that this person gives it, relative to all they might answer"


@method("vs_standard", ListOptions)
def vs_standard(question: Question, context: Context, options: ListOptions) -> Ask[Distribution]:
    """Ask for several answers and the probability of each."""
    words = clause(
        "vs_standard",
        form=form(question),
        weight=WEIGHT,
        field="probability",
        example="0.25",
        threshold=None,
        **counted(options),
    )
    item = closed_object(
        {"text": answer_schema(question), "probability": {"type": "number", "minimum": 0, "maximum": 1}}
    )
    reply = yield Request(messages(question, context, words), schema=response_schema(item, options))
    return read(reply, "vs_standard", question, options)
