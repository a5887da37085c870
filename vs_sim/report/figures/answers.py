"""One answer as it was drawn: the candidates with their probabilities, the one drawn marked."""

from __future__ import annotations

from typing import TYPE_CHECKING

from vs_sim.report.canvas import FAINT, PEOPLE, SIMULATED, Size, axes, legend_above, nothing, plain, rows_of

if TYPE_CHECKING:
    import pandas as pd
    from matplotlib.axes import Axes

MOST = 24


def candidates(offered: pd.DataFrame, *, size: Size = "screen") -> Axes:
    """The candidates of one answer in the order given: probability used as bars, weight stated as diamonds.

    Args:
        offered: The rows of `run.candidates` that belong to one answer: `text`, `stated`, `probability`, `drawn`.
        size: Where the figure will stand.
    """
    rows = offered.head(MOST)
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
    rows_of(drawn, [plain(str(text), 40) for text in rows["text"]], 44)
    drawn.set_xlim(0, None)
    drawn.set_xlabel("probability")
    legend_above(drawn, 3)
    return drawn
