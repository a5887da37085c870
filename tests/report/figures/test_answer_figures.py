from __future__ import annotations

import numpy as np
import pandas as pd
import pytest
from matplotlib.axes import Axes

from vs_sim.report.figures.answer_figures import candidates, shares
from vs_sim.report.html.svg import inline

OFFERED = pd.DataFrame(
    {"text": ["$1 or $2", "no"], "stated": [0.3, 0.6], "probability": [1 / 3, 2 / 3], "drawn": [False, True]}
)
GIVEN = pd.DataFrame({"answer": ["Yes", "no"], "n": [6, 4], "share": [0.6, 0.4]})


def legend(drawn: Axes) -> list[str]:
    return drawn.get_legend_handles_labels()[1]


def test_candidates_are_bars_of_the_probability_used_and_diamonds_of_the_weight_stated() -> None:
    drawn = candidates(OFFERED)
    assert [bar.get_width() for bar in drawn.patches[:2]] == pytest.approx([1 / 3, 2 / 3])  # type: ignore[attr-defined]
    assert np.asarray(drawn.lines[0].get_xdata()).tolist() == [0.3, 0.6]
    assert drawn.get_xlabel() == "probability"
    assert set(legend(drawn)) == {"stated", "used, drawn", "used"}


def test_weights_on_another_scale_than_probability_are_not_drawn() -> None:
    assert "stated" not in legend(candidates(OFFERED.assign(stated=[30.0, 60.0])))


def test_a_text_with_dollars_is_shown_as_it_is() -> None:
    assert ">$1 or $2<" in inline(candidates(OFFERED), "a", "b", "c")
    assert ">$5<" in inline(shares(GIVEN.assign(answer=["$5", "no"])), "a", "b", "c")


def test_shares_stand_with_their_interval_beside_those_of_people_whatever_the_case() -> None:
    drawn = shares(GIVEN, {"yes": 0.5, "No": 0.5})
    assert [bar.get_width() for bar in drawn.patches] == [0.6, 0.4]  # type: ignore[attr-defined]
    assert np.asarray(drawn.lines[-1].get_xdata()).tolist() == [0.5, 0.5]
    assert set(legend(drawn)) == {"simulated", "people"}
    assert drawn.get_xlabel() == "share of answers"
