"""From a reply to a distribution: parse what was written, then check it against the question.

This is the one place where a method's reply becomes a distribution. The replies of a longer conversation are
`parsed` one by one, put together by `batches`, and `checked`.
"""

from __future__ import annotations

from dataclasses import replace

from vs_sim.core.distribution import Distribution, Repair
from vs_sim.core.finish_reason import finished
from vs_sim.core.message import Reply
from vs_sim.core.question import Question
from vs_sim.elicitation.method import ListOptions, WeightedOptions
from vs_sim.elicitation.parsing.parse import parse
from vs_sim.elicitation.parsing.weights import SUM_TOLERANCE
from vs_sim.elicitation.typed_values import typed
from vs_sim.errors import Unparsed


def read(reply: Reply, method: str, question: Question, options: object = None) -> Distribution:
    """The distribution a reply holds, its values checked against the question.

    Raises:
        Unparsed: The reply did not end normally, was refused by a filter, cannot be read, holds a value the question
            forbids, or nothing but answers that the threshold excludes.
    """
    k = options.count if isinstance(options, ListOptions) else None
    return checked(parsed(reply, method, options, k), question, options)


def parsed(reply: Reply, method: str, options: object = None, k: int | None = None) -> Distribution:
    """What one reply says, not yet checked against the question.

    Args:
        reply: As it came.
        method: The method, as the parser knows it.
        options: The method's options.
        k: How many answers this reply was asked for; None when no number was given.
    """
    how = finished(reply)
    definition = options.definition if isinstance(options, WeightedOptions) else None
    found = parse(reply.text, method, k, finish_reason=how, definition=definition)
    if definition == "relative":
        return found.repair("relative", "weights are relative to the likeliest answer")
    return _as_shares(found) if definition == "percentage" else found


def checked(found: Distribution, question: Question, options: object = None) -> Distribution:
    """The distribution as the options read it, values checked, filtered where the options say so."""
    if isinstance(options, ListOptions):
        found = replace(found, reading=options.reading)
    found = typed(found, question)
    if isinstance(options, WeightedOptions) and options.filter and options.threshold is not None:
        try:
            return found.below(options.threshold)
        except ValueError as error:
            raise Unparsed("above_threshold", "\n".join(found.texts), detail=str(error)) from None
    return found


def _as_shares(found: Distribution) -> Distribution:
    """Percentages without a sign, as asked for, stated as shares."""
    if any(repair.kind == "percent" for repair in found.repairs) or not found.stated_sum > 1.5:
        return found
    stated = (None if c.stated is None else c.stated / 100 for c in found.candidates)
    candidates = tuple(replace(c, stated=share) for c, share in zip(found.candidates, stated, strict=True))
    kept = tuple(repair for repair in found.repairs if repair.kind != "renormalised")
    shares = replace(found, candidates=candidates, repairs=(*kept, Repair("percent", "as asked for")))
    far = abs(shares.stated_sum - 1) > SUM_TOLERANCE
    return shares.repair("renormalised", f"sum {shares.stated_sum:.6g}") if far else shares
