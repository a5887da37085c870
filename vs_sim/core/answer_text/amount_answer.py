"""Reading an amount out of an answer: the answer is the amount, or a sentence that gives exactly it.

Amounts that are kept, refused, already given, compared or asked about, and numbers of something else, are no answer:
`I'm keeping my $2`, `I already gave $1`, `I have 3 kids` are asked again.
"""

from __future__ import annotations

import re

from vs_sim.core.answer_text.quantity import plain_answer, quantity
from vs_sim.core.answer_text.read_value import ReadValue

LONGEST = 200
"""Characters of an answer; longer ones say more than an amount."""
_VERB = r"(?:give|donate|contribute|offer|pay|send|spare|do|say|go with|choose|answer|spend|wait|take|pledge|put in)"
_BEFORE = re.compile(
    r"(?:(?:ok|okay|sure|yes|well|fine|hmm),?\s)?(?:"
    rf"(?:i|we)(?:'d|'ll| would| will| can| could| want to| am willing to| am going to| am happy to)"
    rf"(?: like to| be willing to| be happy to| gladly| probably| only| just| maybe)?\s{_VERB}\s(?:you\s|them\s)?"
    r"|(?:my|the)\s(?:answer|donation|amount|contribution|offer)(?:\s(?:is|would be))?\s?:?\s"
    r"|(?:answer|donation|amount|contribution|offer|value|antwort|betrag|ответ)\s?[:=]\s?"
    r"|(?:maybe|perhaps|how about|let's say)\s)?"
    r"(?:(?:about|around|roughly|approximately|exactly|only|just|ca\.?|~|≈)\s?)?",
    re.IGNORECASE,
)
_BEHIND = re.compile(
    r"\s(?:today|now|right now|please|in total|total|then|firm|to the charity|to charity|to save the children"
    r"|to the organi[sz]ation|to the children|to you)(?:[.!,]? (?:thanks|thank you))?$|\?$",
    re.IGNORECASE,
)
_NOTHING = re.compile(
    r"(?:nothing|none|zero|nil|no donation|no money|not donating(?: anything)?|nichts|nada|rien|niente|ничего)"
    r"(?: at all| today| now)?",
    re.IGNORECASE,
)
_REFUSES = re.compile(
    r"(?:no|sorry|no, sorry)?,?\s?(?:i|we) (?:would not|wouldn't|will not|won't|can't|cannot|can not|do not want to|"
    r"don't want to|am not going to) (?:give|donate|contribute|pay)(?: (?:anything|any money|a cent|a penny))"
    r"(?: at all| today| right now| now)?",
    re.IGNORECASE,
)
_SMALL_CENTS = re.compile(r"0?\.\d{1,2} ?(?:cents?|¢)", re.IGNORECASE)


def amount_in(text: str, unit: str) -> ReadValue | None:
    """The amount that an answer gives; None when it gives none for certain.

    Args:
        text: The answer.
        unit: What is counted. Known currencies have their symbols, names and small coins, times their units; another
            unit has its own name. A number in another unit is no answer.
    """
    body = plain_answer(text)
    if not body or len(body) > LONGEST:
        return None
    if _NOTHING.fullmatch(body):
        return ReadValue(0.0)
    if _REFUSES.fullmatch(body):
        return ReadValue(0.0, ("value_in_text",))
    if (value := _value(body, unit)) is not None:
        return value
    shorter = _BEHIND.sub("", _BEFORE.sub("", body, count=1))
    if shorter == body:
        return None
    value = ReadValue(0.0) if _NOTHING.fullmatch(shorter) else _value(shorter, unit)
    return value and ReadValue(value.value, (*value.repairs, "value_in_text"))


def _value(body: str, unit: str) -> ReadValue | None:
    value = quantity(body, unit)
    if value is None:
        return None
    if _SMALL_CENTS.fullmatch(body) and value > 0:  # `.50 cents`: people mean half a dollar
        return ReadValue(round(value * 100, 10), ("dollars_meant",))
    return ReadValue(value)
