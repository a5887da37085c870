"""How the workers of a sweep are started as jobs of a cluster: the keys `slurm:` and `pbs:` of a plan."""

from __future__ import annotations

from typing import Any, Literal

from pydantic import Field, model_validator

from vs_sim.core.strict_model import Strict

SPARE = 300
"""Seconds before the end of its time in which a worker hands its cell on."""


class JobSettings(Strict):
    """The jobs of a cluster; each is one worker, and runs one cell at a time."""

    queue: str | None = Field(default=None, min_length=1, description="queue or partition")
    account: str | None = Field(default=None, min_length=1, description="account that is charged")
    cores: int = Field(default=1, ge=1, description="processors of each job")
    memory: str = Field(default="4GB", pattern=r"^\d+(\.\d+)? ?[KMGT]i?B$", description="memory of each job")
    walltime: str = Field(default="04:00:00", pattern=r"^\d{1,3}:\d{2}:\d{2}$", description="time of each job")
    jobs: tuple[int, int] = Field(default=(1, 10), description="fewest and most jobs at once")
    lines: tuple[str, ...] = Field(default=(), description="more directives, each a line, such as --gres=gpu:1")
    setup: tuple[str, ...] = Field(default=(), description="commands that come first, such as module load cuda")
    interface: str | None = Field(default=None, min_length=1, description="network of the scheduler, such as ib0")

    @model_validator(mode="after")
    def _ordered(self) -> JobSettings:
        if not 0 <= self.jobs[0] <= self.jobs[1] or self.jobs[1] < 1:
            raise ValueError(f"the fewest jobs {self.jobs[0]} must not be more than the most {self.jobs[1]}")
        if self.lifetime < SPARE:
            raise ValueError(f"a walltime of {self.walltime} is too short: a worker stops {SPARE} s before it")
        return self

    @property
    def lifetime(self) -> int:
        """Seconds after which a worker stops, before its time is over."""
        hours, minutes, seconds = map(int, self.walltime.split(":"))
        return 3600 * hours + 60 * minutes + seconds - SPARE


class ClusterJobs(Strict):
    """The jobs of one cluster.

    Attributes:
        system: Which system starts them.
        settings: What it is asked for.
    """

    system: Literal["slurm", "pbs"]
    settings: JobSettings

    def options(self) -> dict[str, Any]:
        """The options of the cluster's class in dask-jobqueue."""
        its = self.settings
        given = {"queue": its.queue, "account": its.account, "interface": its.interface}
        return {
            **{key: value for key, value in given.items() if value is not None},
            "cores": its.cores,
            "processes": 1,
            "memory": its.memory,
            "walltime": its.walltime,
            "job_extra_directives": list(its.lines),
            "job_script_prologue": list(its.setup),
            "worker_extra_args": ["--lifetime", f"{its.lifetime}s", "--lifetime-stagger", "60s", "--nthreads", "1"],
        }
