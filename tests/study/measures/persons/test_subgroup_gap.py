from __future__ import annotations

import numpy as np
import pytest

from vs_sim.errors import StudyError
from vs_sim.study.data.clustered_sample import Sample
from vs_sim.study.data.outcome_table import OutcomeTable
from vs_sim.study.measures.persons.subgroup_gap import subgroup_gap

TABLE = OutcomeTable(Sample([0.0, 1.0, 1.0, 2.0, 9.0]), {"sex": ["m", "m", "f", "f", None]})


def test_the_gap_leaves_out_whose_group_is_not_known() -> None:
    assert subgroup_gap(TABLE, np.ones((1, 5)), "sex=f") == pytest.approx([1.0])


def test_a_weight_is_a_repetition() -> None:
    assert subgroup_gap(TABLE, np.array([[3.0, 1.0, 1.0, 1.0, 1.0]]), "sex=f") == pytest.approx([1.25])


def test_an_empty_group_is_an_error_that_names_the_known_ones() -> None:
    with pytest.raises(StudyError, match="nobody has sex=x; sex is f, m"):
        subgroup_gap(TABLE, np.ones((1, 5)), "sex=x")
