from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

from vs_sim.report.figures.trajectories import resistance, trajectories

ANSWERS = pd.DataFrame({"unit": list("aabb"), "exchange": [0.0, 1.0, 0.0, 1.0], "value": [2.0, 3.0, 4.0, 6.0]})
CODED = pd.DataFrame(
    [("resistance@0", 0.1, 0.2, -0.1, -0.15, -0.05, 0.05), ("resistance@1", 0.3, 0.2, 0.1, 0.05, 0.15, 0.05)],
    columns=["measure", "value", "human", "difference", "low", "high", "sampling_noise"],
)


def test_the_mean_of_each_exchange_is_drawn_over_single_dialogues() -> None:
    drawn = trajectories(ANSWERS, (1, 7))
    *single, mean = drawn.lines
    assert len(single) == 2
    assert list(np.asarray(mean.get_xdata())) == [1, 2]
    assert np.asarray(mean.get_ydata()) == pytest.approx([3.0, 4.5])


def test_the_axes_are_exchanges_counted_from_one_and_all_answers_that_are_possible() -> None:
    drawn = trajectories(ANSWERS, (1, 7))
    assert (drawn.get_xlabel(), drawn.get_ylabel()) == ("exchange", "answer")
    assert drawn.get_ylim() == (1, 7)
    assert list(drawn.get_xticks()) == [1, 2]


def test_several_simulations_are_named_and_have_no_single_lines() -> None:
    drawn = trajectories(ANSWERS, (1, 7), by="unit")
    assert drawn.get_legend_handles_labels()[1] == ["a", "b"]
    assert len(drawn.lines) == 2


def test_shares_of_each_exchange_stand_beside_those_of_people() -> None:
    first, second = resistance(CODED)
    assert [panel.get_title(loc="left") for panel in (first, second)] == ["resistance", "commitment"]
    assert first.get_legend_handles_labels()[1] == ["people, with noise", "simulated"]
    assert first.get_ylabel() == "share of dialogues"
    assert not second.has_data()
