"""How far the answers of each condition are from the exact distribution of one: KL, question by question and pooled.

A plan names that condition with `divergence_from`. It is asked by `logprobs`, so that its distribution is read and not
estimated; that of a base model, for example, of which an aligned one is a collapsed version.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence

import numpy as np
import pandas as pd

from vs_sim.core.question import Question
from vs_sim.core.scenario import Scenario
from vs_sim.elicitation.method import METHODS
from vs_sim.study.data.ecdf import Floats
from vs_sim.study.inference.divergence import Divergence, kl_from, mean_of
from vs_sim.sweep.results import CellResult, SweepCondition, conditions_of

DIVERGENCES = (
    "question", "label", "n", "answers", "kl", "low", "high", "sampling_noise",
    "less_first", "less_low", "less_high",
)  # fmt: skip
POOLED = "all questions (mean)"
MOMENTS = ("start", "end")
DivergenceRow = tuple[str | float | None, ...]


def divergence_table(cells: Sequence[CellResult], reference: str | None) -> pd.DataFrame:
    """One row per question and condition, and the mean over all questions: KL(condition ‖ reference) in nats.

    Columns: `question`; `label`; `n` (respondents); `answers` (different ones given); `kl` (less its bias, at least
    0); `low` and `high` (95%, respondents resampled); `sampling_noise` (what n answers drawn from the reference itself
    exceed in 5% of samples); `less_first`, `less_low`, `less_high` (the value less that of the first condition of the
    question, with its 95% interval; missing in the row of the first). Nothing is smoothed; see
    `vs_sim.study.inference.divergence`.

    Args:
        cells: The cells with their runs.
        reference: The label of the condition from which all others diverge; None for no table.
    """
    conditions = list(conditions_of(cells))
    known = next((each for each in conditions if each.label == reference), None)
    others = [each for each in conditions if each is not known]
    rows = list(_rows(known, others)) if known else []
    return pd.DataFrame(rows, columns=list(DIVERGENCES)).astype({"n": "Int64", "answers": "Int64"})


def not_asked_by_logprobs(scenario: Scenario) -> list[str]:
    """The closed questions of a scenario of which no exact distribution would be known."""
    ways = {name: one.method or scenario.roles[one.of].method for name, one in closed_questions(scenario).items()}
    return [name for name, way in ways.items() if not METHODS.get(way.name).closed]


def closed_questions(scenario: Scenario) -> dict[str, Question]:
    """The questions whose answers can be listed, asked once a dialogue."""
    return {name: one for name, one in scenario.questions.items() if one.answer.spellings and one.when in MOMENTS}


def _rows(known: SweepCondition, others: Sequence[SweepCondition]) -> Iterator[DivergenceRow]:
    by_question = {}
    for question in closed_questions(next(iter(known.runs.values())).scenario):
        values, rows = _distributions(known, question)
        exact = dict(zip(values, rows.mean(axis=0).tolist(), strict=True)) if len(rows) else {}
        found: dict[str, Divergence] = {}
        for other in others if exact else ():
            values, rows = _distributions(other, question, tuple(exact))
            if len(rows):
                q = np.array([exact.get(value, 0.0) for value in values])
                found[other.label] = kl_from(rows, q, "divergence", question, other.label)
                yield _row(question, found, int((rows.sum(axis=0) > 0).sum()))
        by_question[question] = found
    pooled: dict[str, Divergence] = {}
    for label in (other.label for other in others if len(by_question) > 1):
        if all(label in found for found in by_question.values()):
            pooled[label] = mean_of([found[label] for found in by_question.values()])
            yield _row(POOLED, pooled, None)


def _row(question: str, found: dict[str, Divergence], answers: int | None) -> DivergenceRow:
    """The row of the condition that was found last."""
    first, label = next(iter(found)), next(reversed(found))
    own = found[label]
    less = own.less(found[first]) if label != first else (math.nan,) * 3
    return question, label, own.n, answers, own.value, *own.interval, own.sampling_noise, *less


def _distributions(
    condition: SweepCondition, question: str, known: tuple[float | str, ...] = ()
) -> tuple[tuple[float | str, ...], Floats]:
    """The answers, those that are known first, and the distribution of every respondent over them, shape (n, k)."""
    mixtures = [run.distribution(question) for run in condition.runs.values()]
    values = tuple(dict.fromkeys([*known, *(value for mixture in mixtures for value in mixture.values)]))
    column = {value: number for number, value in enumerate(values)}
    rows = np.zeros((sum(mixture.n for mixture in mixtures), len(values)))
    start = 0
    for mixture in mixtures:
        rows[start : start + mixture.n, [column[value] for value in mixture.values]] = mixture.distributions
        start += mixture.n
    return values, rows
