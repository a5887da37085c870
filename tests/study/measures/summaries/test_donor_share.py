from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given

from tests.study.ecdfs import amounts, ecdfs
from vs_sim.study.measures.summaries.donor_share import donor_share


@given(amounts)
def test_donors_gave_more_than_0(values: list[float]) -> None:
    assert donor_share(ecdfs(values)[0]) == pytest.approx(np.mean(np.array(values) > 0))


def test_everybody_donates_where_nobody_gives_nothing() -> None:
    assert donor_share(ecdfs([1.0], [2.0])[0]) == 1
