"""The identification card for the terminal: a frame as a table, with what may be concluded."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.console import Group, RenderableType
from rich.markup import escape
from rich.table import Table
from rich.text import Text

from vs_sim.report.html.untrusted import visible
from vs_sim.study.data.estimate import shown

if TYPE_CHECKING:
    import pandas as pd

CARD_NOTE = (
    "Means and differences are shares of the range of answers; 95% intervals resample persons; p corrected for the "
    "number of checks (Holm). equivalent: the interval lies within the margin. Rows without a verdict describe what "
    "the mean depends on."
)


def identification_table(card: pd.DataFrame) -> RenderableType:
    """Which checks a result survives."""
    table = Table(title="identification card", title_justify="left", title_style="bold")
    for column in ("check", "compared", "n", "difference [95%]", "p", "finding", "survives"):
        table.add_column(column, justify="right" if column in ("n", "p") else "left", overflow="fold")
    for row in card.to_dict("records"):
        ends = f" [{shown(row['low'])}, {shown(row['high'])}]"
        apart = shown(row["difference"], sign="+") + ends
        cells = (row["check"], row["compared"], row["n"], apart, shown(row["p"], digits=3), row["finding"])
        table.add_row(*(escape(visible(str(cell))) for cell in (*cells, row["survives"])))
    return Group(table, Text(CARD_NOTE, style="dim"))
