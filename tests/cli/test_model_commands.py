from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.commands import vs_sim
from tests.standin.serving import served
from vs_sim.log.run import Run


@pytest.fixture(scope="module")
def address() -> Iterator[str]:
    with served() as found:
        yield found


def test_a_question_is_answered_by_a_distribution(tmp_path: Path) -> None:
    done = vs_sim("ask", "Do you agree?", "--options", "Yes,No", "--seed", "3", folder=tmp_path)
    assert done.returncode == 0, done.stderr
    assert "stand-in" in done.stdout and "Yes" in done.stdout


def test_a_repeated_question_counts_its_answers(tmp_path: Path) -> None:
    done = vs_sim("ask", "Do you agree?", "--options", "Yes,No", "--repeat", "20", "--json", folder=tmp_path)
    assert sum(json.loads(done.stdout)["frequencies"].values()) == 20


def test_models_lists_what_can_be_asked_and_what_to_type(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("OPENAI_API_KEY", "sk-never-shown")
    done = vs_sim("models", folder=tmp_path)
    assert done.returncode == 0, done.stderr
    assert "OPENAI_API_KEY is set\n      --model gpt-4.1" in done.stdout
    assert "sk-never-shown" not in done.stdout


def test_models_is_also_a_table_for_programs(tmp_path: Path) -> None:
    found = json.loads(vs_sim("models", "--json", folder=tmp_path).stdout)
    assert {"--model standin"} <= {each["type"] for each in found if each["found"]}


def test_a_model_is_named_by_the_address_of_its_server(tmp_path: Path, address: str) -> None:
    asked = vs_sim("ask", "Do you agree?", "--options", "Yes,No", "--model", address, folder=tmp_path)
    assert (asked.returncode, "Yes" in asked.stdout) == (0, True), asked.stderr
    assert vs_sim("estimate", "die_roll", "--model", address, folder=tmp_path).returncode == 0
    words = ["--respondents", "3", "--model", address, "--out", "die", "--quiet"]
    done = vs_sim("run", "die_roll", *words, folder=tmp_path)
    assert done.returncode == 0, done.stderr
    assert Run(tmp_path / "die").scenario.models["persona"].api_base == address


def test_a_sweep_asks_the_model_that_is_named(tmp_path: Path, address: str) -> None:
    plan = "scenario: die_roll\nset: {respondents: 2}\ngrid: {roles.person.method: [direct]}\n"
    (tmp_path / "plan.yaml").write_text(plan)
    done = vs_sim("sweep", "plan.yaml", "--model", address, "--out", "dice", "--quiet", folder=tmp_path)
    assert done.returncode == 0, done.stderr


def test_a_model_of_no_known_server_is_refused_with_what_to_do(tmp_path: Path) -> None:
    done = vs_sim("run", "die_roll", "--model", "http://127.0.0.1:9/v1", "--out", "die", folder=tmp_path)
    assert (done.returncode, "127.0.0.1:9" in done.stderr, "hint:" in done.stderr) == (2, True, True), done.stderr
    assert not (tmp_path / "die").exists()
