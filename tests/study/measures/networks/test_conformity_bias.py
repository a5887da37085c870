from __future__ import annotations

import pytest

from tests.study.society.histories import history
from vs_sim.study.measures.networks.conformity_bias import conformity_bias


def test_ends_of_the_scale_do_not_count_for_there_is_only_one_way() -> None:
    held = history([[1, 2, 3, 4, 7], [2, 3, 3, 3, 6]])
    assert conformity_bias(held, "drawn") == pytest.approx(0)
    assert conformity_bias(history([[2, 3, 4, 5], [3, 4, 4, 5]]), "drawn") == pytest.approx(0.5)
