from __future__ import annotations

import json
import os
import signal
import subprocess
import time
from pathlib import Path

from tests.cli.commanded import SMALL, summary
from tests.commands import VS_SIM, vs_sim
from vs_sim.log.tables import LOG_FILE


def test_a_run_from_an_empty_folder_makes_a_numbered_folder(tmp_path: Path) -> None:
    done = vs_sim("run", "persuasion_for_good", *SMALL, folder=tmp_path)
    assert done.returncode == 0, done.stderr
    assert (tmp_path / "runs" / "0001-persuasion_for_good" / LOG_FILE).exists()


def test_the_same_seed_gives_the_same_digest(tmp_path: Path) -> None:
    first = summary("--seed", "7", "--window", "1", folder=tmp_path)
    assert first["digest"] == summary("--seed", "7", "--window", "64", folder=tmp_path)["digest"]


def test_a_killed_run_resumes_to_the_digest_of_an_undisturbed_one(tmp_path: Path) -> None:
    command = [VS_SIM, "run", "persuasion_for_good", "--dialogues", "60", "--quiet", "--out", "killed"]
    running = subprocess.Popen(command, cwd=tmp_path)
    log = tmp_path / "killed" / f"{LOG_FILE}-wal"
    while running.poll() is None and (not log.exists() or log.stat().st_size < 400_000):
        time.sleep(0.01)
    os.kill(running.pid, signal.SIGKILL)
    running.wait()
    resumed = vs_sim("resume", "killed", "--quiet", "--json", folder=tmp_path)
    whole = vs_sim(
        "run", "persuasion_for_good", "--dialogues", "60", "--window", "1", "--quiet", "--json", folder=tmp_path
    )
    assert json.loads(resumed.stdout)["digest"] == json.loads(whole.stdout)["digest"]


def test_show_reads_a_dialogue_with_what_was_drawn(tmp_path: Path) -> None:
    summary("--out", "r", folder=tmp_path)
    done = vs_sim("show", "r", "3", folder=tmp_path)
    assert done.returncode == 0, done.stderr
    assert "→" in done.stdout
    assert "donation" in done.stdout


def test_a_run_is_never_written_over(tmp_path: Path) -> None:
    summary("--out", "r", folder=tmp_path)
    done = vs_sim("run", "persuasion_for_good", *SMALL, "--out", "r", folder=tmp_path)
    assert done.returncode == 2
    assert "already holds a run" in done.stderr


def test_a_pilot_says_whether_to_go_on(tmp_path: Path) -> None:
    good = vs_sim("pilot", "die_roll", "--respondents", "2", "--json", folder=tmp_path)
    assert good.returncode == 0, good.stderr
    assert json.loads(good.stdout)["passes"] is True
    bad = vs_sim("pilot", "die_roll", "--set", "models.persona.faults.refusal=1", folder=tmp_path)
    assert bad.returncode == 4
    assert "do not run this yet: 5 of 5 dialogues failed" in bad.stdout
