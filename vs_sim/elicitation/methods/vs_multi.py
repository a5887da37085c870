"""Verbalized sampling in batches: the total is announced, the answers come over several turns (VS-Multi).

The weights of all batches are read on one scale, so a batch of unlikely answers stays unlikely.
"""

from __future__ import annotations

from vs_sim.core.distribution import Distribution
from vs_sim.core.message import Message, Request
from vs_sim.core.question import Question
from vs_sim.elicitation.combine_replies import together
from vs_sim.elicitation.method import BatchOptions, Context, at_most, method
from vs_sim.elicitation.prompts.answer_schema import response_schema, weighted_schema
from vs_sim.elicitation.prompts.request_text import clause, counted, form, messages, more, weighed
from vs_sim.elicitation.read_reply import checked, parsed
from vs_sim.llm.flow import Ask


@method("vs_multi", BatchOptions)
def vs_multi(question: Question, context: Context, options: BatchOptions) -> Ask[Distribution]:
    """Ask for a first batch of weighted answers, then for more, k in all."""
    options = at_most(options, question)
    said = {"form": form(question, context), **counted(options), **weighed(options)}
    item = weighted_schema(question, options.definition)
    history: tuple[Message, ...] = ()
    parts = []
    for start in range(0, options.k, options.batch):
        size = min(options.batch, options.k - start)
        if start:
            history = (*history, more(context, clause(context, "vs_multi_more", batch=size, **said)))
        else:
            history = messages(question, context, clause(context, "vs_multi", batch=size, **said))
        reply = yield Request(history, schema=response_schema(item, options.of(size)))
        parts.append(parsed(reply, "vs_multi", options, size))
        history = (*history, Message("assistant", reply.text))
    return checked(together(parts, options.k), question, options)
