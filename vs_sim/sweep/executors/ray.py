"""Ray: workers of this machine, or of the cluster that it belongs to; a cell whose worker dies goes on in another."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import Executor, Future
from contextlib import suppress
from typing import Any, TypeVar

import ray

from vs_sim.sweep.executor import EXECUTORS
from vs_sim.sweep.executors.local import unnamed_main

_T = TypeVar("_T")
_DEATHS = 3
"""Workers that a cell may lose."""


class Ray(Executor):
    """An executor of Ray's workers, each of which runs one cell at a time.

    Args:
        workers: How many, where no cluster of Ray is running.
    """

    def __init__(self, workers: int) -> None:
        self.started = not ray.is_initialized()
        if self.started:
            with unnamed_main():
                try:
                    ray.init(address="auto", log_to_driver=False)
                except ConnectionError:
                    ray.init(num_cpus=workers, include_dashboard=False, log_to_driver=False, logging_level="error")
        self.tasks: list[Any] = []

    def submit(self, fn: Callable[..., _T], /, *args: Any, **kwargs: Any) -> Future[_T]:
        """Give a task to a worker; its future fails where several workers died of it."""
        task = ray.remote(fn).options(num_cpus=1, max_retries=_DEATHS - 1).remote(*args, **kwargs)
        self.tasks.append(task)
        future: Future[_T] = task.future()
        return future

    def interrupt(self) -> None:
        """Ask every worker to stop: what is in flight is finished and kept."""
        for task in self.tasks:
            with suppress(ValueError, TypeError):
                ray.cancel(task, force=False)

    def shutdown(self, wait: bool = True, *, cancel_futures: bool = False) -> None:
        """End the workers that were started here."""
        if self.started:
            ray.shutdown()


EXECUTORS.register("ray", Ray)
