from __future__ import annotations

import pytest

from tests.study.society.histories import history
from vs_sim.errors import StudyError
from vs_sim.study.measures.networks.conformity import conformity
from vs_sim.study.society.conformity_law import conformity_law


def test_it_is_the_slope_of_the_law() -> None:
    heard = [(1, one, one ^ 1) for one in range(6)]
    held = history([[1, 7, 2, 2, 3, 5], [7, 7, 2, 2, 3, 3]], heard=heard)
    assert conformity(held, "drawn") == pytest.approx(conformity_law([held], "drawn").slope.value)
    assert conformity(held, "drawn") == pytest.approx(0.5)


def test_the_source_is_stated_or_drawn() -> None:
    with pytest.raises(StudyError, match="stated or drawn"):
        conformity(history([[1, 7], [1, 7]]), "guessed")
