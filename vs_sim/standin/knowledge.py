"""Questions with a closed set of well-known answers, and how likely each comes to mind."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache

STATES = (
    "California Texas Florida New_York Pennsylvania Illinois Ohio Georgia North_Carolina Michigan New_Jersey "
    "Virginia Washington Arizona Tennessee Massachusetts Indiana Maryland Missouri Wisconsin Colorado Minnesota "
    "South_Carolina Alabama Louisiana Kentucky Oregon Oklahoma Connecticut Utah Iowa Nevada Arkansas Kansas "
    "Mississippi New_Mexico Nebraska Idaho West_Virginia Hawaii New_Hampshire Maine Rhode_Island Montana Delaware "
    "South_Dakota North_Dakota Alaska Vermont Wyoming"
)
CLOSED = (
    (r"\b(?:us|u\.s\.|american) state\b|\bstates? (?:in|of) the (?:us|united)|united states", STATES, 0.9),
    (r"\b(?:die|dice)\b", "1 2 3 4 5 6", 0.0),
    (r"\bcoin\b", "Heads Tails", 0.0),
    (r"\bcolou?r\b", "Blue Green Red Purple Black Yellow Orange Pink White Brown", 0.7),
    (r"\bday of the week\b|\bweekday\b", "Friday Saturday Monday Sunday Wednesday Thursday Tuesday", 0.4),
    (r"\bfruit\b", "Apple Banana Strawberry Orange Mango Grape Pear Peach Cherry Kiwi", 0.8),
)
"""Pattern of the question, answers from the first that comes to mind on, exponent of the rank law."""


@lru_cache(maxsize=512)
def closed(question: str, possible: tuple[str, ...] | None = ()) -> Mapping[str, float] | None:
    """The law over the answers of a well-known question, or None for any other question.

    Answer number i (from 0) has a weight of (i + 1) to the power of minus the exponent.

    Args:
        question: As it is asked.
        possible: The answers that may be given: only those of them that are known; empty for any, None for amounts.
    """
    if possible is None:
        return None
    words = question.lower()
    for pattern, answers, exponent in CLOSED:
        if re.search(pattern, words) and re.search(r"\b(?:name|roll|toss|flip|pick|choose|give|favou?rite)\b", words):
            names = [name.replace("_", " ") for name in answers.split()]
            weights = [(rank + 1) ** -exponent for rank in range(len(names))]
            law = dict(zip(names, weights, strict=True))
            kept = {name: law[name] for name in possible or names if name in law}
            return {name: share / sum(kept.values()) for name, share in kept.items()} if len(kept) > 1 else None
    return None
