"""Dask: processes of this machine, the workers of a running scheduler, or jobs of a cluster.

A cell whose worker dies is given to another one; its log says what is done, so that nothing is repeated. Workers and
driver see one file system.
"""

from __future__ import annotations

import importlib
import os
from collections.abc import Callable
from concurrent.futures import Executor, Future
from typing import Any, TypeVar

import dask
from distributed import Client, LocalCluster

from vs_sim.errors import Paused, VsSimError
from vs_sim.llm.gateway import stop_gateways
from vs_sim.sweep.cluster_jobs import ClusterJobs
from vs_sim.sweep.executor import EXECUTORS
from vs_sim.sweep.executors.local import unnamed_main

_T = TypeVar("_T")
_DEATHS = 3
"""Workers that a cell may lose; Dask counts those that died while it waited as well."""
_PATIENCE = 30
"""Seconds in which a scheduler must answer."""


class Dask(Executor):
    """An executor of Dask's workers, each of which runs one cell at a time.

    Args:
        workers: How many, where they are processes of this machine.
        scheduler: Address of a running scheduler, whose workers are used.
        jobs: How the jobs of a cluster are started, whose number follows what there is to do.

    Raises:
        VsSimError: The scheduler does not answer.
    """

    def __init__(self, workers: int, scheduler: str | None = None, jobs: ClusterJobs | None = None) -> None:
        dask.config.set({"distributed.scheduler.allowed-failures": _DEATHS})
        self.cluster: Any = None
        if scheduler is None:
            with unnamed_main():
                self.cluster = _local(workers) if jobs is None else _of_jobs(jobs)
        try:
            self.client = Client(scheduler or self.cluster, timeout=_PATIENCE)
        except (OSError, ValueError) as error:
            raise VsSimError(
                f"no scheduler answers at {scheduler}: {error}", hint="start one: dask scheduler"
            ) from error
        self.inner = self.client.get_executor(pure=False)

    def submit(self, fn: Callable[..., _T], /, *args: Any, **kwargs: Any) -> Future[_T]:
        """Give a task to a worker; its future fails where several workers died of it."""
        future: Future[_T] = self.inner.submit(fn, *args, **kwargs)
        return future

    def interrupt(self) -> None:
        """Ask every worker to stop: what is in flight is finished and kept."""
        self.client.run(stop_gateways, Paused("interrupted", resume=""))

    def processes(self) -> list[int]:
        """The numbers of the workers' processes, on their machines."""
        return list(self.client.run(os.getpid).values())

    def shutdown(self, wait: bool = True, *, cancel_futures: bool = False) -> None:
        """End the workers that were started here."""
        self.inner.shutdown(wait)
        self.client.close()
        if self.cluster is not None:
            self.cluster.close()


def _local(workers: int) -> LocalCluster:
    return LocalCluster(
        n_workers=workers, threads_per_worker=1, host="127.0.0.1", dashboard_address=None, silence_logs="ERROR"
    )


def _of_jobs(jobs: ClusterJobs) -> Any:
    makes = importlib.import_module("dask_jobqueue")  # it takes a second, and only jobs need it
    cluster = getattr(makes, f"{jobs.system.upper()}Cluster")(**jobs.options())
    cluster.adapt(minimum_jobs=jobs.settings.jobs[0], maximum_jobs=jobs.settings.jobs[1])
    return cluster


EXECUTORS.register("dask", Dask)
