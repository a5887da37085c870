"""The "Distinct-n" of the verbalized-sampling paper: n-grams of characters, by turn. It mostly tells length."""

from __future__ import annotations

from collections.abc import Sequence

from vs_sim.study.measure import register_measure


@register_measure("distinct_char", shape="texts", better="closer")
def distinct_char(turns: Sequence[str], n: int) -> float:
    """Mean over turns of distinct n-grams of characters / (characters of the turn), in (0, 1]; `distinct_char@1`.

    On the turn as it stands, blanks and case kept, and divided by its length, not by its number of n-grams: the
    recipe that gives the human row (.419, .809, .892) of Zhang et al. (2025), there called Distinct-n. It is a proxy
    of length (Spearman correlation with characters per turn -.98 in people): read `turn_length` first.

    >>> distinct_char(["abab"], 1), distinct_char(["abab"], 2)
    (0.5, 0.5)
    """
    shares = [len({turn[i : i + n] for i in range(len(turn) - n + 1)}) / len(turn) for turn in turns if turn]
    return sum(shares) / len(shares) if shares else float("nan")
