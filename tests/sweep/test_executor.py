from __future__ import annotations

from concurrent.futures import Executor

import pytest

from vs_sim.errors import UnknownName
from vs_sim.sweep.executor import EXECUTORS


@pytest.mark.parametrize("name", EXECUTORS.names())
def test_everything_registered_makes_an_executor_for_a_number_of_workers(name: str) -> None:
    executor = EXECUTORS.get(name)(2)
    assert isinstance(executor, Executor)
    executor.shutdown()


def test_an_unknown_executor_is_told_the_known_ones() -> None:
    with pytest.raises(UnknownName, match="local, threads"):
        EXECUTORS.get("slurm")
