from __future__ import annotations

import multiprocessing
import random
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

import vs_sim as vs
from tests.bench.behaviour import Behaviour, key
from tests.bench.runs import requests
from tests.bench.server import Server, serving
from vs_sim import Run, simulate
from vs_sim.simulation.session import RunOptions

PROCESSES = multiprocessing.get_context("forkserver")
"""Processes that start with the modules loaded: what counts is where they are killed."""
ILL = Behaviour(latency=0.01, limited=0.2, failing=0.05, stalled=0.02, cut=0.05)
WELL = Behaviour(latency=0.04)
WINDOW = 8


def sets(server: Server, backend: str = "openai_compatible", timeout: float = 60, **more: object) -> list[str]:
    model = "openai/bench" if backend == "litellm" else "bench"
    entry = {"backend": backend, "model": model, "api_base": server.address, "timeout": timeout}
    changes = {f"models.persona.{name}": value for name, value in entry.items()}
    return [f"{path}={value}" for path, value in {**changes, "max_failed": "100%", **more}.items()]


@pytest.fixture(scope="module", params=["openai_compatible", "litellm"])
def ill(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Run]:
    """A run on a server of which nothing is to be expected."""
    folder = tmp_path_factory.mktemp("ill") / "run"
    with serving(ILL) as server:
        yield simulate(
            "persuasion_for_good",
            sets=sets(server, request.param, 1.5, dialogues=10, exchanges=3),
            options=RunOptions(out=folder),
        )


def test_every_dialogue_ends_on_a_failing_server(ill: Run) -> None:
    assert (ill.state, sum(ill.counts)) == ("done", 10)


def test_transport_failed_and_was_tried_again(ill: Run) -> None:
    reasons = set(ill.failures[ill.failures["what"] == "transport"]["reason"])
    assert {"RateLimited", "Unreachable"} <= reasons
    assert ill.calls["retries"].max() > 0


def test_no_dialogue_failed_for_transport(ill: Run) -> None:
    failed = set(ill.dialogues[ill.dialogues["failed"].notna()]["unit"])
    assert failed <= set(ill.failures[ill.failures["what"] == "unreadable"]["unit"])


def test_every_unreadable_answer_says_why(ill: Run) -> None:
    assert (ill.failures[ill.failures["what"] == "unreadable"]["reason"].str.len() > 0).all()


def committed(folder: Path) -> list[str]:
    """The keys of the requests whose replies are in the log, as the server counts them."""
    if not (folder / "log.sqlite").exists():
        return []
    asked = (call for calls in requests(Run(folder)).values() for call in calls)
    return [key(seed, [{"content": m.content} for m in request.messages]) for _, request, seed in asked]


def go_on(folder: Path, changes: list[str]) -> None:
    """Begin a run, or resume it where it has begun."""
    options = RunOptions(out=folder, window=WINDOW)
    if (folder / "log.sqlite").exists() and Run(folder).log.execute("SELECT 1 FROM opened").fetchone():
        vs.resume(folder, options=options)
    else:
        simulate("persuasion_for_good", sets=changes, options=options)


def killed(folder: Path, changes: list[str], server: Server, at: int) -> None:
    """Go on with a run in a process of its own, which is killed when the server has answered so often."""
    PROCESSES.set_forkserver_preload(["vs_sim.api.runs", "vs_sim.llm.backends.openai_compatible", "aiohttp", "mesa"])
    process = PROCESSES.Process(target=go_on, args=(folder, changes))
    process.start()
    while process.is_alive() and server.stats()["answered"] < at:
        time.sleep(0.005)
    process.kill()
    process.join()


def campaign(folder: Path, kills: int, dialogues: int) -> None:
    """One run, killed so often and resumed each time; then everything is checked that must hold."""
    moments = random.Random(kills)
    with serving(WELL) as server:
        changes = sets(server, dialogues=dialogues, exchanges=2)
        whole = simulate(
            "persuasion_for_good", sets=changes, options=RunOptions(out=folder / "undisturbed", window=WINDOW)
        )
        calls, begun = whole.call_count, server.stats()["answered"]
        for number in range(kills):
            at = begun + int(calls * (number + moments.random()) / kills)
            killed(folder / "killed", changes, server, max(at, begun + 1))
        known = committed(folder / "killed")
        before = server.times()
        vs.resume(folder / "killed", options=RunOptions(window=WINDOW))
        after = server.times()
        asked_again = server.stats()["answered"] - begun - calls
    assert Run(folder / "killed").digest == whole.digest
    assert [name for name in known if after[name] != before[name]] == []
    assert asked_again <= kills * 2 * WINDOW


def test_a_run_killed_three_times_ends_as_if_nothing_had_happened(tmp_path: Path) -> None:
    campaign(tmp_path, kills=3, dialogues=8)


@pytest.mark.nightly
def test_a_run_killed_twenty_times_ends_as_if_nothing_had_happened(tmp_path: Path) -> None:
    campaign(tmp_path, kills=20, dialogues=150)
