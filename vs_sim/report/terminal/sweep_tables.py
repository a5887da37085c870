"""A sweep for the terminal: its cells, what the primary outcome says in each, and their contrasts in pairs.

It is given frames, so that it need not know what a sweep is.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from rich.console import Group, RenderableType
from rich.markup import escape
from rich.table import Table
from rich.text import Text

from vs_sim.core.standin_notice import STANDIN_NOTICE
from vs_sim.report.html.untrusted import visible
from vs_sim.report.terminal.divergence_rows import divergences_in_terminal
from vs_sim.study.data.estimate import shown, verdict_text
from vs_sim.study.measure import find_measure

if TYPE_CHECKING:
    import pandas as pd

_MEASURES = 4
"""Measures of the first outcome that the terminal shows; the table of the sweep has all."""
CAPTION = (
    "p: corrected for the number of cells (Holm). noise: sampling noise, exceeded by 5% of samples of n from the "
    "reference population. The best cell of several is small by selection: repeat it with a new seed."
)
PAIRED = (
    "Dialogue by dialogue, the same personas and random numbers; p corrected for the number of pairs. "
    "Not shown to differ is not shown to be equivalent."
)


def sweep_tables(
    title: str, standin: bool, frames: Sequence[pd.DataFrame], divergences: tuple[str, pd.DataFrame] | None = None
) -> RenderableType:
    """A sweep in tables.

    Args:
        title: What it is called.
        standin: Whether a stand-in answered.
        frames: Its cells, its table and its contrasts, with the columns of a sweep's.
        divergences: The cell from which others diverge, and by how much; None where the plan names none.
    """
    cells, table, contrasts = frames
    parts: list[RenderableType] = [Text(visible(title), style="bold")]
    if standin:
        parts.append(Text(STANDIN_NOTICE, style="bold yellow"))
    parts.append(cells_table(cells))
    if divergences is not None and len(divergences[1]):
        parts.append(divergences_in_terminal(divergences[1], divergences[0]))
    names = [pair for pair in leading(table) if find_measure(pair[0]).shape != "society"]
    parts += [_outcome_table(table, name, of) for name, of in names]
    mine = contrasts[[pair in names for pair in zip(contrasts["measure"], contrasts["of"], strict=True)]]
    if len(mine):
        parts.append(contrasts_table(mine))
    return Group(*parts)


def leading(table: pd.DataFrame) -> list[tuple[str, str]]:
    """The measures that are shown: of the outcome that comes first."""
    pairs = list(dict.fromkeys(zip(table["measure"], table["of"], strict=True)))
    return [pair for pair in pairs if pair[1] == pairs[0][1]][:_MEASURES]


def cells_table(cells: pd.DataFrame) -> Table:
    """One row per cell: its status and its cost."""
    found = Table(title="cells", title_justify="left", title_style="bold")
    for column in ("cell", "label", "replicate", "status", "dialogues", "failed", "calls", "USD", "reason"):
        right = column in ("replicate", "dialogues", "failed", "calls", "USD")
        found.add_column(column, justify="right" if right else "left", overflow="fold")
    for row in cells.to_dict("records"):
        usd = "unknown" if math.isnan(row["usd"]) else f"{row['usd']:.4f}"
        figures = (row["replicate"], row["status"], row["dialogues"], row["failed"], row["calls"], usd)
        found.add_row(*(escape(visible(str(value))) for value in (row["cell"], row["label"], *figures, row["reason"])))
    return found


def _outcome_table(table: pd.DataFrame, name: str, of: str) -> Table:
    """One measure in every cell."""
    mine = table[(table["measure"] == name) & (table["of"] == of)]
    found = Table(title=f"{name} of {of}", title_justify="left", title_style="bold", caption_justify="left")
    for column in (
        "label",
        "n",
        "people",
        "simulated",
        "reference",
        "distance or difference [95%]",
        "noise",
        "margin",
        "p",
    ):
        found.add_column(column, justify="left" if column == "label" else "right")
    found.add_column("verdict")
    for row in mine.to_dict("records"):
        found.add_row(*(escape(visible(cell)) for cell in outcome_cells(row)))
    if name in ("ks", "total_variation@1"):
        found.caption = CAPTION
    return found


def verdict_of_row(row: Mapping[Any, Any]) -> str:
    """The verdict of a row with its reason; empty where there is none."""
    if not isinstance(row["verdict"], str):
        return ""
    return verdict_text(row["verdict"], row["reason"], int(row["missing"]))


def outcome_cells(row: dict[Any, Any]) -> list[str]:
    """The cells of one row; a blank one was not measured."""
    distance = math.isnan(row["human"])
    apart = figure(row["value"]) if distance else figure(row["difference"], "+")
    replicate = f" #{row['replicate'] + 1}" if row["replicate"] else ""
    return [
        f"{row['label']}{replicate}",
        whole_number(row["n"]),
        whole_number(row["people"]),
        "" if distance else figure(row["value"]),
        figure(row["human"]),
        apart + interval(row),
        figure(row["sampling_noise"], digits=3),
        figure(row["margin"]),
        p_value(row["p_adjusted"]),
        verdict_of_row(row),
    ]


def contrasts_table(contrasts: pd.DataFrame) -> Table:
    """One row per pair of cells and measure."""
    found = Table(title="paired contrasts: first less second", title_justify="left", title_style="bold")
    for column in ("measure", "first", "second", "pairs", "difference [95%]", "p"):
        found.add_column(column, justify="right" if column in ("pairs", "difference [95%]", "p") else "left")
    found.add_column("verdict")
    for row in contrasts.to_dict("records"):
        numbers = (whole_number(row["n"]), figure(row["difference"], "+") + interval(row), p_value(row["p_adjusted"]))
        verdict = row["verdict"] if isinstance(row["verdict"], str) else ""
        named = (f"{row['measure']} of {row['of']}", row["first"], row["second"])
        found.add_row(*(escape(visible(cell)) for cell in (*named, *numbers, verdict)))
    found.caption, found.caption_justify = PAIRED, "left"
    return found


def figure(number: float, sign: Any = "-", digits: int = 2) -> str:
    """A number, or a blank where it was not measured."""
    return "" if math.isnan(number) else shown(number, digits=digits, sign=sign)


def whole_number(number: Any) -> str:
    """A count, or a blank where there is none."""
    return str(number) if isinstance(number, int) and number else ""


def interval(row: dict[Any, Any]) -> str:
    """An interval behind its number, or nothing."""
    return "" if math.isnan(row["low"]) else f" [{shown(row['low'])}, {shown(row['high'])}]"


def p_value(p: float) -> str:
    """A p as papers print it."""
    return "" if math.isnan(p) else "<.001" if p < 0.001 else shown(p, digits=3)
