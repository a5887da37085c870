from __future__ import annotations

import pytest
from matplotlib import pyplot
from matplotlib.colors import to_hex

from vs_sim.report.figures import canvas


def test_a_figure_has_the_size_of_where_it_stands_and_belongs_to_no_global_state() -> None:
    figure = canvas.axes(2.0, "column").get_figure(root=True)
    assert figure is not None
    assert list(figure.get_size_inches()) == [3.35, pytest.approx(1.6)]
    assert pyplot.get_fignums() == []


def test_panels_stand_side_by_side_in_one_figure() -> None:
    drawn = canvas.panels(3, 2.0)
    assert len(drawn) == 3 and len({each.get_figure() for each in drawn}) == 1


def test_rows_are_labelled_from_top_to_bottom_in_full_letters() -> None:
    drawn = canvas.axes(2.0)
    canvas.rows_of(drawn, ["first", "x" * 99], 10)
    assert [label.get_text() for label in drawn.get_yticklabels()] == ["first", "x" * 9 + "…"]
    assert drawn.get_ylim() == (1.5, -0.5)


def test_a_label_is_never_mathematics() -> None:
    assert canvas.plain("$1\nor $2", 20) == r"\$1 or \$2"


def test_a_legend_names_what_is_drawn_and_only_that() -> None:
    empty, drawn = canvas.axes(1.0), canvas.axes(1.0)
    drawn.plot([0, 1], label="simulated")
    for each in (empty, drawn):
        canvas.legend_above(each, 2)
    found = [[text.get_text() for box in each.figure.legends for text in box.get_texts()] for each in (empty, drawn)]
    assert found == [[], ["simulated"]]


def test_what_is_empty_says_why() -> None:
    assert [text.get_text() for text in canvas.nothing("nothing was measured").texts] == ["nothing was measured"]


def test_the_simulated_colour_comes_first_and_all_are_different() -> None:
    assert canvas.SERIES[0] == canvas.SIMULATED
    assert len({to_hex(colour) for colour in (*canvas.SERIES, canvas.PEOPLE)}) == len(canvas.SERIES) + 1
    assert len(canvas.DASHES) == len(canvas.MARKERS) == len(canvas.SERIES)
