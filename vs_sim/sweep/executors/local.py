"""Processes of this machine, each alone in its pool: the death of one leaves the others as they are.

A worker ends when the process that started it does, however that ends, so that no cell is left running unnoticed.
"""

from __future__ import annotations

import multiprocessing
import os
import signal
import sys
import threading
from collections.abc import Callable, Iterator
from concurrent.futures import Executor, Future, ProcessPoolExecutor
from contextlib import contextmanager, suppress
from types import FrameType, ModuleType
from typing import Any, TypeVar

from vs_sim.sweep.executor import EXECUTORS

_T = TypeVar("_T")
_at_work = threading.Event()
"""In a worker: whether it runs a cell."""


class Local(Executor):
    """An executor of single processes; one that dies is replaced when the next task comes.

    Args:
        workers: How many.
    """

    def __init__(self, workers: int) -> None:
        self.pools: list[ProcessPoolExecutor | None] = [None] * workers
        self.under_way: list[Future[Any] | None] = [None] * workers

    def submit(self, fn: Callable[..., _T], /, *args: Any, **kwargs: Any) -> Future[_T]:
        """Give a task to a worker that is free, else to the first one."""
        free = [at for at, future in enumerate(self.under_way) if future is None or future.done()]
        at = free[0] if free else 0
        with unnamed_main():
            future = self._pool(at).submit(_work, fn, *args, **kwargs)
        self.under_way[at] = future
        return future

    def interrupt(self) -> None:
        """Ask every worker to stop: what is in flight is finished and kept."""
        for process in self.processes():
            with suppress(ProcessLookupError):
                os.kill(process, signal.SIGTERM)

    def processes(self) -> list[int]:
        """The numbers of the workers that live."""
        started = [process for pool in self.pools if pool for process in (pool._processes or {}).values()]  # noqa: SLF001  # the library tells nobody
        return [process.pid for process in started if process.is_alive() and process.pid]

    def shutdown(self, wait: bool = True, *, cancel_futures: bool = False) -> None:
        """End the workers."""
        for pool in self.pools:
            if pool is not None:
                pool.shutdown(wait, cancel_futures=cancel_futures)

    def _pool(self, at: int) -> ProcessPoolExecutor:
        pool = self.pools[at]
        if pool is None or pool._broken:  # noqa: SLF001  # a broken one takes nothing, and says so only then
            spawn = multiprocessing.get_context("spawn")
            pool = self.pools[at] = ProcessPoolExecutor(1, mp_context=spawn, initializer=_prepare)
        return pool


def _prepare() -> None:
    """A worker stops when asked to by whoever started it, not by the terminal, and ends with it."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGTERM, _stop)
    threading.Thread(target=_end_with_parent, name="vs_sim parent", daemon=True).start()


def _stop(number: int, frame: FrameType | None) -> None:
    if _at_work.is_set():
        raise KeyboardInterrupt


def _end_with_parent() -> None:
    parent = multiprocessing.parent_process()
    if parent is not None:
        parent.join()
        os._exit(1)


def _work(fn: Callable[..., _T], /, *args: Any, **kwargs: Any) -> _T:
    _at_work.set()
    try:
        return fn(*args, **kwargs)
    finally:
        _at_work.clear()


@contextmanager
def unnamed_main() -> Iterator[None]:
    """Hide the program's file: a new process would run it again, and a script that sweeps would sweep without end."""
    program = sys.modules["__main__"]
    sys.modules["__main__"] = ModuleType("__main__")
    try:
        yield
    finally:
        sys.modules["__main__"] = program


EXECUTORS.register("local", Local)
