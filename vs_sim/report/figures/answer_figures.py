"""Answers in words: how often each was given, and the candidates of a single one."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
import pandas as pd
from matplotlib.axes import Axes

from vs_sim.report.figures.canvas import (
    FAINT,
    INK,
    PEOPLE,
    SIMULATED,
    Size,
    axes,
    legend_above,
    lines_across,
    nothing,
    rows_of,
)  # fmt: skip
from vs_sim.study.comparison.calibration_bins import wilson_interval
from vs_sim.study.data.ordered_categories import folded_levels

_MOST = 24


def candidates(offered: pd.DataFrame, *, size: Size = "screen") -> Axes:
    """The candidates of one answer in the order given: probability used as bars, weight stated as diamonds.

    Args:
        offered: The rows of `run.candidates` that belong to one answer: `text`, `stated`, `probability`, `drawn`.
        size: Where the figure will stand.
    """
    rows = offered.head(_MOST)
    if rows.empty:
        return nothing("no candidate was offered", size)
    drawn = axes(0.75 + 0.3 * len(rows), size)
    places = range(len(rows))
    colours = [SIMULATED if chosen else FAINT for chosen in rows["drawn"]]
    drawn.barh(places, rows["probability"].astype(float), 0.62, color=colours)
    stated = rows["stated"].astype(float)
    if stated.notna().any() and stated.max() <= 1:
        drawn.plot(stated, places, "D", color=PEOPLE, ms=5, linestyle="none", label="stated")
    drawn.barh([-9], [0], color=SIMULATED, label="used, drawn")
    drawn.barh([-9], [0], color=FAINT, label="used")
    rows_of(drawn, [str(text) for text in rows["text"]], 40)
    drawn.set_xlim(0, None)
    drawn.set_xlabel("probability")
    legend_above(drawn, 3)
    return drawn


def shares(
    given: pd.DataFrame, reference: Mapping[str, float] | None = None, *, called: str = "people", size: Size = "screen"
) -> Axes:
    """How often each answer in words was given, the most frequent first, with the shares of the reference.

    Whiskers are 95% score intervals (Wilson 1927).

    Args:
        given: One row per answer: `answer`, `n`, `share`, as `Frequencies.frame` has them.
        reference: Answer to its share in the reference data; None for the simulation alone.
        called: What the other side is called.
        size: Where the figure will stand.
    """
    rows = given.head(_MOST)
    if rows.empty:
        return nothing("no answer was given", size)
    drawn = axes(0.8 + 0.27 * len(rows), size)
    places = list(range(len(rows)))
    ends = np.array([wilson_interval(int(count), int(given["n"].sum())) for count in rows["n"]]).T
    reach = np.clip([rows["share"] - ends[0], ends[1] - rows["share"]], 0, None)
    drawn.barh(
        places, rows["share"], 0.62, color=SIMULATED, xerr=reach, error_kw={"ecolor": INK, "lw": 1}, label="simulated"
    )
    if reference is not None:
        known = {folded_levels(answer): share for answer, share in reference.items()}
        shares_of_reference = [known.get(folded_levels(str(answer)), 0.0) for answer in rows["answer"]]
        drawn.plot(shares_of_reference, places, "D", color=PEOPLE, ms=5, linestyle="none", label=called)
    rows_of(drawn, [str(answer) for answer in rows["answer"]], 40)
    drawn.set_xlabel("share of answers")
    lines_across(drawn, "x")
    legend_above(drawn, 2)
    return drawn
