"""Questions with a closed set of well-known answers, and the probability of each answer."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache

_STATES = (
    "California Texas Florida New_York Pennsylvania Illinois Ohio Georgia North_Carolina Michigan New_Jersey "
    "Virginia Washington Arizona Tennessee Massachusetts Indiana Maryland Missouri Wisconsin Colorado Minnesota "
    "South_Carolina Alabama Louisiana Kentucky Oregon Oklahoma Connecticut Utah Iowa Nevada Arkansas Kansas "
    "Mississippi New_Mexico Nebraska Idaho West_Virginia Hawaii New_Hampshire Maine Rhode_Island Montana Delaware "
    "South_Dakota North_Dakota Alaska Vermont Wyoming"
)
_CLOSED_QUESTIONS = (
    (r"\b(?:us|u\.s\.|american) state\b|\bstates? (?:in|of) the (?:us|united)|united states", _STATES, 0.9),
    (r"\b(?:die|dice)\b", "1 2 3 4 5 6", 0.0),
    (r"\bcoin\b", "Heads Tails", 0.0),
    (r"\bcolou?r\b", "Blue Green Red Purple Black Yellow Orange Pink White Brown", 0.7),
    (r"\bday of the week\b|\bweekday\b", "Friday Saturday Monday Sunday Wednesday Thursday Tuesday", 0.4),
    (r"\bfruit\b", "Apple Banana Strawberry Orange Mango Grape Pear Peach Cherry Kiwi", 0.8),
)
"""Pattern of the question, answers by rank, exponent of the power law over ranks."""


@lru_cache(maxsize=512)
def well_known_answers(question: str, possible: tuple[str, ...] | None = ()) -> Mapping[str, float] | None:
    """The distribution over the answers of a well-known question; None for any other question.

    Answer number i (from 0) has the weight (i + 1) ** -exponent.

    Args:
        question: The question as asked.
        possible: The answers that are allowed, of which the known ones are used; empty for any, None for amounts.
    """
    if possible is None:
        return None
    words = question.lower()
    for pattern, answers, exponent in _CLOSED_QUESTIONS:
        if re.search(pattern, words) and re.search(r"\b(?:name|roll|toss|flip|pick|choose|give|favou?rite)\b", words):
            names = [name.replace("_", " ") for name in answers.split()]
            weights = [(rank + 1) ** -exponent for rank in range(len(names))]
            known = dict(zip(names, weights, strict=True))
            kept = {name: known[name] for name in possible or names if name in known}
            return {name: share / sum(kept.values()) for name, share in kept.items()} if len(kept) > 1 else None
    return None
