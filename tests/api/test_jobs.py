from __future__ import annotations

import pytest

from vs_sim.api.jobs import AskedJob, job_script
from vs_sim.errors import VsSimError
from vs_sim.sweep.slurm_script import Job


def test_a_scenario_is_run_and_a_plan_is_swept() -> None:
    assert "vs-sim run die_roll --out o" in job_script(AskedJob("die_roll", "o"), Job())
    assert "vs-sim sweep methods --out o" in job_script(AskedJob("methods", "o", budget=("5usd",)), Job())


def test_what_cannot_be_cut_gets_no_script() -> None:
    with pytest.raises(VsSimError, match="is one unit"):
        job_script(AskedJob("climate_network", "o"), Job())


def test_a_server_needs_a_model() -> None:
    with pytest.raises(VsSimError, match="needs a model"):
        job_script(AskedJob("die_roll", "o", "vllm"), Job())
