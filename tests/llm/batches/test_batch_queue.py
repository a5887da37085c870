from __future__ import annotations

import os
import signal
import time
from pathlib import Path
from typing import Any

import pytest

from tests.commands import PATIENCE, VS_SIM, under_way, until_said
from tests.llm.batches import batch_server
from tests.llm.batches.batch_server import BatchServer, selling
from vs_sim import Run, resume, simulate, sweep
from vs_sim.errors import Paused, VsSimError
from vs_sim.llm.batches.batch_journal import JOURNAL_FILE, BatchJournal
from vs_sim.simulation.progress import Silent
from vs_sim.simulation.session import RunOptions
from vs_sim.sweep.sweep_options import SweepOptions

TALK = str(Path(__file__).parents[2] / "bench" / "talk.yaml")
MODELS = {"openai": "openai/bench", "anthropic": "anthropic/claude-bench"}
both = pytest.mark.parametrize("protocol", MODELS)


class Heard(Silent):
    """Keeps what a run says."""

    def __init__(self) -> None:
        self.said: list[str] = []

    def say(self, text: str) -> None:
        self.said.append(text)


def sets(server: BatchServer, protocol: str, dialogues: int = 3, exchanges: int = 1, **entry: Any) -> list[str]:
    fields = {"model": MODELS[protocol], "api_base": server.address, **entry}
    said = ", ".join(f"{name}: {value}" for name, value in fields.items())
    return [f"models.persona={{{said}}}", f"dialogues={dialogues}", f"exchanges={exchanges}"]


def held(server: BatchServer, protocol: str, folder: Path, **entry: Any) -> Run:
    options = RunOptions(out=folder, batch=True, progress=entry.pop("progress", Silent()))
    return simulate(TALK, sets=sets(server, protocol, **entry), options=options)


@both
def test_dialogues_advance_in_waves_of_one_batch_each(protocol: str, tmp_path: Path) -> None:
    with selling() as server:
        run = held(server, protocol, tmp_path / "r", exchanges=2)
    assert run.counts == (3, 0)
    assert [len(batch.lines) for batch in server.batches.values()] == [3, 3, 3, 3]


@both
def test_a_request_in_a_batch_costs_half(protocol: str, tmp_path: Path) -> None:
    with selling() as server:
        run = held(server, protocol, tmp_path / "r", price="{input: 1, output: 10}")
    assert run.call_count == 6
    assert run.usd == pytest.approx(6 * (100e-6 + 10 * 10e-6) / 2)


def test_the_batch_is_named_before_it_is_waited_for(tmp_path: Path) -> None:
    heard = Heard()
    with selling() as server:
        held(server, "openai", tmp_path / "r", progress=heard)
    assert "batch batch_1 of 3 requests was sent" in heard.said[0]
    assert [wave.batch for wave in BatchJournal(tmp_path / "r").waves] == ["batch_1", "batch_2"]


@both
def test_an_error_of_one_request_is_an_event_and_is_asked_again(protocol: str, tmp_path: Path) -> None:
    first: list[str] = []

    def once(times: int, line: dict[str, Any]) -> int | None:
        first.append("asked")
        return 500 if len(first) == 1 else None

    with selling(failing=once) as server:
        run = held(server, protocol, tmp_path / "r")
    assert run.counts == (3, 0)
    assert list(run.failures["what"]) == ["transport"]
    assert sum(server.answered.values()) == run.call_count


def killed(server: BatchServer, protocol: str, folder: Path, seen: str) -> None:
    """A run that is killed without warning when its journal says this."""
    server.held = True
    changes = [f"--set={change}" for change in sets(server, protocol)]
    with under_way([VS_SIM, "run", TALK, "--batch", "--quiet", *changes, "--out", "r"], folder) as running:
        journal = folder / "r" / JOURNAL_FILE
        while running.poll() is None and not (journal.exists() and seen in journal.read_text() and server.batches):
            time.sleep(0.02)
        assert running.poll() is None, running.communicate()
        os.kill(running.pid, signal.SIGKILL)
        running.communicate(timeout=PATIENCE)
    server.held = server.accepted_without_answer = False


def test_a_run_that_is_interrupted_while_it_waits_ends_at_once_and_can_be_resumed(tmp_path: Path) -> None:
    with selling(held=True) as server:
        changes = [f"--set={change}" for change in sets(server, "openai")]
        with under_way([VS_SIM, "run", TALK, "--batch", *changes, "--out", "r"], tmp_path) as running:
            said = until_said(running, "waiting for it")
            os.kill(running.pid, signal.SIGTERM)
            said += running.communicate(timeout=PATIENCE)[1]
    assert running.returncode == 3
    assert "vs-sim resume r" in said


def paid_once(server: BatchServer, run: Run) -> bool:
    """Whether every answer was bought once and is in the log."""
    bought = [name for batch in server.batches.values() for name in batch.lines]
    return len(bought) == len(set(bought)) == run.call_count


@both
def test_a_run_killed_while_it_waits_goes_on_with_the_same_batch(protocol: str, tmp_path: Path) -> None:
    with selling() as server:
        killed(server, protocol, tmp_path, seen='"batch"')
        run = resume(tmp_path / "r", options=RunOptions())
        assert (run.counts, len(server.batches)) == ((3, 0), 2)
        assert paid_once(server, run)
        assert held(server, protocol, tmp_path / "undisturbed").digest == run.digest


@both
def test_a_run_killed_before_it_heard_of_its_batch_finds_it_again(protocol: str, tmp_path: Path) -> None:
    with selling(accepted_without_answer=True) as server:
        killed(server, protocol, tmp_path, seen='"ids"')
        run = resume(tmp_path / "r", options=RunOptions())
    assert (run.counts, len(server.batches)) == ((3, 0), 2)
    assert paid_once(server, run)


@both
def test_an_expired_batch_is_asked_again(protocol: str, tmp_path: Path) -> None:
    with selling(ending=["expired", "completed"]) as server:
        run = held(server, protocol, tmp_path / "r")
    assert (run.counts, set(run.failures["reason"])) == ((3, 0), {"TimedOut"})
    assert sum(server.answered.values()) == run.call_count


def test_a_run_whose_batches_expire_is_paused_and_can_be_resumed(tmp_path: Path) -> None:
    with selling(ending=["expired"]) as server:
        with pytest.raises(Paused, match="before this request was answered"):
            held(server, "openai", tmp_path / "r", retries=0)
        server.ending = ["completed"]
        run = resume(tmp_path / "r", options=RunOptions())
    assert run.counts == (3, 0)
    assert sum(server.answered.values()) == run.call_count


def test_a_model_of_which_no_batches_are_sold_is_named_before_the_run(tmp_path: Path) -> None:
    with pytest.raises(VsSimError, match=r"no batches are sold of models\.persona \(scripted\)"):
        simulate(TALK, sets=["dialogues=1"], options=RunOptions(out=tmp_path / "r", batch=True))


def test_every_cell_of_a_sweep_sends_batches_of_its_own(tmp_path: Path) -> None:
    with selling() as server:
        entry = f'{{model: openai/bench, api_base: "{server.address}"}}'
        plan = tmp_path / "plan.yaml"
        changes = {"models.persona": entry, "dialogues": 2, "exchanges": 1}
        said = "".join(f"  {path}: {value}\n" for path, value in changes.items())
        plan.write_text(f"scenario: {TALK}\nset:\n{said}grid:\n  seed: [1, 2]\n")
        sweep(plan, out=tmp_path / "s", options=SweepOptions(workers=2, batch=True, executor="threads"))
    assert [len(batch.lines) for batch in server.batches.values()] == [2, 2, 2, 2]


def test_results_in_another_outline_pause_the_run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(batch_server, "openai_line", lambda *line: {"result": "new"})
    with selling() as server, pytest.raises(Paused, match="cannot be read"):
        held(server, "openai", tmp_path / "r", retries=0)
