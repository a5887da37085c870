"""Direct: one answer, as an instance prompt asks for it; its law is the model's own."""

from __future__ import annotations

from vs_sim.core.distribution import Distribution
from vs_sim.core.message import Request
from vs_sim.core.question import Question
from vs_sim.elicitation.method import Context, NoOptions, method
from vs_sim.elicitation.prompts.request_text import clause, form, messages
from vs_sim.elicitation.read_reply import read
from vs_sim.llm.flow import Ask


@method("direct")
def direct(question: Question, context: Context, options: NoOptions) -> Ask[Distribution]:
    """Ask for one answer as plain text."""
    words = clause(context, "direct", form=form(question, context))
    reply = yield Request(messages(question, context, words))
    return read(reply, "direct", question, options)
