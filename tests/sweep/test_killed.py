"""kill -9 of a worker and of the driver, with real processes and a server that counts what it is asked."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.bench.behaviour import Behaviour, key
from tests.bench.server import Server, serving
from tests.commands import PATIENCE, VS_SIM, under_way, until_said
from vs_sim.seeds import provider_seed
from vs_sim.sweep.load_plan import load_plan
from vs_sim.sweep.scheduler import run_sweep
from vs_sim.sweep.sweep_folder import cell_progress
from vs_sim.sweep.sweep_options import SweepOptions
from vs_sim.sweep.sweep_run import Sweep

PROC = Path("/proc")
PLAN = """\
scenario: persuasion_for_good
set:
  dialogues: 4
  exchanges: 2
  models.persona: {{backend: openai_compatible, model: m, api_base: "{address}", max_in_flight: 4}}
  roles.persuadee.method: direct
grid:
  about: [Two workers talk., Two neighbours talk., Two nurses talk.]
"""
needs_proc = pytest.mark.skipif(not PROC.exists(), reason="processes are found in /proc")


@dataclass(frozen=True)
class Survived:
    """What was left of a sweep that was killed twice, and what it came to."""

    server: Server
    sweep: Sweep
    committed: Mapping[str, int]
    """What the server was asked for and the logs held when the driver was dead, with how often."""
    said: str
    whole: Sweep
    """The same plan, left in peace."""


def command(folder: Path) -> list[str]:
    return [VS_SIM, "sweep", str(folder / "plan.yaml"), "--out", str(folder / "s"), "--workers", "2", "--json"]


def calls(folder: Path) -> int:
    return int(sum(cell_progress(cell).spent.calls for cell in (folder / "s" / "cells").glob("*")))


def until(folder: Path, most: int, driver: subprocess.Popen[str]) -> None:
    """Wait until so many replies are committed."""
    while calls(folder) < most:
        assert driver.poll() is None, driver.communicate()
        time.sleep(0.02)


@contextmanager
def started(folder: Path, server: Server, replies: int) -> Iterator[subprocess.Popen[str]]:
    """A sweep under way, of which so many replies are committed."""
    (folder / "plan.yaml").write_text(PLAN.format(address=server.address), encoding="utf-8")
    with under_way(command(folder), folder) as driver:
        until(folder, replies, driver)
        yield driver


def workers_of(driver: int) -> list[int]:
    children = (PROC / str(driver) / "task" / str(driver) / "children").read_text().split()
    lines = {int(child): (PROC / child / "cmdline").read_text() for child in children}
    return [child for child, line in lines.items() if "spawn_main" in line]


def gone(process: int) -> bool:
    for _ in range(600):
        if not (PROC / str(process)).exists() or "\nState:\tZ" in (PROC / str(process) / "status").read_text():
            return True
        time.sleep(0.1)
    return False


def keys(sweep: Sweep) -> Iterator[str]:
    """Every committed reply, as the server tells requests apart."""
    for run in sweep.runs.values():
        for name in run.calls["name"]:
            words = [{"content": message.content} for message in run.request(name).messages]
            yield key(provider_seed(run.seed, name.split("/")), words)


def killed_twice(folder: Path, server: Server) -> Survived:
    with started(folder, server, 8) as driver:
        os.kill(workers_of(driver.pid)[0], signal.SIGKILL)
        until(folder, calls(folder) + 20, driver)
        orphans = workers_of(driver.pid)
        driver.kill()
        driver.communicate()
    assert all(gone(orphan) for orphan in orphans)
    server.release()
    times = server.times()
    committed = {name: times[name] for name in keys(Sweep(folder / "s"))}
    again = subprocess.run(command(folder), capture_output=True, text=True)
    assert again.returncode == 0, again.stderr
    peace = folder / "peace"
    peace.mkdir()
    (peace / "plan.yaml").write_text(PLAN.format(address=server.address), encoding="utf-8")
    after = server.times()
    run_sweep(load_plan(peace / "plan.yaml"), peace / "s", SweepOptions(workers=2, executor="threads"))
    found = {name: after[name] - count for name, count in committed.items()}
    return Survived(server, Sweep(folder / "s"), found, again.stderr, Sweep(peace / "s"))


@pytest.fixture(scope="module")
def survived(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Survived]:
    with serving(Behaviour(latency=0.01, held_after=60)) as server:
        yield killed_twice(tmp_path_factory.mktemp("killed"), server)


@needs_proc
def test_every_cell_is_there_exactly_once(survived: Survived) -> None:
    cells = survived.sweep.cells
    assert (len(cells), set(cells["status"])) == (3, {"done"})
    assert len(list((survived.sweep.folder / "cells").iterdir())) == 3


@needs_proc
def test_no_committed_reply_is_asked_for_again(survived: Survived) -> None:
    assert len(survived.committed) >= 28
    assert set(survived.committed.values()) == {0}


@needs_proc
def test_the_table_is_that_of_a_sweep_left_in_peace(survived: Survived) -> None:
    one, other = survived.sweep.table(), survived.whole.table()
    assert one.equals(other)
    assert survived.sweep.contrasts().equals(survived.whole.contrasts())


@needs_proc
def test_the_runs_are_those_of_a_sweep_left_in_peace(survived: Survived) -> None:
    digests = [[run.digest for run in sweep.runs.values()] for sweep in (survived.sweep, survived.whole)]
    assert digests[0] == digests[1]


@needs_proc
def test_an_interrupted_sweep_keeps_what_is_in_flight_and_can_go_on(tmp_path: Path) -> None:
    with serving(Behaviour(latency=0.01, held_after=40)) as server:
        with started(tmp_path, server, 10) as driver:
            server.until_in_flight(1)
            driver.send_signal(signal.SIGINT)
            said = until_said(driver, "stopping")
            server.release()
            said += driver.communicate(timeout=PATIENCE)[1]
        asked = server.stats()["answered"]
    assert (driver.returncode, "Traceback" in said) == (3, False)
    assert "the same command goes on" in said
    assert calls(tmp_path) == asked


def test_a_script_may_sweep_without_a_guard(tmp_path: Path) -> None:
    plan = "scenario: persuasion_for_good\nset: {dialogues: 2, exchanges: 1}\nreplicates: 2\n"
    (tmp_path / "plan.yaml").write_text(plan, encoding="utf-8")
    script = "import vs_sim as vs\nprint(vs.sweep('plan.yaml', workers=2))\nprint(vs.sweep('plan.yaml'))\n"
    (tmp_path / "script.py").write_text(script, encoding="utf-8")
    done = subprocess.run([sys.executable, "script.py"], cwd=tmp_path, capture_output=True, text=True)
    assert done.stdout == "Sweep('runs/sweep-plan', 2 cells: 2 done)\n" * 2, done.stderr


def test_the_sum_of_what_workers_ask_at_once_keeps_the_limit(tmp_path: Path) -> None:
    with serving(Behaviour(held_after=0)) as server:
        with started(tmp_path, server, 0) as driver:
            server.until_in_flight(4)
            server.release()
            _, said = driver.communicate(timeout=PATIENCE)
        assert driver.returncode == 0, said
        assert server.stats()["peak"] == 4
