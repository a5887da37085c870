from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace

import numpy as np
import pandas as pd
import pytest
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from vs_sim.report import plots
from vs_sim.report.figures.outcomes import MOST_BARS
from vs_sim.report.svg import inline
from vs_sim.study.estimate import Estimate
from vs_sim.study.reference import load_reference
from vs_sim.study.sample import Sample

PAID = load_reference("persuasion_for_good/paid")
SOME = Sample([0.0, 0.0, 0.5, 1.0, 2.0, 0.37], of="donation")
NONE = Sample([], of="donation")
ANSWERS = pd.DataFrame({"unit": list("aabb"), "exchange": [0.0, 1.0, 0.0, 1.0], "value": [2.0, 3.0, 4.0, 6.0]})
KS = Estimate("ks", "donation", 0.21, 0.15, 0.27, n=200, people=455, human_noise=0.104, margin=0.15)

FULL: dict[str, Callable[[], Axes]] = {
    "distances": lambda: plots.distances({"to people": KS, "to the known law": replace(KS, low=np.nan, high=np.nan)}),
    "focal_masses": lambda: plots.focal_masses(SOME, PAID, unit="USD"),
    "focal_masses alone": lambda: plots.focal_masses(SOME),
    "focal_masses of people": lambda: plots.focal_masses(NONE, PAID),
    "cumulative": lambda: plots.cumulative(SOME, PAID, unit="USD"),
    "cumulative alone": lambda: plots.cumulative(SOME),
    "cumulative of people": lambda: plots.cumulative(NONE, PAID),
    "trajectories": lambda: plots.trajectories(ANSWERS, (1, 7)),
}
EMPTY: dict[str, Callable[[], Axes]] = {
    "distances": lambda: plots.distances({"to people": replace(KS, value=np.nan)}),
    "focal_masses": lambda: plots.focal_masses(NONE),
    "cumulative": lambda: plots.cumulative(NONE),
    "trajectories": lambda: plots.trajectories(ANSWERS.iloc[:0], (1, 7)),
}


@pytest.mark.parametrize("name", FULL)
def test_a_plot_gives_axes_with_something_on_them(name: str) -> None:
    drawn = FULL[name]()
    assert isinstance(drawn, Axes)
    assert drawn.has_data()


@pytest.mark.parametrize("name", EMPTY)
def test_an_empty_plot_says_so(name: str) -> None:
    drawn = EMPTY[name]()
    assert next(text.get_text() for text in drawn.texts).split()[0] in ("no", "nothing")


def test_plots_leave_no_global_state() -> None:
    import matplotlib
    from matplotlib import pyplot

    before = dict(matplotlib.rcParams)
    for draw in FULL.values():
        inline(draw(), "x", "x", "x")
    assert pyplot.get_fignums() == []
    assert dict(matplotlib.rcParams) == before


def test_a_unit_is_never_read_as_mathematics() -> None:
    assert "$x_{$" in inline(plots.cumulative(SOME, unit="$x_{$"), "x", "t", "d")


def test_a_unit_may_be_in_any_script() -> None:
    assert "value, 元" in inline(plots.cumulative(SOME, unit="元"), "x", "t", "d")


def test_the_bars_of_each_side_hold_all_its_mass() -> None:
    drawn = plots.focal_masses(SOME, PAID)
    heights = [bar.get_height() for bar in drawn.patches if bar.get_height() > 0]  # type: ignore[attr-defined]
    assert sum(heights) == pytest.approx(2.0)


def test_focal_points_are_those_of_people_and_of_the_simulation() -> None:
    points = plots.focal_points(SOME, PAID)
    assert {0.0, 0.5, 1.0, 2.0, 0.37} <= set(points)
    assert points == sorted(points)
    assert len(points) <= MOST_BARS


def test_an_inline_figure_is_only_an_svg_in_the_colours_of_the_page() -> None:
    svg = inline(FULL["cumulative"](), "name", "a <title>", "b & c")
    assert svg.startswith("<svg ") and svg.rstrip().endswith("</svg>")
    assert "<style" not in svg and "<metadata" not in svg and "http" not in svg
    assert "<title" in svg and "a &lt;title&gt;" in svg and "b &amp; c" in svg
    assert "var(--simulated" in svg and "var(--people" in svg


def test_an_inline_figure_is_the_same_every_time() -> None:
    assert inline(FULL["focal_masses"](), "n", "t", "d") == inline(FULL["focal_masses"](), "n", "t", "d")


def test_names_in_one_figure_never_meet_those_of_another() -> None:
    ids = [set(re.findall(r' id="([^"]+)"', inline(FULL["cumulative"](), name, "t", "d"))) for name in ("a", "b")]
    assert not ids[0] & ids[1]


def test_figures_without_axes_are_refused() -> None:
    drawn = Figure().add_subplot()
    drawn.remove()
    with pytest.raises(ValueError, match="no figure"):
        inline(drawn, "n", "t", "d")
