from __future__ import annotations

import json
import os
import signal
import sqlite3
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from tests.bench.behaviour import Behaviour
from tests.bench.server import serving
from tests.commands import PATIENCE, VS_SIM, under_way, until_said
from vs_sim.log.tables import LOG_FILE

SHORT = ("--dialogues", "12", "--set", "exchanges=4", "--window", "4", "--set", "models.persona.latency=0.1")
LONG = (*SHORT, "--dialogues", "2000")
"""A run that is not finished before it is interrupted, on any machine."""


@contextmanager
def started(folder: Path, words: tuple[str, ...]) -> Iterator[subprocess.Popen[str]]:
    """A run under way: some replies are committed, many are not yet asked for."""
    with under_way([VS_SIM, "run", "persuasion_for_good", *words, "--out", "r"], folder) as running:
        while running.poll() is None and committed(folder) < 20:
            time.sleep(0.05)
        assert running.poll() is None, running.communicate()
        yield running


def committed(folder: Path) -> int:
    """Replies in the log."""
    try:
        log = sqlite3.connect(f"file:{folder / 'r' / LOG_FILE}?mode=ro", uri=True)
        with log:
            found = log.execute("SELECT count(*) FROM asked").fetchone()[0]
        log.close()
    except sqlite3.Error:
        return 0
    return int(found)


def resumed(folder: Path) -> str:
    done = subprocess.run([VS_SIM, "resume", "r", "--quiet", "--json"], cwd=folder, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    return str(json.loads(done.stdout)["digest"])


@pytest.mark.parametrize("how", [signal.SIGINT, signal.SIGTERM])
def test_an_interrupted_run_keeps_what_is_in_flight_and_says_how_to_go_on(how: signal.Signals, tmp_path: Path) -> None:
    with started(tmp_path, LONG) as running:
        os.kill(running.pid, how)
        _, said = running.communicate(timeout=PATIENCE)
    assert running.returncode == 3
    assert "vs-sim resume r" in said
    assert "Traceback" not in said


@pytest.mark.nightly  # a short run of the campaign of faults shows it every time
def test_a_paused_run_resumes_to_the_digest_of_an_undisturbed_one(tmp_path: Path) -> None:
    with started(tmp_path, SHORT) as running:
        os.kill(running.pid, signal.SIGINT)
        running.communicate(timeout=PATIENCE)
    (tmp_path / "whole").mkdir()
    whole = subprocess.run(
        [VS_SIM, "run", "persuasion_for_good", *SHORT, "--quiet", "--json"],
        cwd=tmp_path / "whole",
        capture_output=True,
        text=True,
    )
    assert resumed(tmp_path) == json.loads(whole.stdout)["digest"]


def test_a_second_signal_stops_although_requests_are_in_flight(tmp_path: Path) -> None:
    with serving(Behaviour(held_after=0)) as server:
        entry = {"backend": "openai_compatible", "model": "m", "api_base": server.address, "timeout": 7200}
        sets = [f"--set=models.persona.{name}={value}" for name, value in entry.items()]
        command = [VS_SIM, "run", "persuasion_for_good", "--dialogues=4", "--window=4", *sets, "--out", "r"]
        with under_way(command, tmp_path) as running:
            server.until_in_flight(4)
            os.kill(running.pid, signal.SIGINT)
            said = until_said(running, "interrupt again")
            os.kill(running.pid, signal.SIGINT)
            said += running.communicate(timeout=PATIENCE)[1]
    assert running.returncode == 3
    assert "Traceback" not in said


def test_a_server_that_hangs_holds_the_command_no_longer_than_the_drain(tmp_path: Path) -> None:
    with serving(Behaviour(held_after=6)) as server:
        entry = {"backend": "openai_compatible", "model": "m", "api_base": server.address, "timeout": 7200}
        sets = [f"--set=models.persona.{name}={value}" for name, value in entry.items()]
        drained = ["--drain=0.5", "--set=exchanges=2"]
        command = [VS_SIM, "run", "persuasion_for_good", "--dialogues=4", "--window=4", *sets, *drained, "--out", "r"]
        with under_way(command, tmp_path) as running:
            while committed(tmp_path) < 6:
                time.sleep(0.05)
            server.until_in_flight(4)
            os.kill(running.pid, signal.SIGTERM)
            _, said = running.communicate(timeout=PATIENCE)
        assert running.returncode == 3
        assert "requests without an answer after 0.5 s were abandoned" in said
        assert "vs-sim resume r" in said
        assert committed(tmp_path) == 6
        server.release()
        assert resumed(tmp_path)


def test_two_processes_cannot_write_one_run(tmp_path: Path) -> None:
    with started(tmp_path, SHORT) as running:
        os.kill(running.pid, signal.SIGSTOP)
        second = subprocess.run([VS_SIM, "resume", "r"], cwd=tmp_path, capture_output=True, text=True)
    assert second.returncode == 2
    assert "another process" in second.stderr
