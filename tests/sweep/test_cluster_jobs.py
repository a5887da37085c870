from __future__ import annotations

from pathlib import Path

import pytest

from tests.sweep.plans import read
from vs_sim.errors import ScenarioError


def test_a_plan_says_how_jobs_are_started(tmp_path: Path) -> None:
    jobs = read(
        tmp_path, "slurm: {queue: gpu, walltime: '01:00:00', jobs: [2, 8], lines: [--gres=gpu:1]}\n"
    ).plan.cluster
    assert jobs is not None and jobs.system == "slurm"
    options = jobs.options()
    assert (options["queue"], options["job_extra_directives"]) == ("gpu", ["--gres=gpu:1"])
    assert "account" not in options


def test_a_worker_stops_before_its_time_is_over(tmp_path: Path) -> None:
    jobs = read(tmp_path, "pbs: {walltime: '01:00:00'}\n").plan.cluster
    assert jobs is not None and jobs.options()["worker_extra_args"][:2] == ["--lifetime", "3300s"]


@pytest.mark.parametrize("settings", ["{jobs: [3, 2]}", "{walltime: soon}", "{walltime: '00:01:00'}", "{queues: gpu}"])
def test_settings_that_cannot_be_are_faults_with_their_place(settings: str, tmp_path: Path) -> None:
    with pytest.raises(ScenarioError, match=r"plan\.yaml:3"):
        read(tmp_path, f"slurm: {settings}\n")


def test_a_plan_without_jobs_runs_here(tmp_path: Path) -> None:
    assert read(tmp_path).plan.cluster is None
