"""Reading a point of a scale or one of several options out of an answer."""

from __future__ import annotations

import re
from collections.abc import Sequence

from vs_sim.elicitation.typed.amount_answer import LONGEST, Read, plain

_WORDS = {
    "zero": 0, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9,
    "ten": 10,
}  # fmt: skip
_RANGE = re.compile(
    r"\b(?:scale|range)?\s{0,3}(?:of|from)\s{1,3}-?\d{1,6}\s{0,3}(?:to|-|–|through)\s{0,3}-?\d{1,6}", re.IGNORECASE
)
_OUT_OF = re.compile(r"(?<=\d)\s{0,3}(?:/|out of|of)\s{0,3}(\d{1,6})(?![\d.])", re.IGNORECASE)
_NUMBER = re.compile(r"(?<![\w.])[-−]?\d{1,6}(?:\.\d{1,6})?(?![\w%])")
_ENUMERATED = re.compile(r"(?:\(?[a-z0-9]{1,2}[).:]|[-*•])\s{1,5}", re.IGNORECASE)
_DENIAL = re.compile(r"n['’]t\b|\b(?:not|never|neither|nor|cannot|no longer)\b", re.IGNORECASE)


def point_in(text: str, low: int, high: int) -> Read | None:
    """The whole number an answer names; None when it names none, a fraction, or more than one.

    Args:
        text: The answer, for example `4`, `4/7`, `4 - neutral` or `four`.
        low: The scale's lowest point; a sign counts only where it is negative.
        high: The scale's highest point, the only one that may stand behind `/` or `out of`.
    """
    body = plain(text)
    if len(body) > LONGEST:
        return None
    if body.lower() in _WORDS:
        return Read(float(_WORDS[body.lower()]))
    below = _OUT_OF.search(body)
    if below and int(below[1]) != high:
        return None
    kept = _RANGE.sub(" ", _OUT_OF.sub(" ", body))
    numbers = [match[0].replace("−", "-") for match in _NUMBER.finditer(kept)]
    values = {float(number) if low < 0 else abs(float(number)) for number in numbers}
    if low >= 0 and any(number.startswith("-") for number in numbers) and body[:1] in "-−":
        values = {float(number) for number in numbers}
    if len(values) != 1 or (_DENIAL.search(kept) and not _NUMBER.match(kept)):
        return None
    (value,) = values
    if value != int(value):
        return None
    whole = _NUMBER.fullmatch(body) or (below and body == f"{numbers[0]}{below[0]}")
    return Read(value, () if whole else ("value_in_text",))


def option_in(text: str, options: Sequence[str]) -> Read | None:
    """The option an answer names; None when it names none, several, or denies the one it names.

    Args:
        text: The answer.
        options: The options as the question spells them.
    """
    known = {_folded(option): option for option in options}
    body = _folded(text)
    if len(body) > LONGEST:
        return None
    if body in known:
        return Read(known[body])
    listed = _folded(_ENUMERATED.sub("", text.strip(), count=1))
    if listed in known:
        return Read(known[listed], ("value_in_text",))
    found, rest = _contained(body, sorted(known, key=len, reverse=True))
    if len(found) != 1 or _DENIAL.search(rest):
        return None
    return Read(known[found.pop()], ("value_in_text",))


def _contained(body: str, known: Sequence[str]) -> tuple[set[str], str]:
    """The options that stand in a text as whole words, the longest first, and the text without them."""
    found = set()
    for option in known:
        pattern = rf"(?<!\w){re.escape(option)}(?!\w)"
        shorter, count = re.subn(pattern, " ", body)
        if count:
            found.add(option)
            body = shorter
    return found, body


def _folded(text: str) -> str:
    return " ".join(plain(text).casefold().split())
