"""Direct: one answer, as an instance prompt asks for it; its distribution is the model's own."""

from __future__ import annotations

from vs_sim.core.distribution import Distribution
from vs_sim.core.message import Request
from vs_sim.core.question import Question
from vs_sim.elicitation.method import Context, NoOptions, method
from vs_sim.elicitation.prompts.answer_schema import direct_schema
from vs_sim.elicitation.prompts.request_text import clause, form, messages
from vs_sim.elicitation.read_reply import read
from vs_sim.llm.flow import Ask


@method("direct")
def direct(question: Question, context: Context, options: NoOptions) -> Ask[Distribution]:
    """Ask for one answer: as plain text, or in the structured form that closed questions have where it is enforced."""
    words, schema = form(question, context), direct_schema(question, context)
    template = "direct" if schema is None else "direct_object"
    reply = yield Request(messages(question, context, clause(context, template, form=words)), schema=schema)
    return read(reply, "direct" if schema is None else "cot", question, options)
