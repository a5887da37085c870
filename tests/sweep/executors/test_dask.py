"""Real worker processes; kept out of the daily tests, because they take seconds to start."""

from __future__ import annotations

import os
import signal
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests.bench.behaviour import Behaviour, key
from tests.bench.server import Server, serving
from tests.sweep.plans import METHODS, held, read
from vs_sim.core.cost import UNLIMITED
from vs_sim.errors import VsSimError
from vs_sim.log.run import Run
from vs_sim.seeds import provider_seed
from vs_sim.simulation.checking import load_scenario
from vs_sim.sweep.executor import EXECUTORS
from vs_sim.sweep.sweep_folder import cell_progress
from vs_sim.sweep.worker import CellEnd, Task, run_cell

pytest.importorskip("distributed")
pytestmark = [pytest.mark.nightly, pytest.mark.filterwarnings("ignore")]


def entry(server: Server) -> str:
    return f'{{backend: openai_compatible, model: m, api_base: "{server.address}", max_in_flight: 4}}'


def until(so: Callable[[], bool]) -> None:
    for _ in range(3000):
        if so():
            return
        time.sleep(0.02)
    pytest.fail("it did not come to that")


def committed(server: Server, runs: list[Run]) -> dict[str, int]:
    """The replies that logs hold, as the server tells them apart, with how often it gave them."""
    times, found = server.times(), {}
    for run in runs:
        for name in run.calls["name"]:
            words = [{"content": message.content} for message in run.request(name).messages]
            asked = key(provider_seed(run.seed, name.split("/")), words)
            found[asked] = times[asked]
    return found


def test_a_sweep_is_the_same_under_dask_and_in_threads(tmp_path: Path) -> None:
    planned = read(tmp_path, METHODS)
    one, other = held(planned, tmp_path / "d", executor="dask"), held(planned, tmp_path / "t")
    assert one.table().equals(other.table())
    assert [run.digest for run in one.runs.values()] == [run.digest for run in other.runs.values()]


def test_a_cell_whose_worker_is_killed_goes_on_and_nothing_is_asked_again(tmp_path: Path) -> None:
    with serving(Behaviour(latency=0.01, held_after=20)) as server:
        sets = ["dialogues=6", "exchanges=2", f"models.persona={entry(server)}", "roles.persuadee.method=direct"]
        scenario = load_scenario("persuasion_for_good", sets).scenario
        folder = tmp_path / "cell"
        task = Task(str(folder), scenario.model_dump(mode="json"), str(tmp_path), UNLIMITED)
        workers: Any = EXECUTORS.get("dask")(2)
        ending = workers.submit(run_cell, task)
        until(lambda: cell_progress(folder).spent.calls >= 20)
        before = committed(server, [Run(folder)])
        for process in workers.processes():
            os.kill(process, signal.SIGKILL)
        server.release()
        assert ending.result(120) == CellEnd("done")
        workers.shutdown()
        after = server.times()
        assert len(before) >= 20
        assert {name: after[name] for name in before} == before


def test_a_scheduler_that_does_not_answer_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("vs_sim.sweep.executors.dask._PATIENCE", 1)
    with pytest.raises(VsSimError, match=r"no scheduler answers at tcp://127\.0\.0\.1:9"):
        EXECUTORS.get("dask")(1, scheduler="tcp://127.0.0.1:9")
