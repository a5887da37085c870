from __future__ import annotations

import os
import signal
import sys
from collections.abc import Iterator
from concurrent.futures.process import BrokenProcessPool

import pytest

from vs_sim.sweep.executors.local import Local, unnamed_main


@pytest.fixture(scope="module")
def one() -> Iterator[Local]:
    workers = Local(1)
    yield workers
    workers.shutdown()


def test_a_worker_is_a_process_of_its_own_that_is_kept(one: Local) -> None:
    first, second = (one.submit(os.getpid).result(60) for _ in range(2))
    assert first == second != os.getpid()
    assert one.processes() == [first]


def test_a_worker_that_dies_is_replaced_when_the_next_task_comes(one: Local) -> None:
    before = one.submit(os.getpid).result(60)
    with pytest.raises(BrokenProcessPool):
        one.submit(os.kill, before, signal.SIGKILL).result(60)
    assert one.submit(os.getpid).result(60) != before


def test_an_error_of_a_task_is_that_of_its_future(one: Local) -> None:
    with pytest.raises(ZeroDivisionError):
        one.submit(divmod, 1, 0).result(60)


def test_a_program_is_hidden_only_while_a_worker_starts() -> None:
    program = sys.modules["__main__"]
    with unnamed_main():
        assert not hasattr(sys.modules["__main__"], "__file__")
    assert sys.modules["__main__"] is program
