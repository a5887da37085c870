"""What the candidates of a typed question mean, checked against the question.

An amount, a point of a scale or an option is read from every candidate's text; candidates that mean the same
become one. A candidate that cannot be read fails the whole answer, so that it is asked again: dropping it would
change the distribution without a trace.
"""

from __future__ import annotations

import math
from dataclasses import replace

from vs_sim.core.answer_type import AnswerType, ReadValue
from vs_sim.core.answers.amount import Amount
from vs_sim.core.answers.options import Options
from vs_sim.core.answers.scale import Scale
from vs_sim.core.answers.text import Text
from vs_sim.core.distribution import Candidate, Distribution
from vs_sim.core.question import Question
from vs_sim.elicitation.parsing.candidates import merge
from vs_sim.elicitation.parsing.repair import Repairs
from vs_sim.elicitation.parsing.weights import LOGARITHMIC
from vs_sim.elicitation.typed.amount_answer import amount_in
from vs_sim.elicitation.typed.option_answer import option_in
from vs_sim.elicitation.typed.scale_answer import point_in
from vs_sim.errors import Unparsed

_NEAR = 1e-9
"""What binary fractions may be off by."""


def typed(distribution: Distribution, question: Question) -> Distribution:
    """The same distribution with a value for every candidate, equal values merged.

    Args:
        distribution: Candidates as parsed; text questions leave it unchanged.
        question: What was asked; `outside` says what happens to values outside its range.

    Returns:
        Candidates whose `value` is a number (amounts in the question's unit on its step, counted from the lowest
        amount; whole numbers on scales) or an option as the question spells it. Repairs: `value_in_text`,
        `dollars_meant`, `off_step`, `clipped`, `same_value`.

    Raises:
        Unparsed: `bad_value` when a candidate cannot be read, `out_of_range` when one is outside the range and
            the question does not clip; `raw` is that candidate's text.
    """
    answer = question.answer
    if isinstance(answer, Text):
        return distribution
    repairs = Repairs()
    valued = [
        replace(candidate, value=_checked(candidate, _read(candidate, answer, repairs), question, repairs))
        for candidate in distribution.candidates
    ]
    logarithmic = any(repair.kind in LOGARITHMIC for repair in distribution.repairs)
    merged = merge(valued, lambda candidate: candidate.value, additive=not logarithmic)
    if len(merged) < len(valued):
        repairs.add("same_value", f"{len(valued) - len(merged)} merged")
    return replace(distribution, candidates=tuple(merged), repairs=(*distribution.repairs, *repairs.named()))


def _read(candidate: Candidate, answer: AnswerType, repairs: Repairs) -> float | str:
    """The value a candidate names.

    Raises:
        Unparsed: It names none, or more than one.
    """
    read: ReadValue | None
    match answer:
        case Amount(unit=unit):
            read = amount_in(candidate.text, unit)
        case Scale(scale=(low, high)):
            read = point_in(candidate.text, low, high)
        case Options(options=options):
            read = option_in(candidate.text, options)
        case _:
            read = answer.read(candidate.text)
    if read is None:
        raise Unparsed("bad_value", candidate.text, detail=f"{candidate.text[:80]!r} names no {answer.key}")
    for repair in read.repairs:
        repairs.add(repair, candidate.text[:80])
    return read.value


def _checked(candidate: Candidate, value: float | str, question: Question, repairs: Repairs) -> float | str:
    """A value within the question's range and on its step.

    Raises:
        Unparsed: It is outside the range, and the question does not clip.
    """
    answer = question.answer
    if isinstance(value, str) or not isinstance(answer, Amount | Scale):
        return value
    low, high = answer.amount if isinstance(answer, Amount) else answer.scale
    if not low - _NEAR <= value <= high + _NEAR:
        if question.outside == "error":
            raise Unparsed("out_of_range", candidate.text, detail=f"{value:g} is not within {low:g} to {high:g}")
        repairs.add("clipped", f"{value:g} to {min(max(value, low), high):g}")
        value = float(min(max(value, low), high))
    return _on_step(value, answer, repairs) if isinstance(answer, Amount) else float(value)


def _on_step(value: float, answer: Amount, repairs: Repairs) -> float:
    """The nearest amount on the step, halves up; a difference is named."""
    steps = math.floor((value - answer.amount[0]) / answer.step + 0.5 + _NEAR)
    near = round(answer.amount[0] + steps * answer.step, 10)
    if abs(near - value) > 1e-6 * answer.step + _NEAR:
        repairs.add("off_step", f"{value:g} to {near:g}")
    return near
