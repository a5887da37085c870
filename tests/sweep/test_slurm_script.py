"""The script is run as SLURM runs it: by bash, task by task, with a server that really serves."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from vs_sim.api.runs import simulate
from vs_sim.core.model_entry import ModelEntry
from vs_sim.errors import UnknownName, VsSimError
from vs_sim.log.run import Run
from vs_sim.simulation.session import RunOptions
from vs_sim.sweep.collecting.collect import collect_parts
from vs_sim.sweep.slurm_script import Job, Work, serve, slurm_script

BIN = Path(sys.executable).parent
FAKES = {
    "sbatch": """#!/bin/bash
# runs the array on this machine, one task after the other
last=$(sed -n 's/^#SBATCH --array=1-\\([0-9]*\\).*/\\1/p' "$1")
for task in $(seq 1 "$last"); do
  SLURM_JOB_ID="7$task" SLURM_ARRAY_TASK_ID=$task bash "$1" || echo "task $task: $?" >> failed
done
""",
    "scontrol": '#!/bin/bash\necho "$@" >> requeued\n',
    "vllm": f"""#!/bin/bash
# vllm serve MODEL --host HOST --port PORT …: the stand-in answers in the place of the model
echo "$@" >> served
touch "serving-$6"
{BIN}/vs-sim serve-standin --port "$6" --set "latency=${{LATENCY:-0}}" &
trap 'kill $!; wait $!; rm "serving-$6"; exit 0' TERM
wait $!
""",
}
SMALL = ["dialogues=2", "exchanges=1"]


@pytest.fixture
def place(tmp_path: Path) -> Path:
    """A folder with the commands of a cluster."""
    (tmp_path / "bin").mkdir()
    for name, text in FAKES.items():
        (tmp_path / "bin" / name).write_text(text, encoding="utf-8")
        (tmp_path / "bin" / name).chmod(0o755)
    return tmp_path


def environment(place: Path, **more: str) -> dict[str, str]:
    return {**os.environ, "PATH": f"{place / 'bin'}:{BIN}:{os.environ['PATH']}", "HOME": str(place), **more}


def script(place: Path, job: Job, *sets: str, scenario: str = "persuasion_for_good") -> Path:
    command, changes = serve("vllm", "hf:Qwen/Qwen3-8B", job.gpus, {"persona": ModelEntry()})
    words = [word for text in (*changes, *SMALL, *sets) for word in ("--set", text)]
    file = place / "job.sh"
    text = slurm_script(Work(scenario, False, "out", [*words, "--quiet"], command), job)
    file.write_text(text.replace("sleep 2", "sleep 0.2"), encoding="utf-8")
    return file


@pytest.mark.nightly
def test_an_array_runs_every_part_against_servers_of_its_own_and_collecting_gives_the_run(place: Path) -> None:
    file = script(place, Job(parts=2, gpus=1))
    done = subprocess.run(["sbatch", str(file)], cwd=place, env=environment(place), capture_output=True, text=True)
    assert not (place / "failed").exists(), done.stderr
    found = collect_parts([place / "out"])
    assert found.complete and found.run.counts == (2, 0)
    whole = simulate("persuasion_for_good", sets=SMALL, options=RunOptions(out=place / "whole"))
    assert found.run.dialogues["persuadee"].equals(whole.dialogues["persuadee"])
    served = (place / "served").read_text().splitlines()
    assert [line.split("--port")[0] for line in served] == ["serve Qwen/Qwen3-8B --host 127.0.0.1 "] * 2
    assert not list(place.glob("serving-*"))


def test_a_server_that_dies_ends_the_task_and_names_its_log(place: Path) -> None:
    (place / "bin" / "vllm").write_text("#!/bin/bash\necho no memory\nexit 1\n", encoding="utf-8")
    task = environment(place, SLURM_ARRAY_TASK_ID="1")
    done = subprocess.run(
        ["bash", str(script(place, Job(parts=2)))], cwd=place, env=task, capture_output=True, text=True
    )
    assert done.returncode == 1
    assert "the server ended before it was ready: see out/server-1.log" in done.stderr
    assert (place / "out" / "server-1.log").read_text() == "no memory\n"


@pytest.mark.nightly
def test_a_task_whose_time_is_over_keeps_what_it_has_and_is_queued_again(place: Path) -> None:
    file = script(place, Job(parts=2), "dialogues=200", "exchanges=10")
    task = environment(place, SLURM_ARRAY_TASK_ID="1", SLURM_JOB_ID="71", LATENCY="0.2")
    job = subprocess.Popen(["bash", str(file)], cwd=place, env=task, stderr=subprocess.PIPE, text=True)
    log = place / "out" / "part-1-of-2" / "log.sqlite-wal"
    while not log.exists() or log.stat().st_size < 100_000:
        assert job.poll() is None, job.communicate()
        time.sleep(0.05)
    job.send_signal(signal.SIGTERM)
    said = job.communicate(timeout=120)[1]
    assert job.returncode == 3, said
    assert (place / "requeued").read_text() == "requeue 71\n"
    assert Run(place / "out" / "part-1-of-2").call_count > 0
    assert not list(place.glob("serving-*"))


def test_the_script_is_bash_without_faults(tmp_path: Path) -> None:
    file = script(tmp_path, Job(parts=2, gpus=1, setup=["module load cuda"], at_once=1, sbatch=["--partition=gpu"]))
    text = file.read_text()
    assert subprocess.run(["bash", "-n", str(file)]).returncode == 0
    assert "#SBATCH --array=1-2%1\n#SBATCH --gpus=1\n" in text
    assert "#SBATCH --partition=gpu\n" in text and "\nmodule load cuda\n" in text
    if shutil.which("shellcheck"):
        subprocess.run(["shellcheck", str(file)], check=True)


def test_what_slurm_could_not_read_is_refused() -> None:
    with pytest.raises(VsSimError, match="a time of"):
        slurm_script(Work("methods", True, "out"), Job(time="soon"))
    with pytest.raises(VsSimError, match="cannot stand in a line of #SBATCH"):
        slurm_script(Work("methods", True, "my out\nrm"), Job())


def test_a_task_without_a_server_only_runs_its_part() -> None:
    text = slurm_script(Work("methods", True, "out", ["--model", "gpt-4.1"]), Job())
    assert 'vs-sim sweep methods --out out --model gpt-4.1 --part "$part/8" &' in text
    assert "server" not in text


def test_an_unknown_server_is_told_the_known_ones() -> None:
    with pytest.raises(UnknownName, match="llama_server, vllm"):
        serve("tgi", "hf:o/m", 1, {})
