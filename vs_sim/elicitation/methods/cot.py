"""Chain of thought: one answer after a reasoning; the reasoning is kept in the log and nowhere else."""

from __future__ import annotations

from vs_sim.core.distribution import Distribution
from vs_sim.core.message import Request
from vs_sim.core.question import Question
from vs_sim.elicitation.method import Context, NoOptions, method
from vs_sim.elicitation.prompts.answer_schema import REASONING, answer_schema, closed_object
from vs_sim.elicitation.prompts.request_text import clause, form, messages
from vs_sim.elicitation.read_reply import read
from vs_sim.llm.flow import Ask


@method("cot")
def cot(question: Question, context: Context, options: NoOptions) -> Ask[Distribution]:
    """Ask for a reasoning and one answer."""
    schema = closed_object({"reasoning": REASONING, "response": answer_schema(question)})
    reply = yield Request(
        messages(question, context, clause(context, "cot", form=form(question, context))), schema=schema
    )
    return read(reply, "cot", question, options)
