"""What the candidates of a typed question mean, checked against the question.

An amount, a point of a scale or an option is read from every candidate's text; candidates that mean the same
become one. A candidate that cannot be read fails the whole answer, so that it is asked again: dropping it would
change the distribution without a trace.
"""

from __future__ import annotations

import math
from dataclasses import replace

from vs_sim.core.answer_type import AnswerType
from vs_sim.core.answers.text import Text
from vs_sim.core.distribution import Candidate, Distribution
from vs_sim.core.question import Question
from vs_sim.elicitation.parsing.candidates import merge
from vs_sim.elicitation.parsing.repair import Repairs
from vs_sim.elicitation.parsing.weights import LOGARITHMIC
from vs_sim.errors import Unparsed


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
    fitted = question.answer.fitted(value, clip=question.outside == "clip")
    if fitted is None:
        low, high = question.answer.span or (math.nan, math.nan)
        raise Unparsed("out_of_range", candidate.text, detail=f"{_text(value)} is not within {low:g} to {high:g}")
    for repair in fitted.repairs:
        repairs.add(repair, f"{_text(value)} to {_text(fitted.value)}")
    return fitted.value


def _text(value: float | str) -> str:
    return value if isinstance(value, str) else f"{value:g}"
