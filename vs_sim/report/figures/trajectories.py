"""What happens on the way, exchange by exchange: private answers, resistance and commitment."""

from __future__ import annotations

from collections.abc import Sequence

import matplotlib
import numpy as np
import pandas as pd
import seaborn
from matplotlib.axes import Axes

from vs_sim.report.figures.canvas import (
    DASHES,
    INK,
    PEOPLE,
    SERIES,
    SIMULATED,
    Size,
    axes,
    legend_above,
    lines_across,
    nothing,
    panels,
    plain,
    style,
)  # fmt: skip
from vs_sim.report.figures.estimates import with_interval

_MOST_LINES = 60
"""Dialogues of which single lines are drawn."""


def trajectories(answers: pd.DataFrame, span: Sequence[float], *, by: str | None = None, size: Size = "screen") -> Axes:
    """The mean answer after every exchange with its 95% interval by resampling dialogues, over single dialogues.

    Args:
        answers: One row per answer, with `unit`, `exchange` (0-based) and a numeric `value`; may be empty.
        span: The lowest and the highest answer possible.
        by: A column that tells several simulations apart; then single dialogues are left out.
        size: Where the figure will stand.
    """
    rows = answers.dropna(subset=["exchange", "value"])
    if rows.empty:
        return nothing("no answer was given", size)

    drawn = axes(2.4, size)
    frame = rows.assign(exchange=rows["exchange"].astype(int) + 1, value=rows["value"].astype(float))
    if by is None:
        _single(drawn, frame)
    groups = {"mean": frame} if by is None else {str(name): group for name, group in frame.groupby(by, sort=False)}
    with matplotlib.rc_context(style(10)):
        for place, (name, group) in enumerate(groups.items()):
            which = place % len(SERIES)
            seaborn.lineplot(
                group, x="exchange", y="value", color=SERIES[which], linestyle=DASHES[which], marker="o",
                markeredgewidth=0, errorbar=("ci", 95), n_boot=500, seed=0, ax=drawn, label=plain(name, 28),
                legend=False, linewidth=2,
            )  # fmt: skip
    _by_exchange(drawn, int(frame["exchange"].max()))
    drawn.set_ylim(span[0], span[1])
    drawn.set_ylabel("answer")
    if by is not None:
        legend_above(drawn, 2)
    return drawn


def _single(drawn: Axes, frame: pd.DataFrame) -> None:
    for _, one in list(frame.groupby("unit"))[:_MOST_LINES]:
        drawn.plot(one["exchange"], one["value"], color=SIMULATED, alpha=0.12, linewidth=0.8)


def _by_exchange(drawn: Axes, last: int) -> None:
    drawn.set_xticks(range(1, last + 1) if last <= 20 else drawn.get_xticks())
    drawn.set_xlim(0.5, last + 0.5)
    drawn.set_xlabel("exchange")
    lines_across(drawn)


def resistance(
    frame: pd.DataFrame, kinds: Sequence[str] = ("resistance", "commitment"), *, size: Size = "screen"
) -> list[Axes]:
    """The share of dialogues that resist or commit in each exchange, compared with human data; one panel for each kind.

    Whiskers: 95% of the difference. Band: sampling noise.

    Args:
        frame: Estimates such as `resistance@3`, as `plots.frame(vs.scorecard(run))` holds them; with a
            column `label` for several simulations.
        kinds: `refusal`, `resistance`, `reserve` or `commitment`.
        size: Where the figure will stand.
    """
    kept = {kind: _exchanges(frame, kind) for kind in kinds}
    if all(rows.empty for rows in kept.values()):
        return [nothing("no turn was coded", size)]
    drawn = panels(len(kept), 2.5, size)
    top = 0.0
    for panel, (kind, rows) in zip(drawn, kept.items(), strict=True):
        top = max(top, _resistance(panel, rows))
        panel.set_title(kind, fontsize="medium", loc="left", color=INK)
        _by_exchange(panel, int(rows["exchange"].max()) if len(rows) else 1)
        if len(panel.get_xticks()) > 6:
            panel.set_xticks([at for at in panel.get_xticks() if at % 2])
    for panel in drawn:
        panel.set_ylim(0, min(1.0, 1.1 * top) or 1.0)
    drawn[0].set_ylabel("share of dialogues")
    legend_above(drawn[0], 3)
    return drawn


def _resistance(drawn: Axes, rows: pd.DataFrame) -> float:
    """Draw the sides; give the highest end."""
    if rows.empty:
        return 0.0
    ends = [0.0]
    labels = list(dict.fromkeys(rows["label"])) if "label" in rows else ["simulated"]
    people = rows.drop_duplicates("exchange").dropna(subset=["human"])
    first = drawn.get_subplotspec() is None or drawn.get_subplotspec().is_first_col()  # type: ignore[union-attr]
    if len(people):
        low, high = (people["human"] - people["sampling_noise"]).clip(0), people["human"] + people["sampling_noise"]
        name = "people, with noise" if first else "_"
        drawn.fill_between(people["exchange"], low, high, color=PEOPLE, alpha=0.16, linewidth=0)
        drawn.plot(people["exchange"], people["human"], color=PEOPLE, linestyle=(0, (4, 1.5)), label=name)
        ends.append(float(np.nanmax(high)))
    for place, label in enumerate(labels):
        own = rows[rows["label"] == label] if "label" in rows else rows
        reach = np.nan_to_num([own["value"] - own["from"], own["to"] - own["value"]]).clip(0)
        which = place % len(SERIES)
        drawn.errorbar(
            own["exchange"] + 0.12 * place, own["value"], reach, color=SERIES[which], marker="o", ms=4, linewidth=1.6,
            elinewidth=1, linestyle=DASHES[which], label=plain(label, 28) if first else "_",
        )  # fmt: skip
        ends.append(float(np.nanmax(own[["value", "to"]].to_numpy())))
    return max(ends)


def _exchanges(frame: pd.DataFrame, kind: str) -> pd.DataFrame:
    rows = frame[frame["measure"].str.startswith(f"{kind}@")]
    rows = rows.assign(exchange=[float(name.partition("@")[2]) + 1 for name in rows["measure"]])
    return with_interval(rows).dropna(subset=["value"])
