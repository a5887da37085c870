"""Reading a point of a rating scale out of an answer: the answer is the number, at most with its label."""

from __future__ import annotations

import re

from vs_sim.core.answer_text.numeral import one_script
from vs_sim.core.answer_text.quantity import NUMBER_WORDS, plain_answer
from vs_sim.core.answer_text.read_value import ReadValue

LONGEST = 200
"""Characters of an answer; longer ones are no point with its label."""
_WORDS = rf"(?:{'|'.join(word for word in NUMBER_WORDS if word not in ('a', 'an'))})"
_POINT = rf"(?P<point>-?\d{{1,6}}(?:\.0{{1,3}})?|{_WORDS})"
_ANSWER = re.compile(
    r"(?P<before>(?:on a scale (?:of|from) (?P<low>-?\d{1,6}) (?:to|-) (?P<high>\d{1,6}),?\s)?"
    r"(?:(?:i'd|i would) (?:say|rate it|give it|choose|pick|go with)(?: an?)?\s|i'm an? |i am an? |"
    r"(?:(?:my|the)\s)?(?:rating|answer|score|response|choice|bewertung|antwort|оценка|ответ)(?:\s(?:is|ist))?\s?[:=]?\s)?)"
    rf"{_POINT}(?:\s?(?:/|out of|of|von|de|из)\s?(?P<below>\d{{1,6}}))?"
    r"(?P<label>\s?[:=]\s?.{1,150}|[,.;]\s.{1,150}|\s-\s.{1,150}|\s?\([^()]{1,100}\))?",
    re.IGNORECASE | re.DOTALL,
)
_DIGIT_OR_WORD = re.compile(
    rf"\d|\b(?:{_WORDS})\b|\b(?:not|no|or|nicht|kein|oder|pas|ou|не|или)\b|n't\b", re.IGNORECASE
)
MOST_WORDS = 8


def point_in(text: str, low: int, high: int) -> ReadValue | None:
    """The whole number that an answer is; None when it is none, a fraction, or may be of something else.

    Args:
        text: The answer, for example `4`, `4/7`, `4 - neutral`, `Rating: 4` or `four`.
        low: The scale's lowest point.
        high: The scale's highest point, the only one that may stand behind `/` or `out of`.
    """
    body = plain_answer(one_script(text))
    match = _ANSWER.fullmatch(body) if len(body) <= LONGEST else None
    if match is None or (match["below"] and int(match["below"]) != high):
        return None
    if match["low"] and (int(match["low"]), int(match["high"])) != (low, high):
        return None
    label = match["label"] or ""
    if _DIGIT_OR_WORD.search(label) or len(label.split()) > MOST_WORDS:
        return None
    point = match["point"].casefold()
    value = NUMBER_WORDS[point] if point in NUMBER_WORDS else float(point)
    return ReadValue(float(value), ("value_in_text",) if match["before"] or label else ())
