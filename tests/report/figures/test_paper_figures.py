from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

from vs_sim.report.figures.paper_figures import AREA, alignment, donations
from vs_sim.study.data.clustered_sample import Sample
from vs_sim.study.data.reference import exact_reference

NAN = float("nan")
TABLE = pd.DataFrame(
    [("a", "distinct@1", "ann", 0.5, 0.6, -0.1, -0.2, 0.0), ("b", "distinct@1", "ann", 0.7, 0.6, 0.1, 0.0, 0.2),
     ("a", "readability", "ann", 5.0, 6.0, -1.0, -2.0, 0.0), ("b", "readability", "ann", NAN, NAN, NAN, NAN, NAN)],
    columns=["label", "measure", "of", "value", "human", "difference", "low", "high"],
)  # fmt: skip


def test_the_area_of_a_bubble_is_the_share_of_its_amount_and_a_cross_the_mean() -> None:
    drawn = donations({"direct": Sample([0.0, 0.0, 0.0, 2.0])}, exact_reference({0.0: 0.5, 1.0: 0.5}))
    assert [list(each.get_sizes()) for each in drawn.collections] == [[AREA / 2, AREA / 2], [0.75 * AREA, 0.25 * AREA]]  # type: ignore[attr-defined]
    assert [float(np.ravel(line.get_ydata())[0]) for line in drawn.lines] == pytest.approx([0.5, 0.5])
    assert [label.get_text() for label in drawn.get_xticklabels()] == ["people", "direct"]
    assert drawn.get_ylabel() == "amount, USD"


def test_a_cell_without_a_completed_dialogue_is_no_column() -> None:
    drawn = donations({"direct": Sample([1.0]), "failed": Sample([])})
    assert [label.get_text() for label in drawn.get_xticklabels()] == ["direct"]


def test_language_has_a_panel_for_each_measure_there_is_and_a_line_for_people() -> None:
    drawn = alignment(TABLE)
    assert [panel.get_title(loc="left") for panel in drawn] == ["distinct@1", "readability"]
    assert [label.get_text() for label in drawn[0].get_yticklabels()] == ["a", "b"]
    assert drawn[0].get_legend_handles_labels()[1] == ["people"]
