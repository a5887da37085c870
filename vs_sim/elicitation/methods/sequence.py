"""Sequence: a list of answers without weights; each is as likely as its place in the list: uniform."""

from __future__ import annotations

from vs_sim.core.distribution import Distribution
from vs_sim.core.message import Request
from vs_sim.core.question import Question
from vs_sim.elicitation.method import Context, ListOptions, at_most, method
from vs_sim.elicitation.prompts.answer_schema import answer_schema, response_schema
from vs_sim.elicitation.prompts.request_text import clause, counted, form, messages
from vs_sim.elicitation.read_reply import read
from vs_sim.llm.flow import Ask


@method("sequence", ListOptions)
def sequence(question: Question, context: Context, options: ListOptions) -> Ask[Distribution]:
    """Ask for several different answers in one list."""
    options = at_most(options, question)
    words = clause(context, "sequence", form=form(question, context), **counted(options))
    reply = yield Request(messages(question, context, words), schema=response_schema(answer_schema(question), options))
    return read(reply, "sequence", question, options)
