"""Distinct-n: how rarely a speaker repeats words."""

from __future__ import annotations

from collections.abc import Sequence

from vs_sim.study.data import text_statistics
from vs_sim.study.measure import register_measure


@register_measure("distinct", shape="texts", better="closer")
def distinct(turns: Sequence[str], n: int) -> float:
    """Distinct n-grams of words / (all n-grams) of one speaker in one dialogue, in (0, 1]; asked for as `distinct@1`.

    Words are runs of letters and digits in lower case; the turns are joined. People's own is the aim. It falls
    with the number of words: compare speakers of equal length, or take `distinct_window`. Source: Li et al. (2016).

    >>> distinct(["I give", "I give one"], 1)
    0.6
    """
    return text_statistics.distinct_share(text_statistics.split_words(" ".join(turns)), n)
