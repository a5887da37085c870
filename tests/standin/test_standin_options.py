from __future__ import annotations

from typing import Any

import pytest

from vs_sim.standin.standin_options import EngineOptions


@pytest.mark.parametrize(
    ("options", "error"),
    [
        ({"law": "humna"}, "no distribution 'humna'"),
        ({"consistency": 0.95}, "consistency is 0.95; it must lie in"),
        ({"faults": {"fnce": 0.1}}, "no fault 'fnce'"),
        ({"faults": {"fence": 1.5}}, "the rate of fence is 1.5"),
        ({"malformed": 0.8, "faults": {"fence": 0.3}}, "the rates of faults sum to more than 1"),
        ({"lexicon": {"nobody": {}}}, "no side 'nobody'"),
    ],
)
def test_impossible_options_are_rejected(options: dict[str, Any], error: str) -> None:
    with pytest.raises(ValueError, match=error):
        EngineOptions(**options)


def test_capability_reduces_the_noise_of_reports() -> None:
    assert [EngineOptions(noise=0.4, capability=capability).spread for capability in (0, 0.5, 1)] == [0.4, 0.2, 0.0]


@pytest.mark.parametrize(("fault", "faulty"), [("fence", True), ("http_429", False)])
def test_only_faults_of_answers_make_answers_malformed(fault: str, faulty: bool) -> None:
    assert EngineOptions(faults={fault: 0.1}).faulty is faulty
