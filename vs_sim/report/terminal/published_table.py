"""A table of published figures of language models for the same task, and of the figures of this run."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from rich.table import Table

from vs_sim.study.comparison.published_llm import Printed, of_this_run
from vs_sim.study.data.estimate import shown

if TYPE_CHECKING:
    from vs_sim.log.run import Run


def context_table(run: Run, question: str, printed: Printed) -> Table:
    """A row a quantity: each method as printed, and this run by the same formula."""
    methods = list(dict.fromkeys(method for figures in printed.rows.values() for method in figures))
    cited = printed.source.citation.partition(").")[0] + ")"
    table = Table(
        title=f"compared with language models, as reported by {cited}", title_justify="left", title_style="bold"
    )
    for column in ("quantity", *methods, "this run"):
        table.add_column(column, justify="left" if column == "quantity" else "right")
    own = of_this_run(run, question, printed)
    for what, figures in printed.rows.items():
        cells = [shown(figures[method], digits=3) if method in figures else "" for method in methods]
        table.add_row(what, *cells, "" if math.isnan(own[what]) else shown(own[what], digits=3))
    table.caption, table.caption_justify = " ".join(printed.caveats), "left"
    return table
