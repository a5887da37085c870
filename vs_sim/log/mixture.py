"""The whole distribution instead of one draw: the mixture of the distributions from which a run drew its answers.

Every dialogue ends in a distribution over answers, of which the run uses one draw. The variance of their mixture is
Var_i(F_i)/n, that between dialogues, not F(1 − F)/n. The mixture integrates over the last decision only, not over the
path of draws that led to it, and it is never pooled with draws.
"""

from __future__ import annotations

import math
import sqlite3
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any, TypeAlias

import numpy as np
from numpy.typing import NDArray

from vs_sim.core.bar_table import Bar, html_table, text_table
from vs_sim.core.distribution import Select
from vs_sim.errors import StudyError
from vs_sim.log.redraw import LoggedDraw, draws_of

if TYPE_CHECKING:
    import pandas as pd

_Floats: TypeAlias = NDArray[np.float64]
_HEAD = ("answer", "probability", "95% interval")
LAST_DECISION = "it integrates the last decision only, not the path that led to it, and is never pooled with draws"
SHARPENED = "samples weighted by their own probability are sharpened twice: read them with select=uniform"


@dataclass(frozen=True, eq=False)
class Mixture:
    """The mean of n distributions over answers, one per completed dialogue.

    Attributes:
        question: What was asked.
        values: The support: amounts and scale points increasing, options in order of first occurrence; k of them.
        distributions: The probability of each value in each dialogue, shape (n, k); rows sum to 1.
        people: Who answered in each dialogue, n of them.
        listed: The probability mass that each answer claimed to list, shape (n,); NaN where it stated none.
        reading: `exhaustive`, `sample`, or `mixed` where answers differ.
        select: How candidates were weighted: `probability`, `uniform`, `mode`, or `mixed`.
        reference: The reference that the scenario names for the question; None for none.
        margin: The equivalence margin that the scenario declares, in (0, 1); None for none.
    """

    question: str
    values: tuple[float | str, ...]
    distributions: _Floats
    people: tuple[str, ...]
    listed: _Floats
    reading: str
    select: str
    reference: str | None = None
    margin: float | None = None

    @property
    def n(self) -> int:
        """How many dialogues."""
        return len(self.people)

    @property
    def numeric(self) -> bool:
        """Whether the values are numbers."""
        return not any(isinstance(value, str) for value in self.values)

    @property
    def probabilities(self) -> _Floats:
        """The mixture, shape (k,); sums to 1, NaN without any dialogue."""
        return self.distributions.mean(axis=0) if self.n else np.full(len(self.values), np.nan)

    @property
    def unlisted(self) -> float:
        """The mean probability mass that was not listed, in [0, 1]; NaN where no answer stated any."""
        stated = self.listed[~np.isnan(self.listed)]
        return float(1 - stated.mean()) if len(stated) else math.nan

    @property
    def sharpened(self) -> bool:
        """Whether samples were weighted by their own probability."""
        return self.reading in ("sample", "mixed") and self.select in ("probability", "mixed")

    @cached_property
    def standard_errors(self) -> _Floats:
        """Of the probabilities, shape (k,): the root of Var_i(p_i)/n, persons as clusters; NaN for one person."""
        return np.asarray(np.sqrt(np.diag(clustered(self.distributions, self.people)).clip(0.0)), dtype=np.float64)

    @property
    def frame(self) -> pd.DataFrame:
        """One row per value: `value`, `probability`, `standard_error`, `low` and `high` (95%, within [0, 1])."""
        import pandas as pd

        p, error = self.probabilities, self.standard_errors
        low, high = (p - 1.96 * error).clip(0.0, 1.0), (p + 1.96 * error).clip(0.0, 1.0)
        columns = {"value": self.values, "probability": p, "standard_error": error, "low": low, "high": high}
        return pd.DataFrame(columns)

    @property
    def notes(self) -> list[str]:
        """Remarks without which the numbers would be misread."""
        unlisted = "not stated" if math.isnan(self.unlisted) else f"{self.unlisted:.2f}"
        counted = f"the mixture of {self.n} distributions of {len(set(self.people))} persons"
        read = f"read as {self.reading}, selected by {self.select}, mass not listed: {unlisted}"
        return [f"{counted}; {read}", LAST_DECISION, *([SHARPENED] if self.sharpened else [])]

    def __repr__(self) -> str:
        return f"Mixture({self.question}, n={self.n}, values={len(self.values)}; {'; '.join(self.notes)})"

    def __str__(self) -> str:
        return text_table(_HEAD, self._bars(), self.notes)

    def _repr_html_(self) -> str:
        return html_table(_HEAD, self._bars(), self.notes)

    def _bars(self) -> list[Bar]:
        rows: list[dict[str, Any]] = self.frame.to_dict("records")  # type: ignore[assignment]  # keys are columns
        return [
            Bar(
                row["value"] if isinstance(row["value"], str) else f"{row['value']:g}",
                (f"{row['probability']:.3f}", f"[{row['low']:.3f}, {row['high']:.3f}]"),
                row["probability"],
            )
            for row in rows
        ]


def clustered(rows: _Floats, people: Sequence[str]) -> _Floats:
    """The person-linearised covariance of the mean of rows (n, k), shape (k, k).

    psi_p = the sum over the rows of person p of (row − mean) / n, and Cov = P / (P − 1) · sum of psi_p psi_pᵀ
    (Särndal, Swensson & Wretman 1992, section 5.5). NaN with fewer than two persons.
    """
    known = {person: number for number, person in enumerate(dict.fromkeys(people))}
    if len(known) < 2:
        return np.full((rows.shape[1], rows.shape[1]), np.nan)
    psi = np.zeros((len(known), rows.shape[1]))
    np.add.at(psi, [known[person] for person in people], (rows - rows.mean(axis=0)) / len(rows))
    return np.asarray(len(known) / (len(known) - 1) * psi.T @ psi, dtype=np.float64)


def mixture_of(log: sqlite3.Connection, question: str, select: Select | None, exchange: int | None) -> Mixture:
    """The mixture of the distributions of a question's answers.

    Args:
        log: The run's log.
        question: The question's name.
        select: How candidates are weighted; None for the rule by which each answer was drawn.
        exchange: 0-based; None for answers outside exchanges.

    Raises:
        StudyError: The answers are texts, which no two dialogues share.
    """
    found = draws_of(log, question, exchange)
    values = [_values(one, question) for one in found]
    support = _support([value for row in values for value in row])
    distributions = np.zeros((len(found), len(support)))
    column = {value: number for number, value in enumerate(support)}
    for row, one, answers in zip(distributions, found, values, strict=True):
        shares = one.draw.distribution.selection_probabilities(select or one.draw.select)
        np.add.at(row, [column[answer] for answer in answers], shares)
    return Mixture(
        question,
        support,
        distributions,
        tuple(one.person for one in found),
        np.array([one.draw.distribution.listed for one in found]),
        _one(found, [one.draw.distribution.reading for one in found]),
        _one(found, [select or one.draw.select for one in found]),
    )


def _values(one: LoggedDraw, question: str) -> list[float | str]:
    values = [candidate.value for candidate in one.draw.distribution.candidates]
    typed = [value for value in values if value is not None]
    if len(typed) < len(values):
        raise StudyError(f"answers to {question!r} are texts", hint="mix the answers to a typed question")
    return typed


def _support(values: Sequence[float | str]) -> tuple[float | str, ...]:
    """Numbers increasing; options in order of first occurrence."""
    distinct = tuple(dict.fromkeys(values))
    numbers = [value for value in distinct if not isinstance(value, str)]
    return tuple(sorted(numbers)) if len(numbers) == len(distinct) else distinct


def _one(found: Sequence[LoggedDraw], kinds: Sequence[str]) -> str:
    return kinds[0] if len(set(kinds)) == 1 else "mixed" if found else "nothing"
