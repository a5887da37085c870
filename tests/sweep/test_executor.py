from __future__ import annotations

from concurrent.futures import Executor

import pytest

from vs_sim.errors import UnknownName, VsSimError
from vs_sim.sweep.executor import EXECUTORS, make_executor


@pytest.mark.parametrize("name", ["local", "threads"])
def test_everything_registered_makes_an_executor_for_a_number_of_workers(name: str) -> None:
    executor = EXECUTORS.get(name)(2)
    assert isinstance(executor, Executor)
    executor.shutdown()


def test_a_scheduler_is_only_for_the_executor_that_knows_one() -> None:
    with pytest.raises(VsSimError, match="threads takes no scheduler"):
        make_executor("threads", 1, "tcp://127.0.0.1:1")


def test_an_unknown_executor_is_told_the_known_ones() -> None:
    with pytest.raises(UnknownName, match="dask, local, ray, threads"):
        EXECUTORS.get("slurm")
