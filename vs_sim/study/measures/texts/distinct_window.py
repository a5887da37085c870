"""Distinct-n of the first hundred words: fair between speakers of different length."""

from __future__ import annotations

from collections.abc import Sequence

from vs_sim.study.data import text_statistics
from vs_sim.study.measure import register_measure

WINDOW = 100
"""Words."""


@register_measure("distinct_window", shape="texts", better="closer")
def distinct_window(turns: Sequence[str], n: int) -> float:
    """Distinct n-grams / (all n-grams) of a speaker's first 100 words in a dialogue, in (0, 1]; NaN with fewer words.

    As `distinct`, but at one length, since the ratio falls with length (Covington & McFall 2010): `distinct_window@1`.
    Dialogues with fewer words are left out, and n says how many are left.

    >>> distinct_window(["word " * 100], 1), distinct_window(["word " * 99], 1)
    (0.01, nan)
    """
    spoken = text_statistics.split_words(" ".join(turns))
    return text_statistics.distinct_share(spoken[:WINDOW], n) if len(spoken) >= WINDOW else float("nan")
