"""From a reply to a distribution: parse what was written, then check it against the question.

This is the one place where a method's reply becomes a distribution.
"""

from __future__ import annotations

from dataclasses import replace

from vs_sim.core.distribution import Distribution
from vs_sim.core.message import Reply
from vs_sim.core.question import Question
from vs_sim.elicitation.method import ListOptions
from vs_sim.elicitation.parse import parse
from vs_sim.elicitation.values import typed
from vs_sim.errors import Unparsed


def read(reply: Reply, method: str, question: Question, options: object = None) -> Distribution:
    """The distribution a reply holds, its values checked against the question.

    Raises:
        Unparsed: The reply was refused by a filter, cannot be read, or holds a value the question forbids.
    """
    if reply.finish_reason == "content_filter":
        raise Unparsed("content_filter", reply.text)
    listed = options if isinstance(options, ListOptions) else None
    k = listed.count if listed else None
    parsed = parse(reply.text, method, k, finish_reason=reply.finish_reason)
    if listed is not None:
        parsed = replace(parsed, reading=listed.reading)
    return typed(parsed, question)
