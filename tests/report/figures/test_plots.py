from __future__ import annotations

import re
import subprocess
import sys
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import numpy as np
import pandas as pd
import pytest
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from vs_sim.report.figures import plots
from vs_sim.report.figures.outcome_figures import MOST_BARS, sample_of
from vs_sim.report.html.svg import inline
from vs_sim.study.data.clustered_sample import Sample
from vs_sim.study.data.estimate import Estimate
from vs_sim.study.data.reference import load_reference

PAID = load_reference("persuasion_for_good/paid")
SOME = Sample([0.0, 0.0, 0.5, 1.0, 2.0, 0.37], of="donation")
NONE = Sample([], of="donation")
ANSWERS = pd.DataFrame({"unit": list("aabb"), "exchange": [0.0, 1.0, 0.0, 1.0], "value": [2.0, 3.0, 4.0, 6.0]})
KS = Estimate("ks", "donation", 0.21, 0.15, 0.27, n=200, people=455, sampling_noise=0.104, margin=0.15)

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
TABLE = pd.DataFrame(
    [
        ("a", "ks", "donation", 200, 455, 0.2, np.nan, np.nan, 0.1, 0.3, 0.104, 0.15),
        ("b", "ks", "donation", 200, 455, 0.4, np.nan, np.nan, 0.3, 0.5, 0.104, 0.15),
        ("a", "distinct@1", "persuadee", 200, 455, 0.5, 0.6, -0.1, -0.2, 0.0, 0.02, np.nan),
        ("b", "distinct@1", "persuadee", 200, 455, 0.7, 0.6, 0.1, 0.0, 0.2, 0.02, np.nan),
        ("a", "resistance@0", "persuadee", 200, 455, 0.1, 0.2, -0.1, -0.15, -0.05, 0.05, np.nan),
        ("a", "resistance@1", "persuadee", 200, 455, 0.2, 0.2, 0.0, -0.05, 0.05, 0.05, np.nan),
    ],
    columns=[
        "label", "measure", "of", "n", "people", "value", "human", "difference", "low", "high", "sampling_noise",
        "margin",
    ],
)  # fmt: skip
PAIRS = pd.DataFrame(
    [("ks", "donation", "a", "b", 200, -0.2, -0.3, -0.1)],
    columns=["measure", "of", "first", "second", "n", "difference", "low", "high"],
)
OFFERED = pd.DataFrame(
    {"text": ["0.50", "$1"], "stated": [0.4, 0.6], "probability": [0.4, 0.6], "drawn": [False, True]}
)
GIVEN = pd.DataFrame({"answer": ["Yes", "no"], "n": [6, 4], "share": [0.6, 0.4]})
FULL |= {
    "cumulative of several": lambda: plots.cumulative({"a": SOME, "b": ANSWERS}, PAID),
    "trajectories of several": lambda: plots.trajectories(ANSWERS, (1, 7), by="unit"),
    "resistance": lambda: plots.resistance(TABLE, ["resistance"])[0],
    "beside": lambda: plots.comparisons(TABLE),
    "beside, relative": lambda: plots.comparisons(TABLE, relative=True),
    "by_cell": lambda: plots.by_cell(TABLE, "ks"),
    "by_cell beside people": lambda: plots.by_cell(TABLE, "distinct@1", "persuadee"),
    "contrasts": lambda: plots.contrasts(PAIRS, "ks"),
    "candidates": lambda: plots.candidates(OFFERED),
    "shares": lambda: plots.shares(GIVEN, {"yes": 0.5}),
    "donations": lambda: plots.donations({"a": SOME}, PAID),
    "alignment": lambda: plots.alignment(TABLE)[0],
}
NO_ROWS = TABLE.iloc[:0]
EMPTY: dict[str, Callable[[], Axes]] = {
    "distances": lambda: plots.distances({"to people": replace(KS, value=np.nan)}),
    "focal_masses": lambda: plots.focal_masses(NONE),
    "cumulative": lambda: plots.cumulative(NONE),
    "trajectories": lambda: plots.trajectories(ANSWERS.iloc[:0], (1, 7)),
}
EMPTY |= {
    "resistance": lambda: plots.resistance(NO_ROWS)[0],
    "beside": lambda: plots.comparisons(NO_ROWS),
    "by_cell": lambda: plots.by_cell(NO_ROWS, "ks"),
    "contrasts": lambda: plots.contrasts(PAIRS.iloc[:0], "ks"),
    "candidates": lambda: plots.candidates(OFFERED.iloc[:0]),
    "shares": lambda: plots.shares(GIVEN.iloc[:0]),
    "donations": lambda: plots.donations({}),
    "alignment": lambda: plots.alignment(NO_ROWS)[0],
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


@pytest.mark.parametrize(("size", "inches"), [("column", 3.35), ("page", 6.9)])
def test_a_journal_figure_has_the_width_of_its_columns(size: Any, inches: float) -> None:
    figure = plots.focal_masses(SOME, PAID, size=size).get_figure(root=True)
    assert figure is not None
    assert figure.get_size_inches()[0] == inches


def test_resistance_has_a_panel_for_each_kind() -> None:
    assert len(plots.resistance(TABLE, ["resistance", "commitment"])) == 2


def test_estimates_become_a_frame_with_the_columns_of_a_sweep() -> None:
    rows = plots.frame([KS], label="a")
    assert rows[["measure", "of", "value", "label"]].to_numpy().tolist() == [["ks", "donation", 0.21, "a"]]


def test_a_frame_of_answers_counts_only_those_at_the_end_of_dialogues_held_to_their_end() -> None:
    answers = pd.DataFrame({"value": [1.0, 2.0, 0.5], "exchange": [None, 0.0, None], "closed": [True, True, False]})
    assert sample_of(answers).numbers.tolist() == [1.0]


def test_a_cell_that_is_not_measured_is_no_bar_of_height_zero() -> None:
    rows = TABLE.assign(value=[0.2, np.nan, 0.5, 0.7, 0.1, 0.2])
    assert [tick.get_text() for tick in plots.by_cell(rows, "ks").get_yticklabels()] == ["a"]


def test_the_tables_of_a_terminal_and_the_list_of_plots_load_no_matplotlib() -> None:
    tables = "vs_sim.report.terminal.run_table, vs_sim.report.terminal.scorecard_table, vs_sim.report.figures.plots"
    code = f"import sys, {tables}; sys.exit('matplotlib' in sys.modules or 'seaborn' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code]).returncode == 0
