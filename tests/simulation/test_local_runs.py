from __future__ import annotations

import sqlite3
import subprocess
import sys
import time
from contextlib import closing, suppress
from pathlib import Path

import pytest

from tests.tiny_gguf import needs_engine, tiny_gguf
from vs_sim.errors import Rejected
from vs_sim.simulation.checking import load_scenario
from vs_sim.simulation.cost_estimate import longest_request
from vs_sim.simulation.models_of_run import packages_used
from vs_sim.simulation.session import RunOptions, begin, replay_run, resume_run

LOCAL = "models.persona={{backend: llama_cpp, model: {path}, max_tokens: 200, threads: 1, gpu_layers: 0}}"


def local(path: Path, *sets: str) -> list[str]:
    return [LOCAL.format(path=path), "respondents=4", "roles.person.method={sequence: {k: 2}}", "max_failed=1", *sets]


def test_a_model_whose_file_is_missing_is_refused_before_anything_is_logged(tmp_path: Path) -> None:
    loaded = load_scenario("die_roll", local(tmp_path / "nowhere.gguf"))
    with pytest.raises(Rejected, match="no such file"):
        begin(loaded, RunOptions(out=tmp_path / "run"))
    assert not (tmp_path / "run" / "log.sqlite").exists()


def test_the_longest_request_grows_with_the_conversation() -> None:
    short, long = (load_scenario("persuasion_for_good", [f"exchanges={count}"]) for count in (1, 6))
    sizes = [longest_request(each.scenario, each.path.parent, "persona") for each in (short, long)]
    assert 0 < sizes[0] < sizes[1]


@needs_engine
def test_a_run_in_the_process_logs_the_engine_and_replays_to_the_same_digest(tmp_path: Path) -> None:
    loaded = load_scenario("die_roll", local(tiny_gguf(tmp_path / "tiny.gguf")))
    assert packages_used(loaded.scenario) == ("xllamacpp",)
    run = begin(loaded, RunOptions(out=tmp_path / "run"))
    assert "xllamacpp" in run.versions and sum(run.counts) == 4 and not run.standin
    assert replay_run(tmp_path / "run", RunOptions(out=tmp_path / "again")).digest == run.digest


@needs_engine
def test_slots_and_threads_are_no_part_of_a_logged_request(tmp_path: Path) -> None:
    loaded = load_scenario("die_roll", local(tiny_gguf(tmp_path / "tiny.gguf"), "models.persona.slots=2"))
    run = begin(loaded, RunOptions(out=tmp_path / "run"))
    assert set(run.request(run.answered_calls("roll")[0]).parameters) == {"max_tokens", "model"}


@needs_engine
def test_a_run_that_is_killed_goes_on_and_asks_nothing_again_that_was_committed(tmp_path: Path) -> None:
    sets = local(tiny_gguf(tmp_path / "tiny.gguf"), "respondents=40")
    command = [sys.executable, "-m", "vs_sim.cli.main", "run", "die_roll", "--out", str(tmp_path / "run"), "--quiet"]
    killed = subprocess.Popen([*command, *(part for text in sets for part in ("--set", text))], stdout=subprocess.PIPE)
    before = wait_for_calls(tmp_path / "run" / "log.sqlite", 3)
    killed.kill()
    killed.communicate()
    assert killed.returncode == -9
    run = resume_run(tmp_path / "run", RunOptions())
    after = committed(tmp_path / "run" / "log.sqlite")
    assert before.items() <= after.items() and len(before) < len(after)
    assert run.state == "done" and sum(run.counts) == 40


def committed(log: Path) -> dict[str, str]:
    """The committed replies, by the name of their call."""
    with closing(sqlite3.connect(f"{log.as_uri()}?mode=ro", uri=True)) as reading:
        return dict(reading.execute("SELECT name, text || at FROM asked"))


def wait_for_calls(log: Path, least: int) -> dict[str, str]:
    """The committed replies, once there are some; fails after a minute."""
    for _ in range(600):
        with suppress(sqlite3.Error):
            if len(found := committed(log)) >= least:
                return found
        time.sleep(0.1)
    pytest.fail("nothing was committed")
