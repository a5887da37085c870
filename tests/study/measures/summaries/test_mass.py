from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given

from tests.study.ecdfs import amounts, ecdfs
from vs_sim.study.measures.summaries.mass import mass


@given(amounts)
def test_mass_is_the_share_of_exactly_this_answer(values: list[float]) -> None:
    assert mass(ecdfs(values)[0], 0.5) == pytest.approx(np.mean(np.array(values) == 0.5))


def test_binary_fractions_do_not_split_an_answer() -> None:
    assert mass(ecdfs([0.1 + 0.2, 1.0])[0], 0.3) == 0.5
