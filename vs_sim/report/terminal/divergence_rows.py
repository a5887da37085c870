"""The divergences of a sweep as rows of text, for the terminal and for the page."""

from __future__ import annotations

import math
from typing import Any

import pandas as pd
from rich.markup import escape
from rich.table import Table

from vs_sim.report.html.untrusted import visible
from vs_sim.study.data.estimate import shown

DIVERGENCE_HEAD = ("question", "cell", "n", "answers", "KL [95%]", "noise", "less the first [95%]")
DIVERGENCE_NOTE = (
    "KL(cell ‖ reference) in nats, less its small-sample bias; nothing is smoothed, as the reference is known exactly. "
    "noise: what n answers drawn from the reference itself exceed in 5% of samples. n: respondents; of a list, each "
    "gives the distribution that was stated. Figures about models, no evidence about people."
)


def divergence_title(reference: str) -> str:
    """What the table shows."""
    return f"divergence from {reference}"


def divergence_rows(divergences: pd.DataFrame) -> list[list[str]]:
    """One row per question and cell, in text; a blank one was not measured."""
    return [_cells(row) for row in divergences.to_dict("records")]


def _cells(row: dict[Any, Any]) -> list[str]:
    counts = ["" if number is None or number != number else str(int(number)) for number in _counts(row)]
    value = "infinite" if math.isinf(row["kl"]) else f"{shown(row['kl'])}{_interval(row['low'], row['high'])}"
    less = "" if math.isnan(row["less_first"]) else shown(row["less_first"], sign="+")
    return [
        str(row["question"]),
        str(row["label"]),
        *counts,
        value,
        shown(row["sampling_noise"], digits=3),
        less + _interval(row["less_low"], row["less_high"]),
    ]


def _counts(row: dict[Any, Any]) -> list[Any]:
    return [None if pd.isna(row[name]) else row[name] for name in ("n", "answers")]


def _interval(low: float, high: float) -> str:
    return "" if math.isnan(low) else f" [{shown(low)}, {shown(high)}]"


def divergences_in_terminal(divergences: pd.DataFrame, reference: str) -> Table:
    """The table for the terminal."""
    title = escape(visible(divergence_title(reference)))
    found = Table(title=title, title_justify="left", title_style="bold", caption_justify="left")
    for column in DIVERGENCE_HEAD:
        found.add_column(column, justify="left" if column in ("question", "cell") else "right")
    for row in divergence_rows(divergences):
        found.add_row(*(escape(visible(cell)) for cell in row))
    found.caption = DIVERGENCE_NOTE
    return found
