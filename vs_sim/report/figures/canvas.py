"""What every figure is drawn on: its size, its letters, its colours.

No global state is touched: figures are made directly, never through pyplot, and are freed with their axes.
"""

from __future__ import annotations

from typing import Any, Literal

import matplotlib
import numpy as np
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from vs_sim.report.html.untrusted import one_line

Size = Literal["screen", "column", "page"]
"""`screen` for a page, `column` and `page` for one and two columns of a journal."""

SIMULATED, PEOPLE, INK, FAINT = "#d55e00", "#0072b2", "#4a4a4a", "#c9c9c9"
"""Vermilion and blue of Okabe & Ito (2008), distinguishable in every kind of colour vision; and two greys."""
SERIES = (SIMULATED, "#009e73", "#cc79a7", "#e69f00", "#56b4e9", "#a6761d")
"""For several simulations in one figure: the other colours of the same palette, and a brown."""
DASHES: tuple[Any, ...] = ("-", (0, (5, 1.5)), (0, (1, 1)), (0, (3, 1, 1, 1)), (0, (7, 2)), (0, (1, 2)))
MARKERS = ("o", "s", "^", "D", "v", "P")

WIDTHS: dict[Size, tuple[float, float]] = {"screen": (4.7, 10), "column": (3.35, 8), "page": (6.9, 8)}
"""Width in inches and size of letters in points; so drawn, all are legible on a phone and on paper."""


def style(points: float) -> dict[Any, Any]:
    """The settings of matplotlib for letters of that size."""
    return {
        "font.size": points,
        "text.color": INK,
        "axes.labelcolor": INK,
        "axes.edgecolor": FAINT,
        "xtick.color": INK,
        "ytick.color": INK,
        "axes.spines.top": False,
        "axes.spines.right": False,
        "legend.frameon": False,
    }


def axes(height: float, size: Size = "screen") -> Axes:
    """Empty axes of a new figure.

    Args:
        height: In inches, for the screen; journal figures keep the proportions of their letters.
        size: Where the figure will stand.
    """
    return panels(1, height, size)[0]


def panels(count: int, height: float, size: Size = "screen") -> list[Axes]:
    """Axes side by side in a new figure."""
    width, points = WIDTHS[size]
    with matplotlib.rc_context(style(points)):
        figure = Figure(figsize=(width, height * points / 10), layout="constrained")
        drawn: list[Axes] = list(np.ravel(figure.subplots(1, count)))
    for each in drawn:
        each.set_axisbelow(True)
    return drawn


def legend_above(drawn: Axes, columns: int) -> None:
    """The legend of all axes of the figure, above them."""
    if not drawn.get_legend_handles_labels()[1]:
        return
    drawn.get_figure(root=True).legend(  # type: ignore[union-attr]  # these axes have a figure
        loc="outside upper left", ncols=columns, frameon=False, labelcolor=INK, handlelength=1.6, columnspacing=1.2
    )


def lines_across(drawn: Axes, axis: Literal["x", "y"] = "y") -> None:
    """Faint lines behind what is drawn."""
    drawn.grid(axis=axis, color=FAINT, linewidth=0.5)


def rows_of(drawn: Axes, labels: list[str], longest: int = 34) -> None:
    """One row per label, from top to bottom."""
    drawn.set_yticks(range(len(labels)), [plain(label, longest) for label in labels])
    drawn.set_ylim(len(labels) - 0.5, -0.5)
    drawn.tick_params(axis="y", length=0)
    drawn.spines["left"].set_visible(False)


def plain(text: str, longest: int) -> str:
    """A label that is never read as mathematics, whatever it holds."""
    return one_line(text, longest).replace("$", r"\$")


def nothing(note: str, size: Size = "screen") -> Axes:
    """Axes that say why they are empty."""
    drawn = axes(1.2, size)
    drawn.set_axis_off()
    drawn.text(0.5, 0.5, note, ha="center", va="center", transform=drawn.transAxes, color=INK)
    return drawn
