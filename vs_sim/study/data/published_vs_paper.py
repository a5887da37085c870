"""What the verbalized-sampling paper reports of its persuasion dialogues: context of a scorecard, never judged."""

from __future__ import annotations

from functools import cache
from typing import Literal

import numpy as np
from pydantic import Field

from vs_sim.study.data.provenance import Header, StrictData, read_document, validated
from vs_sim.study.data.reference import SHELF

PAPER_FIGURES = "vs_paper/dialogues"
"""The name of the shipped figures."""
_FILE = SHELF / f"{PAPER_FIGURES}.json"
EMPTY_ANSWER = 0.25
"""The constant that is nearer to people, pair by pair, than every method reported."""


class PrintedCounts(StrictData):
    """Amounts recovered from a figure."""

    mean: float = Field(description="as printed, dollars")
    counts: dict[float, int] = Field(description="amount to dialogues")


class PrintedRow(StrictData):
    """One model and method."""

    model: str = Field(description="as the paper names it")
    method: str = Field(description="how it was asked")
    ks: float = Field(description="printed distance to people")
    mae: float = Field(description="printed mean absolute difference to the person simulated, dollars")
    mean: float | None = Field(default=None, description="printed mean amount, where there is one")
    counts: dict[float, int] | None = Field(default=None, description="amount to dialogues, recovered from a figure")


class PrintedSpeaker(StrictData):
    """How one method writes, averaged over models."""

    speaker: str = Field(description="the method, or people")
    distinct_char: tuple[float, float, float] = Field(description="distinct n-grams of characters, n = 1, 2, 3")
    semantic_diversity: float = Field(description="by an embedding that is not named")
    readability: float = Field(description="Flesch-Kincaid grade")


class Paper(Header):
    """The figures of its appendix on dialogues."""

    schema_: Literal["vs_sim.paper/1"] = Field(default="vs_sim.paper/1", alias="schema")
    shape: Literal["context"] = Field(default="context", description="printed figures")
    human: PrintedCounts
    rows: tuple[PrintedRow, ...]
    language: tuple[PrintedSpeaker, ...]

    @property
    def best(self) -> PrintedRow:
        """The row with the smallest mean absolute error."""
        return min(self.rows, key=lambda row: row.mae)

    def constant_mae(self, amount: float = EMPTY_ANSWER) -> float:
        """Mean absolute error of always answering the same amount, from the recovered counts of people, dollars."""
        values, counts = np.array(list(self.human.counts)), np.array(list(self.human.counts.values()))
        return float(np.abs(values - amount) @ counts / counts.sum())


@cache
def load_paper() -> Paper:
    """The shipped figures.

    Raises:
        ScenarioError: The file is broken; every fault is listed.
    """
    return validated(read_document(_FILE), Paper, _FILE)


def empty_answer() -> str:
    """What a mean absolute error alone says, in words.

    >>> empty_answer()[:65]
    'Read the mean absolute error with care: always answering $0.25 wo'
    """
    paper = load_paper()
    return (
        f"Read the mean absolute error with care: always answering ${EMPTY_ANSWER:.2f} would score "
        f"{paper.constant_mae():.3f} on the people of the paper, better than every method in it "
        f"(the best has {paper.best.mae:.3f}), the fine-tuned one too."
    )
