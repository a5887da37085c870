from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given

from tests.study.ecdfs import amounts
from vs_sim.study.measures.persons.mae import mae


@given(amounts)
def test_the_terms_are_absolute_errors(values: list[float]) -> None:
    own = np.array(values[::-1])
    assert mae(np.array(values), own).mean() == pytest.approx(np.mean(np.abs(np.array(values) - own)))
