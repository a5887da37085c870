"""From a reply to a distribution: parse what was written, then check it against the question.

This is the one place where a method's reply becomes a distribution. A conversation of several replies is read
reply by reply and then put together, each answer with the weight the model gave it on one scale for all.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import replace

from vs_sim.core.distribution import Candidate, Distribution, Repair
from vs_sim.core.message import Reply
from vs_sim.core.question import Question
from vs_sim.elicitation.candidates import merge, name_count
from vs_sim.elicitation.method import ListOptions, WeightedOptions
from vs_sim.elicitation.parse import parse
from vs_sim.elicitation.repair import Repairs
from vs_sim.elicitation.values import typed
from vs_sim.elicitation.weights import SUM_TOLERANCE
from vs_sim.errors import Unparsed

OF_THE_WHOLE = frozenset({"renormalised", "fewer_than_k", "more_than_k"})
"""Repairs of one reply that mean nothing when it is only a part of the answer."""


def read(reply: Reply, method: str, question: Question, options: object = None) -> Distribution:
    """The distribution a reply holds, its values checked against the question.

    Raises:
        Unparsed: The reply was refused by a filter, cannot be read, holds a value the question forbids, or
            nothing but answers that the threshold excludes.
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
    if reply.finish_reason == "content_filter":
        raise Unparsed("content_filter", reply.text)
    definition = options.definition if isinstance(options, WeightedOptions) else "explicit"
    found = parse(reply.text, method, k, finish_reason=reply.finish_reason, definition=definition)
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
    return replace(found, candidates=candidates, repairs=(*kept, Repair("percent", "as asked for")))


def together(parts: Sequence[Distribution], k: int) -> Distribution:
    """One distribution from the replies of one conversation, answers in the order given, equal ones merged.

    Masses are the stated weights, on one scale for all replies; where any reply stated none, every answer of
    every reply counts the same.

    Args:
        parts: What each reply says, at least one.
        k: How many answers were asked for in all.
    """
    repairs = Repairs()
    for part in parts:
        for repair in part.repairs:
            if repair.kind not in OF_THE_WHOLE:
                repairs.add(repair.kind, repair.detail)
    masses = _masses(parts)
    total = math.fsum(masses)
    candidates = [candidate for part in parts for candidate in part.candidates]
    if total <= 0:
        repairs.add("all_zero", "uniform")
        masses, total = [1.0] * len(candidates), float(len(candidates))
    additive = all(not math.isnan(part.listed) for part in parts)
    if additive and abs(total - 1) > SUM_TOLERANCE:
        repairs.add("renormalised", f"sum {total:.6g}")
    weighed = [replace(c, probability=mass / total) for c, mass in zip(candidates, masses, strict=True)]
    merged = merge(weighed, _text, additive=additive)
    if len(merged) < len(weighed):
        repairs.add("duplicate", f"{len(weighed) - len(merged)} merged")
    name_count(len(merged), k, repairs)
    return Distribution(tuple(merged), repairs.named())


def _text(candidate: Candidate) -> str:
    return candidate.text


def _masses(parts: Sequence[Distribution]) -> list[float]:
    """The relative weight of every answer of every reply.

    Within a reply probabilities are proportional to masses, so one answer's stated weight sets the scale of
    them all.
    """
