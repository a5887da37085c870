from __future__ import annotations

import numpy as np
import pandas as pd
import pytest
from matplotlib.axes import Axes

from vs_sim.report.figures.estimates import by_cell, comparisons, contrasts, frame, with_interval
from vs_sim.study.data.estimate import Estimate

KS = Estimate("ks", "donation", 0.21, 0.15, 0.27, n=200, people=455, sampling_noise=0.104, margin=0.15)
MEAN = Estimate("mean", "donation", 0.9, 0.1, 0.3, n=200, people=455, human=0.7, difference=0.2, sampling_noise=0.1)
PAIRS = pd.DataFrame(
    [("ks", "donation", "a", "b", -0.2, -0.3, -0.1)],
    columns=["measure", "of", "first", "second", "difference", "low", "high"],
)


def rows(drawn: Axes) -> list[str]:
    return [label.get_text() for label in drawn.get_yticklabels()]


def legend(drawn: Axes) -> set[str]:
    return set(drawn.get_legend_handles_labels()[1])


def test_the_interval_of_a_difference_becomes_that_of_the_value() -> None:
    found = with_interval(frame([KS, MEAN]))
    assert found[["from", "to"]].to_numpy() == pytest.approx(np.array([[0.15, 0.27], [0.8, 1.0]]))


def test_a_frame_keeps_n_noise_and_margin_of_every_estimate() -> None:
    found = frame([KS], label="direct")
    kept = found[["n", "people", "sampling_noise", "margin", "label"]]
    assert kept.to_numpy().tolist() == [[200, 455, 0.104, 0.15, "direct"]]


def test_only_measures_with_a_value_of_people_are_compared() -> None:
    drawn = comparisons(frame([KS, MEAN]))
    assert rows(drawn) == ["mean"]
    assert legend(drawn) == {"sampling noise", "people", "simulated"}


def test_relative_values_share_an_axis_on_which_people_are_at_one() -> None:
    drawn = comparisons(frame([MEAN]), labels=["mean gift"], relative=True)
    assert rows(drawn) == ["mean gift"]
    assert np.asarray(drawn.lines[0].get_xdata()).tolist() == [1.0]
    assert drawn.get_xlabel() == "relative to people"


def test_a_measure_over_cells_shows_margin_and_noise_and_is_named_on_the_axis() -> None:
    drawn = by_cell(pd.concat([frame([KS], label=label) for label in ("a", "b")]), "ks")
    assert rows(drawn) == ["a", "b"]
    assert legend(drawn) == {"margin .15", "value, 95% interval", "sampling noise"}
    assert drawn.get_xlabel() == "ks of donation"


def test_a_contrast_says_which_cell_is_taken_from_which() -> None:
    drawn = contrasts(PAIRS, "ks")
    assert rows(drawn) == ["a − b"]
    assert drawn.get_xlabel() == "difference in ks of donation"
