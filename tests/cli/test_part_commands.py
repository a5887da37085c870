from __future__ import annotations

import json
from pathlib import Path

from tests.cli.commanded import SMALL, summary
from tests.commands import vs_sim


def test_parts_are_run_and_collected_by_commands(tmp_path: Path) -> None:
    run = ["run", "persuasion_for_good", *SMALL, "--out", "r", "--quiet"]
    assert vs_sim(*run, "--part", "1/2", folder=tmp_path).returncode == 0
    some = vs_sim("collect", "r", "--quiet", folder=tmp_path)
    assert some.returncode == 3
    assert "no folder of part 2/2" in some.stderr
    assert vs_sim(*run, "--part", "2/2", folder=tmp_path).returncode == 0
    every = vs_sim("collect", "r", "--quiet", "--json", folder=tmp_path)
    assert every.returncode == 0, every.stderr
    assert json.loads(every.stdout)["digest"] == summary(folder=tmp_path)["digest"]


def test_a_part_that_cannot_be_read_is_a_sentence(tmp_path: Path) -> None:
    done = vs_sim("run", "persuasion_for_good", "--part", "9/8", folder=tmp_path)
    assert (done.returncode, "Traceback" in done.stderr) == (2, False)
    assert "the parts are 1/8 to 8/8" in done.stderr


def test_a_job_array_is_written_and_not_submitted(tmp_path: Path) -> None:
    served = ["--serve", "vllm", "--model", "hf:Qwen/Qwen3-8B", "--gpus", "1"]
    done = vs_sim("slurm", "methods", *served, "--out", "runs/m", "--save", "job.sh", folder=tmp_path)
    assert done.returncode == 0, done.stderr
    assert "sbatch job.sh" in done.stdout
    assert "vs-sim sweep methods --out runs/m" in (tmp_path / "job.sh").read_text()


def test_faults_of_a_plan_are_found_before_the_script_is_written(tmp_path: Path) -> None:
    done = vs_sim("slurm", "methods", "--out", "m", "--set", "dialogues=0", "--save", "job.sh", folder=tmp_path)
    assert (done.returncode, (tmp_path / "job.sh").exists()) == (2, False)
    done = vs_sim("slurm", "methods", "--out", "m", "--serve", "vllm", folder=tmp_path)
    assert "needs a model" in done.stderr
