"""Multi-turn: one answer per turn of one conversation, each different from those before; uniformly distributed."""

from __future__ import annotations

from vs_sim.core.distribution import Distribution
from vs_sim.core.message import Message, Request
from vs_sim.core.question import Question
from vs_sim.elicitation.combine_replies import together
from vs_sim.elicitation.method import Context, TurnOptions, at_most, method
from vs_sim.elicitation.prompts.request_text import clause, form, messages, more
from vs_sim.elicitation.read_reply import checked, parsed
from vs_sim.llm.flow import Ask


@method("multi_turn", TurnOptions)
def multi_turn(question: Question, context: Context, options: TurnOptions) -> Ask[Distribution]:
    """Ask for one answer as `direct` does, then for another one, k in all."""
    options = at_most(options, question)
    history = messages(question, context, clause(context, "direct", form=form(question, context)))
    another = more(context, clause(context, "multi_turn", form=form(question, context)))
    parts = []
    for _ in range(options.k):
        reply = yield Request(history)
        parts.append(parsed(reply, "multi_turn"))
        history = (*history, Message("assistant", reply.text), another)
    return checked(together(parts, options.k), question, options)
