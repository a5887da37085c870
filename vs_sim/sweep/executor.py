"""Where cells are run: anything that is a `concurrent.futures.Executor`.

To add one, put a file with one registration into `executors/`. It may have a method `interrupt()`, which asks the
workers to stop as an interrupted run does: what is in flight is finished and kept.
"""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import Executor

from vs_sim.errors import VsSimError
from vs_sim.registry import Registry
from vs_sim.sweep.cluster_jobs import ClusterJobs

MakeExecutor = Callable[..., Executor]
"""From the number of workers to an executor; one of a cluster also takes `scheduler` and `jobs`."""

EXECUTORS: Registry[MakeExecutor] = Registry("executor", "vs_sim.sweep.executors")
ON_A_CLUSTER = "dask"
"""The executor of a plan that says how jobs of a cluster are started."""


def make_executor(name: str, workers: int, scheduler: str | None = None, jobs: ClusterJobs | None = None) -> Executor:
    """An executor with so many workers.

    Args:
        name: As registered; a plan with jobs of a cluster takes `dask` in the place of `local`.
        workers: How many.
        scheduler: Address of a running scheduler, such as tcp://10.0.0.1:8786.
        jobs: How the jobs of a cluster are started.

    Raises:
        UnknownName: There is no such executor.
        VsSimError: It needs a package that is not installed, or knows no scheduler.
    """
    more = {key: given for key, given in (("scheduler", scheduler), ("jobs", jobs)) if given is not None}
    chosen = ON_A_CLUSTER if more and name == "local" else name
    if more and chosen != ON_A_CLUSTER:
        raise VsSimError(f"the executor {name} takes no {' and no '.join(more)}", hint="--executor dask")
    try:
        return EXECUTORS.get(chosen)(workers, **more)
    except ImportError as error:
        hint = f"pip install 'vs-sim[{'ray' if chosen == 'ray' else 'cluster'}]'"
        raise VsSimError(f"the executor {chosen} needs the package {error.name}", hint=hint) from error
