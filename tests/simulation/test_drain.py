from __future__ import annotations

import json
import os
import signal
import sqlite3
import subprocess
import sys
import time
from pathlib import Path

import pytest

from vs_sim.log.tables import FILE

FOUND = str(Path(sys.executable).parent / "vs-sim")
SLOW = ["--dialogues", "12", "--set", "exchanges=4", "--window", "4", "--set", "models.persona.latency=0.1"]


def started(folder: Path) -> subprocess.Popen[str]:
    """A run under way: some replies are committed, many are not yet asked for."""
    command = [FOUND, "run", "persuasion_for_good", *SLOW, "--out", "r"]
    running = subprocess.Popen(command, cwd=folder, stderr=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
    while running.poll() is None and committed(folder) < 20:
        time.sleep(0.05)
    assert running.poll() is None, running.communicate()
    return running


def committed(folder: Path) -> int:
    try:
        log = sqlite3.connect(f"file:{folder / 'r' / FILE}?mode=ro", uri=True)
        with log:
            found = log.execute("SELECT count(*) FROM asked").fetchone()[0]
        log.close()
    except sqlite3.Error:
        return 0
    return int(found)


def resumed(folder: Path) -> str:
    done = subprocess.run([FOUND, "resume", "r", "--quiet", "--json"], cwd=folder, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    return str(json.loads(done.stdout)["digest"])


@pytest.mark.parametrize("how", [signal.SIGINT, signal.SIGTERM])
def test_an_interrupted_run_keeps_what_is_in_flight_and_says_how_to_go_on(how: signal.Signals, tmp_path: Path) -> None:
    running = started(tmp_path)
    os.kill(running.pid, how)
    _, said = running.communicate(timeout=60)
    assert running.returncode == 3
    assert "vs-sim resume r" in said
    assert "Traceback" not in said


def test_a_drained_run_resumes_to_the_digest_of_an_undisturbed_one(tmp_path: Path) -> None:
    running = started(tmp_path)
    os.kill(running.pid, signal.SIGINT)
    running.communicate(timeout=60)
    (tmp_path / "whole").mkdir()
    whole = subprocess.run(
        [FOUND, "run", "persuasion_for_good", *SLOW, "--quiet", "--json"],
        cwd=tmp_path / "whole",
        capture_output=True,
        text=True,
    )
    assert resumed(tmp_path) == json.loads(whole.stdout)["digest"]


def test_a_second_signal_stops_at_once(tmp_path: Path) -> None:
    running = started(tmp_path)
    os.kill(running.pid, signal.SIGINT)
    time.sleep(0.03)
    os.kill(running.pid, signal.SIGINT)
    _, said = running.communicate(timeout=60)
    assert running.returncode == 3
    assert "Traceback" not in said


def test_two_processes_cannot_write_one_run(tmp_path: Path) -> None:
    running = started(tmp_path)
    second = subprocess.run([FOUND, "resume", "r"], cwd=tmp_path, capture_output=True, text=True)
    running.kill()
    running.communicate()
    assert second.returncode == 2
    assert "another process" in second.stderr
