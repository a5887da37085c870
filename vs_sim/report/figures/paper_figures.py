"""The two dialogue figures of Zhang et al. (2025), Verbalized Sampling: donations by model and method, and wording."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np
import pandas as pd
from matplotlib.axes import Axes

from vs_sim.report.figures.canvas import (
    INK,
    PEOPLE,
    SERIES,
    Size,
    axes,
    legend_above,
    lines_across,
    nothing,
    panels,
    plain,
    rows_of,
)  # fmt: skip
from vs_sim.report.figures.estimates import with_interval
from vs_sim.report.figures.outcome_figures import Answers, sample_of
from vs_sim.study.data.clustered_sample import Sample
from vs_sim.study.data.reference import Reference

AREA = 1800
"""Of the bubble of an amount that all give, in square points."""
ALIGNMENT = ("distinct@1", "distinct@2", "distinct@3", "readability")


def donations(
    cells: Mapping[str, Answers], reference: Reference | None = None, *, unit: str = "USD", size: Size = "screen"
) -> Axes:
    """Which amounts are given in each cell: a bubble per amount, its area the share; crosses are means.

    Args:
        cells: What each cell is called, such as `gpt-4.1, vs_standard`, to its answers.
        reference: The people, drawn first; None for the simulations alone.
        unit: Of the amounts.
        size: Where the figure will stand.
    """
    samples = {label: sample for label, answers in cells.items() if (sample := sample_of(answers)).n}
    columns = ([("people", *_of_people(reference), PEOPLE)] if reference else []) + [
        (label, *_of_sample(sample), SERIES[0]) for label, sample in samples.items()
    ]
    if not columns:
        return nothing("no dialogue was completed", size)
    drawn = axes(3.4, size)
    for place, (_, values, shares, colour) in enumerate(columns):
        drawn.scatter(np.full(len(values), place), values, AREA * shares, color=colour, alpha=0.45, linewidth=0)
        name = "_" if place else "mean"
        drawn.plot(place, float(values @ shares), "x", color=INK, ms=8, mew=2, linestyle="none", label=name)
    drawn.set_xticks(range(len(columns)), [plain(column[0], 26) for column in columns], rotation=30, ha="right")
    drawn.set_xlim(-0.6, len(columns) - 0.4)
    drawn.margins(y=0.12)
    drawn.set_ylabel(plain(f"amount, {unit}" if unit else "amount", 30))
    lines_across(drawn)
    legend_above(drawn, 1)
    return drawn


def _of_people(reference: Reference) -> tuple[np.ndarray, np.ndarray]:
    return np.asarray(reference.values, float), np.asarray(reference.probabilities, float)


def _of_sample(sample: Sample) -> tuple[np.ndarray, np.ndarray]:
    values, counts = np.unique(sample.numbers, return_counts=True)
    return values, counts / sample.n


def alignment(
    table: pd.DataFrame, measures: Sequence[str] = ALIGNMENT, of: str = "", *, size: Size = "screen"
) -> list[Axes]:
    """The language of cells compared with human language (dashed line): a panel for each measure, a dot for each cell.

    Args:
        table: One row per cell and measure, as `sweep.table()` gives it; or estimates of several runs with `label`.
        measures: From left to right; those that the table lacks are left out.
        of: The role; empty for whichever there is.
        size: Where the figure will stand.
    """
    kept = table[(table["of"] == of) | (not of)].dropna(subset=["value"])
    there = [measure for measure in measures if (kept["measure"] == measure).any()]
    if not there:
        return [nothing("no text was measured", size)]
    labels = list(dict.fromkeys(kept.loc[kept["measure"].isin(there), "label"]))
    drawn = panels(len(there), 1.6 + 0.3 * len(labels), size)
    for panel, measure in zip(drawn, there, strict=True):
        _dots(panel, with_interval(kept[kept["measure"] == measure]), labels)
        panel.set_title(plain(measure, 20), fontsize="medium", loc="left", color=INK)
        if panel is not drawn[0]:
            panel.set_yticks([])
    legend_above(drawn[0], 1)
    return drawn


def _dots(drawn: Axes, rows: pd.DataFrame, labels: Sequence[str]) -> None:
    own = rows.groupby("label", sort=False)[["value", "from", "to", "human"]].mean().reindex(list(labels))
    reach = np.nan_to_num([own["value"] - own["from"], own["to"] - own["value"]]).clip(0)
    if own["human"].notna().any():
        people = float(own["human"].dropna().iloc[0])
        drawn.axvline(people, color=PEOPLE, linestyle=(0, (4, 1.5)), linewidth=1.8, label="people")
    drawn.errorbar(own["value"], range(len(labels)), xerr=reach, fmt="o", color=SERIES[0], ms=5, lw=1.6)
    rows_of(drawn, list(labels), 28)
    drawn.margins(x=0.12)
    drawn.locator_params(axis="x", nbins=3)
    lines_across(drawn, "x")
