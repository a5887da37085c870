"""Answers that are no numbers count by their place among those that are known: 1, 2, …; any other answer is 0.

So every measure that counts what lies in bins of width 1 is one of categories, whatever the order of the places.
"""

from __future__ import annotations

from collections.abc import Sequence

CATEGORICAL = (
    "total_variation@1",
    "kl@1,0.05",
    "jensen_shannon@1",
    "coverage@1,100",
    "precision@1",
    "effective_outcomes@1",
)
"""The measures printed for such answers: none of them depends on an order, and all of them are descriptive."""


def place(answer: str, levels: Sequence[str]) -> float:
    """The place of an answer, 1-based; 0 for one that is not known. Case, blanks and a final full stop do not count.

    >>> place("new  york.", ["Texas", "New York"])
    2.0
    """
    known = {folded_levels(level): at for at, level in enumerate(levels, 1)}
    return float(known.get(folded_levels(answer), 0))


def folded_levels(answer: str) -> str:
    """An answer without what makes no difference."""
    return " ".join(answer.split()).casefold().rstrip(".")
