"""Readability: the school grade that a speaker's turns ask for."""

from __future__ import annotations

from collections.abc import Sequence

from vs_sim.study.data import text_statistics
from vs_sim.study.measure import register_measure


@register_measure("readability", shape="texts", better="closer")
def readability(turns: Sequence[str]) -> float:
    """Mean over turns of .39 (words / sentences) + 11.8 (syllables / words) - 15.59, in [-3.4, ∞); people's is the aim.

    The Flesch-Kincaid grade (Kincaid et al. 1975) with syllables by groups of vowels (`study.data.text_statistics`): no
    dictionary, so that both sides are counted alike; packages that count otherwise differ by up to half a grade.

    >>> round(readability(["I give one dollar."]), 2), round(readability(["Considerable generosity!"]), 2)
    (0.72, 44.19)
    """
    grades = [grade(turn) for turn in turns if text_statistics.LETTERS.search(turn)]
    return sum(grades) / len(grades) if grades else float("nan")


def grade(turn: str) -> float:
    """The grade of one turn that has a word in it."""
    spoken = text_statistics.LETTERS.findall(turn)
    length, weight = (
        len(spoken) / text_statistics.count_sentences(turn),
        sum(map(text_statistics.syllables, spoken)) / len(spoken),
    )
    return 0.39 * length + 11.8 * weight - 15.59
