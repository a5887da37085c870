"""Real workers of Ray; kept out of the daily tests, because they take seconds to start."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.sweep.plans import METHODS, held, read

pytest.importorskip("ray")
pytestmark = [pytest.mark.nightly, pytest.mark.filterwarnings("ignore")]


def test_a_sweep_is_the_same_under_ray_and_in_threads(tmp_path: Path) -> None:
    planned = read(tmp_path, METHODS)
    one, other = held(planned, tmp_path / "r", executor="ray"), held(planned, tmp_path / "t")
    assert one.table().equals(other.table())
    assert [run.digest for run in one.runs.values()] == [run.digest for run in other.runs.values()]
