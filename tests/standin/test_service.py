from __future__ import annotations

from collections import Counter
from statistics import median

import pytest

from vs_sim.standin.service import Service
from vs_sim.standin.standin_options import EngineOptions


def test_a_service_without_faults_never_fails() -> None:
    service = Service(EngineOptions())
    assert {service.fault() for _ in range(100)} == {""}


def test_failures_come_at_their_rates() -> None:
    service = Service(EngineOptions(faults={"http_429": 0.2, "stall": 0.1}))
    counts = Counter(service.fault() for _ in range(5_000))
    assert counts["http_429"] / 5_000 == pytest.approx(0.2, abs=0.02)
    assert counts["stall"] / 5_000 == pytest.approx(0.1, abs=0.02)


def test_the_latency_is_constant_without_a_spread() -> None:
    service = Service(EngineOptions(latency=0.3))
    assert {service.delay() for _ in range(5)} == {0.3}


def test_the_latency_has_the_stated_median() -> None:
    service = Service(EngineOptions(latency=0.3, latency_spread=0.5))
    assert median(service.delay() for _ in range(5_000)) == pytest.approx(0.3, rel=0.05)
