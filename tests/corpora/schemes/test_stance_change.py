from __future__ import annotations

import math

import pytest

from tests.corpora.dialogues import dialogue, labels
from vs_sim.core.label import Label
from vs_sim.corpora.schemes.stance_change import retest_noise
from vs_sim.corpora.transcript import PrivateAnswer


@pytest.mark.parametrize(("variance", "kind"), [(0.1, "stance raised"), (4.0, "stance kept"), (math.nan, None)])
def test_a_stance_must_change_by_more_than_retest_noise(variance: float, kind: str | None) -> None:
    probes = (PrivateAnswer(0, 3.0, variance), PrivateAnswer(5, 5.0, variance))
    found = labels("stance_change", dialogue("Hello.", probes=probes))
    assert found == ((Label(kind, value=2.0),) if kind else ())


def test_one_private_answer_shows_no_change() -> None:
    assert labels("stance_change", dialogue("Hello.", probes=(PrivateAnswer(0, 3.0, 0.1),))) == ()


def test_retest_noise_adds_both_variances() -> None:
    assert retest_noise(PrivateAnswer(0, 1.0, 9.0), PrivateAnswer(1, 1.0, 16.0)) == 5.0
