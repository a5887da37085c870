"""The full distribution of every final answer compared with single draws of equal cost: two rows, never pooled."""

from __future__ import annotations

import math
from collections.abc import Hashable
from typing import TYPE_CHECKING, Any

from rich.console import Group, RenderableType
from rich.table import Table
from rich.text import Text

from vs_sim.core.standin_notice import STANDIN_NOTICE
from vs_sim.log.mixture import LAST_DECISION, SHARPENED
from vs_sim.study.comparison.assessment import Assessment
from vs_sim.study.comparison.full_distribution import estimate_whole, variance_saved, whole_sample
from vs_sim.study.data.estimate import Estimate, descriptive, shown

if TYPE_CHECKING:
    from vs_sim.log.run import Run


_COLUMNS = ("question", "from", "n", "mean (error)", "saved", "eff. n", "unlisted", "ks [95%]", "noise")


def whole_table(run: Run) -> RenderableType:
    """Variance saved by the full distribution of each typed question, and its distance to human data."""
    table = Table(
        title="variance saved by full distributions, compared with single draws of equal cost",
        title_justify="left",
        title_style="bold",
    )
    for column in (*_COLUMNS, "verdict"):
        words = column in ("question", "from", "verdict")
        table.add_column(column, justify="left" if words else "right")
    assessed = Assessment(run)
    outcomes, measured = assessed.outcomes, assessed.measurements
    notes = [f"Full distribution: {LAST_DECISION}."]
    for row in variance_saved(run).to_dict("records"):
        mixed = run.distribution(row["question"])
        drawn = next((each for each in outcomes.get(mixed.question, ()) if each.name == "ks"), None)
        whole = drawn and estimate_whole(mixed, "ks")
        if whole:
            whole = measured.with_missing(whole, whole_sample(mixed), measured.comparator.outcomes[mixed.question])
        if drawn and whole and drawn.verdict is None:
            whole = descriptive(whole)
        unlisted = "not stated" if math.isnan(mixed.unlisted) else shown(mixed.unlisted)
        saved = (shown(row["saved"]), f"{row['effective_n']:.0f}", unlisted)
        table.add_row(mixed.question, "draws", str(mixed.n), _mean(row, "drawn"), "", "", "", *_distance(drawn))
        table.add_row("", f"full, {mixed.reading}", str(mixed.n), _mean(row, "whole"), *saved, *_distance(whole))
        notes += [f"{mixed.question}: {SHARPENED}."] if mixed.sharpened else []
    head = [Text(STANDIN_NOTICE, style="bold yellow")] if run.standin else []
    return Group(*head, table, *map(Text, notes))


def _mean(row: dict[Hashable, Any], source: str) -> str:
    if row["statistic"] != "mean":
        return ""
    return f"{shown(row[source], digits=3)} ({shown(row[f'{source}_error'], digits=3)})"


def _distance(estimate: Estimate | None) -> tuple[str, str, str]:
    if estimate is None:
        return "", "", ""
    interval = f" [{shown(estimate.low)}, {shown(estimate.high)}]"
    return shown(estimate.value) + interval, shown(estimate.sampling_noise, digits=3), estimate.verdict_text
