"""Words at an exchange: how turns grow and shrink in the course of a dialogue."""

from __future__ import annotations

from collections.abc import Sequence

from vs_sim.study.measure import register_measure


@register_measure("words_at", shape="texts", better="closer")
def words_at(turns: Sequence[str], exchange: int) -> float:
    """The words (separated by blanks) of a speaker's turn number `exchange`, from 0, in [0, ∞); NaN without one.

    Asked for as `words_at@3`. Lengths are compared at equal exchanges, since people begin and end with short
    turns: persuadees of PersuasionForGood (Wang et al. 2019) go from 7 words to 16 and back to 12.

    >>> words_at(["Hello there", "I give 1 dollar"], 1), words_at(["Hello there"], 1)
    (4.0, nan)
    """
    return float(len(turns[exchange].split())) if exchange < len(turns) else float("nan")
