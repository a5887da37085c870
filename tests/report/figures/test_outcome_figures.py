from __future__ import annotations

import numpy as np
import pytest
from matplotlib.axes import Axes

from vs_sim.report.figures.outcome_figures import cumulative, distances, focal_masses
from vs_sim.study.data.clustered_sample import Sample
from vs_sim.study.data.estimate import Estimate
from vs_sim.study.data.reference import exact_reference

HALF = exact_reference({0.0: 0.5, 1.0: 0.5})
SOME = Sample([0.0, 0.0, 0.0, 1.0], of="donation")
KS = Estimate("ks", "donation", 0.21, 0.15, 0.27, n=200, people=455, sampling_noise=0.104, margin=0.15)


def legend(drawn: Axes) -> list[str]:
    return drawn.get_legend_handles_labels()[1]


def test_a_distance_is_drawn_with_its_interval_margin_and_noise_from_zero() -> None:
    drawn = distances({"to human data": KS})
    assert legend(drawn) == ["margin .15", "sampling noise", "distance, 95% interval"]
    assert drawn.get_xlim()[0] == 0
    assert [label.get_text() for label in drawn.get_yticklabels()] == ["to human data"]


def test_each_side_has_a_bar_per_focal_value_and_one_for_all_others() -> None:
    drawn = focal_masses(SOME, HALF, unit="USD")
    assert [bar.get_height() for bar in drawn.patches] == pytest.approx([0.5, 0.5, 0, 0.75, 0.25, 0])  # type: ignore[attr-defined]
    assert [label.get_text() for label in drawn.get_xticklabels()] == [r"\$0", r"\$1", "other"]
    assert drawn.get_ylabel() == "share of dialogues"


def test_the_largest_gap_of_the_curves_is_the_ks_distance() -> None:
    drawn = cumulative(SOME, HALF, unit="points")
    assert "largest gap, KS .25" in legend(drawn)
    assert (drawn.get_xlabel(), drawn.get_ylabel()) == ("value, points", "share at most this")


def test_a_curve_ends_at_one() -> None:
    (line,) = cumulative(SOME).lines
    assert np.asarray(line.get_ydata())[-1] == 1.0


def test_several_simulations_have_a_curve_and_a_dash_each() -> None:
    drawn = cumulative({"a": SOME, "b": SOME})
    assert legend(drawn) == ["a", "b"]
    assert len({str(line.get_linestyle()) for line in drawn.lines}) == 2
