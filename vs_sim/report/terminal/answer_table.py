"""How often each answer was given, for questions without reference data."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from vs_sim.log.redraw import draws_of
from vs_sim.study.comparison.outcomes import declared_comparison
from vs_sim.study.data.frequencies import Frequencies

if TYPE_CHECKING:
    from vs_sim.log.run import Run

_MOST = 12
"""Answers that a table shows."""


def answer_tables(run: Run) -> Iterator[str]:
    """One table a question asked once a dialogue, in the order of the scenario."""
    for name in run.scenario.questions:
        if name not in declared_comparison(run).references and (found := answered(run, name)).n:
            head, *lines = str(found).splitlines()
            rows, notes = lines[: len(found.counts)], lines[len(found.counts) :]
            more = [f"… {len(rows) - _MOST} more answers"] if len(rows) > _MOST else []
            yield "\n".join([f"{name}: {found.question.ask}", head, *rows[:_MOST], *more, *notes])


def answered(run: Run, question: str) -> Frequencies:
    """The answers that a question got once a dialogue, and how often each."""
    draws = tuple(each.draw for each in draws_of(run.log, question))
    return Frequencies(draws, run.scenario.questions[question])
