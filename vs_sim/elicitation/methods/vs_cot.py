"""Verbalized sampling after a reasoning (arXiv 2510.01171, VS-CoT)."""

from __future__ import annotations

from vs_sim.core.distribution import Distribution
from vs_sim.core.message import Request
from vs_sim.core.question import Question
from vs_sim.elicitation.method import Context, WeightedOptions, at_most, method
from vs_sim.elicitation.prompts.answer_schema import response_schema, weighted_schema
from vs_sim.elicitation.prompts.request_text import clause, counted, form, messages, weighed
from vs_sim.elicitation.read_reply import read
from vs_sim.llm.flow import Ask


@method("vs_cot", WeightedOptions)
def vs_cot(question: Question, context: Context, options: WeightedOptions) -> Ask[Distribution]:
    """Ask for a reasoning, several answers and the weight of each."""
    options = at_most(options, question)
    words = clause(context, "vs_cot", form=form(question, context), **counted(options), **weighed(options))
    schema = response_schema(weighted_schema(question, options.definition), options, ("reasoning",))
    reply = yield Request(messages(question, context, words), schema=schema)
    return read(reply, "vs_cot", question, options)
