from __future__ import annotations

import pytest

from vs_sim.errors import StudyError
from vs_sim.log.run import Run
from vs_sim.study.comparison.measuring import measure_run
from vs_sim.study.data.published_figures import load_moments
from vs_sim.study.data.reference import load_reference


def test_a_measure_of_any_shape_is_estimated(held: Run) -> None:
    assert measure_run(held, "ks", "donation").reference == "persuasion_for_good/paid"
    assert measure_run(held, "turn_length", "persuadee").n == 60
    assert measure_run(held, "within_person", "donation").personas == 30


def test_a_margin_of_zero_is_refused_and_not_replaced(held: Run) -> None:
    with pytest.raises(StudyError, match="margin is 0"):
        measure_run(held, "ks", "donation", margin=0.0)


def test_a_reference_of_another_shape_is_an_error(held: Run) -> None:
    with pytest.raises(StudyError, match="no distribution"):
        measure_run(held, "ks", "donation", load_moments("dictator/engel_2011"))
    with pytest.raises(StudyError, match="compared with figures"):
        measure_run(held, "turn_length", "persuadee", load_reference("persuasion_for_good/paid"))
