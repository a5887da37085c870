from __future__ import annotations

from pathlib import Path

import vs_sim as vs
from vs_sim.files.strict_yaml import read_yaml
from vs_sim.llm.backends.scripted import Scripted
from vs_sim.log.run import Run
from vs_sim.report.html import run_account
from vs_sim.simulation.session import RunOptions


def test_every_call_is_accounted_for(standin: Run) -> None:
    assert sum(model.calls for model in run_account.models(standin)) == standin.call_count


def test_a_question_without_its_own_method_shows_that_of_its_role(standin: Run) -> None:
    shown = {asked.what: asked.method for asked in run_account.asking(standin)}
    assert shown["turns of persuader"] == "direct"
    assert shown["stance, of persuadee"] == shown["turns of persuadee"] == "vs_standard (k: 5)"
    assert shown["donation, of persuadee"] == "vs_standard (k: 12)"


def test_repairs_are_counted_by_answer_not_by_candidate(hostile: Run) -> None:
    answers, repairs = run_account.repairs(hostile)
    assert answers == 4 * (1 + 2 * 2 + 1)
    assert all(count <= answers for count in repairs.values())


def test_failures_are_counted_by_question_and_reason(failing: Run) -> None:
    ((what, reason),) = run_account.asked_again(failing)
    assert what == "unreadable"
    assert run_account.failure_counts(failing) == {("gift", reason): failing.counts[1]}


def test_the_scenario_text_is_yaml_of_the_scenario(standin: Run, tmp_path: Path) -> None:
    file = tmp_path / "x.yaml"
    file.write_text(run_account.scenario_text(standin), encoding="utf-8")
    written = read_yaml(file).data
    assert list(written["roles"]) == ["persuader", "persuadee"]
    assert written["questions"]["donation"]["ask"] == standin.scenario.questions["donation"].ask


def test_a_key_in_a_model_entry_is_never_shown() -> None:
    import pandas as pd

    calls = pd.DataFrame(columns=["answered_by", "usd", "prompt_tokens", "completion_tokens", "retries", "dropped"])
    calls = calls.assign(structured="", finish_reason="")
    assert "sk-abc" not in run_account._use("m", {"extra": "sk-abcdefgh12345678"}, calls).entry


def test_a_model_that_is_a_file_is_called_by_its_name_and_not_by_its_folders(tmp_path: Path) -> None:
    entry = "models.persona={backend: standin, model: /home/ann/models/qwen.gguf}"
    scripted = {"persona": Scripted.of("3")}
    options = RunOptions(out=tmp_path / "run", backends=scripted)
    run = vs.simulate("die_roll", size=1, sets=[entry, "roles.person.method=direct"], options=options)
    shown = [run_account.scenario_text(run), *(model.entry for model in run_account.models(run))]
    assert all("qwen.gguf" in text and "/home" not in text for text in shown)
