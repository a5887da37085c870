"""Figures of estimates: measures of one run, one measure over the cells of a sweep, contrasts between cells.

A frame of estimates has the columns of a sweep's table: `measure`, `of`, `n`, `people`, `value`, `human`, `difference`,
`low`, `high`, `sampling_noise`, `margin`, `p`, `p_adjusted`, `verdict`; a sweep's has `cell` and `label` too.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd
from matplotlib.axes import Axes

from vs_sim.report.figures.canvas import (
    INK,
    PEOPLE,
    SIMULATED,
    Size,
    axes,
    legend_above,
    lines_across,
    nothing,
    plain,
    rows_of,
)  # fmt: skip
from vs_sim.study.data.estimate import Estimate, shown

if TYPE_CHECKING:
    from vs_sim.study.comparison.scorecard import Scorecard

_COLUMNS = (
    "measure", "of", "n", "people", "value", "human", "difference", "low", "high", "sampling_noise", "margin", "p",
    "p_adjusted", "verdict", "reason", "missing", "unit",
)  # fmt: skip


def frame(estimates: Scorecard | Iterable[Estimate], **more: Any) -> pd.DataFrame:
    """Estimates, or a card, as a frame: one row each.

    Args:
        estimates: What was measured; a card gives its lines.
        more: Further columns with one value for all, such as `label="direct"`.
    """
    found = [each if isinstance(each, Estimate) else each.estimate for each in estimates]
    rows = [{"measure": one.name, **{name: getattr(one, name) for name in _COLUMNS[1:]}, **more} for one in found]
    return pd.DataFrame(rows, columns=[*_COLUMNS, *more])


def with_interval(rows: pd.DataFrame) -> pd.DataFrame:
    """The frame with `from` and `to`: the 95% interval of the value itself, whatever `low` and `high` are of."""
    shift = rows["human"].where(rows["difference"].notna(), 0.0)
    return rows.assign(**{"from": rows["low"] + shift, "to": rows["high"] + shift})


def comparisons(
    rows: pd.DataFrame, *, labels: Sequence[str] = (), relative: bool = False, size: Size = "screen"
) -> Axes:
    """Measures of one run compared with human data: dots with 95% intervals, diamonds, and bars of sampling noise.

    Args:
        rows: Estimates with a value of people each, from top to bottom; others are left out.
        labels: What the rows are called; empty for the names of the measures.
        relative: Whether values are divided by people's, so that measures of different units share an axis.
        size: Where the figure will stand.
    """
    called = rows.assign(label=list(labels) if labels else rows["measure"])
    kept = with_interval(called.dropna(subset=["value", "human"]))
    if relative:
        kept = kept[kept["human"] != 0]
        scale = kept["human"]
        names = ["value", "human", "from", "to", "sampling_noise"]
        kept = kept.assign(**{name: kept[name] / scale for name in names})
    if kept.empty:
        return nothing("nothing was measured", size)
    drawn = axes(0.9 + 0.27 * len(kept), size)
    places = np.arange(len(kept))
    chance = np.nan_to_num(kept["sampling_noise"].to_numpy())
    drawn.barh(
        places, 2 * chance, 0.6, kept["human"] - chance, color=PEOPLE, alpha=0.16, linewidth=0, label="sampling noise"
    )
    if not relative and kept["human"].min() < 0:
        drawn.axvline(0, color=INK, linewidth=0.8)
    drawn.plot(kept["human"], places, "D", color=PEOPLE, ms=5, label="people")
    reach = np.nan_to_num([kept["value"] - kept["from"], kept["to"] - kept["value"]]).clip(0)
    drawn.errorbar(kept["value"], places, xerr=reach, fmt="o", color=SIMULATED, ms=5, lw=1.6, label="simulated")
    rows_of(drawn, list(kept["label"]))
    if relative:
        drawn.set_xlabel("relative to people")
    lines_across(drawn, "x")
    legend_above(drawn, 3)
    return drawn


def by_cell(table: pd.DataFrame, measure: str, of: str = "", *, size: Size = "screen") -> Axes:
    """One measure over the cells of a sweep: dots with 95% intervals, sampling noise, and the margin.

    Args:
        table: One row per cell, replicate and measure, as `sweep.table()` gives it, with `label`.
        measure: Such as `ks` or `mean`.
        of: The question; empty for whichever there is.
        size: Where the figure will stand.
    """
    rows = table[(table["measure"] == measure) & ((table["of"] == of) | (not of))].dropna(subset=["value"])
    if rows.empty:
        return nothing(f"nothing was measured by {plain(measure, 28)}", size)
    rows = with_interval(rows)
    labels = list(dict.fromkeys(rows["label"]))
    drawn = axes(0.9 + 0.36 * len(labels), size)
    if np.isfinite(margin := rows["margin"].max()):
        drawn.axvspan(0, margin, color=PEOPLE, alpha=0.14, linewidth=0, label=f"margin {shown(margin)}")
    _cells(drawn, rows, labels)
    if rows["human"].notna().any():
        drawn.axvline(rows["human"].dropna().iloc[0], color=PEOPLE, linestyle=(0, (4, 1.5)), label="people")
    else:
        drawn.set_xlim(0, None)
    rows_of(drawn, labels)
    drawn.set_xlabel(plain(f"{measure} of {rows['of'].iloc[0]}", 40))
    legend_above(drawn, 3)
    return drawn


def _cells(drawn: Axes, rows: pd.DataFrame, labels: Sequence[str]) -> None:
    """A row a label; replicates stand below each other within it."""
    for place, label in enumerate(labels):
        own = rows[rows["label"] == label]
        at = place + np.linspace(-0.2, 0.2, len(own)) if len(own) > 1 else np.array([float(place)])
        reach = np.nan_to_num([own["value"] - own["from"], own["to"] - own["value"]]).clip(0)
        name = "_" if place else "value, 95% interval"
        drawn.errorbar(own["value"], at, xerr=reach, fmt="o", color=SIMULATED, ms=5, lw=1.6, label=name)
        if own["human"].isna().all():
            noise = own["sampling_noise"].to_numpy(dtype=float)
            drawn.plot(noise, at, "|", color=INK, ms=11, label="_" if place else "sampling noise")


def contrasts(table: pd.DataFrame, measure: str, of: str = "", *, size: Size = "screen") -> Axes:
    """Paired differences between cells: dots with 95% intervals, and 0.

    Args:
        table: One row per pair of cells and measure: `measure`, `of`, `first`, `second`, `difference`, `low`, `high`.
        measure: Such as `ks` or `mean`.
        of: The question; empty for whichever there is.
        size: Where the figure will stand.
    """
    rows = table[(table["measure"] == measure) & ((table["of"] == of) | (not of))].dropna(subset=["difference"])
    if rows.empty:
        return nothing(f"no pair of cells was measured by {plain(measure, 28)}", size)
    drawn = axes(0.75 + 0.36 * len(rows), size)
    places = np.arange(len(rows))
    reach = np.nan_to_num([rows["difference"] - rows["low"], rows["high"] - rows["difference"]]).clip(0)
    drawn.axvline(0, color=INK, linewidth=1, linestyle=(0, (2, 1)))
    drawn.errorbar(rows["difference"], places, xerr=reach, fmt="o", color=SIMULATED, ms=5, lw=1.6)
    rows_of(drawn, [f"{first} − {second}" for first, second in zip(rows["first"], rows["second"], strict=True)], 44)
    drawn.set_xlabel(plain(f"difference in {measure} of {rows['of'].iloc[0]}", 48))
    return drawn
