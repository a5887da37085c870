from __future__ import annotations

import math
from dataclasses import replace
from pathlib import Path

import pytest

from tests.world.scripted import SMALL, answer, options, run
from vs_sim.core.cost import Cost
from vs_sim.core.message import Request
from vs_sim.errors import BudgetExceeded, Paused, Rejected, RunInUse
from vs_sim.log.lease import leased
from vs_sim.log.run import Run
from vs_sim.simulation.checking import load_scenario
from vs_sim.simulation.session import RunOptions, begin, replay_run, resume_run


def calls(number: float) -> Cost:
    return Cost(math.inf, number, math.inf)


def never(_: Request) -> str:
    raise AssertionError("a model was asked")


def halted(folder: Path, budget: Cost) -> None:
    loaded = load_scenario("persuasion_for_good", SMALL)
    with pytest.raises(BudgetExceeded):
        begin(loaded, replace(options(folder, window=3), budget=budget))


def test_a_budget_stops_the_run_without_passing_it(tmp_path: Path) -> None:
    halted(tmp_path / "r", calls(30))
    assert Run(tmp_path / "r").call_count <= 30


def test_a_stopped_run_resumes_with_a_larger_budget_to_the_undisturbed_digest(tmp_path: Path) -> None:
    halted(tmp_path / "r", calls(30))
    resumed = resume_run(tmp_path / "r", replace(options(tmp_path / "r"), budget=calls(10_000)))
    assert resumed.digest == run(tmp_path / "whole").digest


def test_what_was_spent_before_counts_after_resuming(tmp_path: Path) -> None:
    halted(tmp_path / "r", calls(30))
    with pytest.raises(BudgetExceeded) as raised:
        resume_run(tmp_path / "r", replace(options(tmp_path / "r"), budget=calls(35)))
    assert str(raised.value.hint).endswith(f"continue with: vs-sim resume {tmp_path / 'r'} --budget …")
    assert Run(tmp_path / "r").call_count <= 35


def test_the_hint_of_a_stopped_run_names_its_folder(tmp_path: Path) -> None:
    loaded = load_scenario("persuasion_for_good", SMALL)
    with pytest.raises(BudgetExceeded) as caught:
        begin(loaded, replace(options(tmp_path / "r"), budget=calls(3)))
    assert str(tmp_path / "r") in (caught.value.hint or "")


def test_a_replay_asks_no_model_and_gives_the_same_digest(tmp_path: Path) -> None:
    held = run(tmp_path / "r")
    again = replay_run(tmp_path / "r", RunOptions(out=tmp_path / "again"))
    assert (again.digest, again.folder) == (held.digest, tmp_path / "again")


def test_a_replay_of_an_unfinished_run_stops_where_its_log_ends(tmp_path: Path) -> None:
    halted(tmp_path / "r", calls(30))
    with pytest.raises(Paused, match="no reply"):
        replay_run(tmp_path / "r", RunOptions(out=tmp_path / "again"))


def test_a_replay_leaves_the_run_as_it_was(tmp_path: Path) -> None:
    held = run(tmp_path / "r")
    before = (held.digest, held.call_count)
    replay_run(tmp_path / "r", RunOptions(out=tmp_path / "again"))
    assert (Run(tmp_path / "r").digest, Run(tmp_path / "r").call_count) == before


def mute_about_money(request: Request) -> str:
    return "" if "type: amount" in request.messages[-1].content else answer(request)


def test_failed_dialogues_can_be_tried_again_and_keep_what_was_said(tmp_path: Path) -> None:
    failed = run(tmp_path / "r", mute_about_money)
    turns = failed.turns["text"].tolist()
    again = resume_run(tmp_path / "r", options(tmp_path / "r"), retry_failed=True)
    assert again.counts == (6, 0)
    assert again.turns["text"].tolist() == turns


def test_trying_again_asks_only_what_was_unreadable(tmp_path: Path) -> None:
    asked = run(tmp_path / "r", mute_about_money).call_count
    again = resume_run(tmp_path / "r", options(tmp_path / "r"), retry_failed=True)
    assert again.call_count == asked + 6


def test_a_run_without_failures_is_not_opened_again(tmp_path: Path) -> None:
    run(tmp_path / "r")
    assert resume_run(tmp_path / "r", options(tmp_path / "r", never), retry_failed=True).counts == (6, 0)


def test_two_processes_cannot_write_one_run(tmp_path: Path) -> None:
    with leased(tmp_path / "r"), pytest.raises(RunInUse, match="another process"):
        run(tmp_path / "r")


def test_a_lease_ends_with_its_holder(tmp_path: Path) -> None:
    with leased(tmp_path / "r"):
        pass
    assert run(tmp_path / "r").state == "done"


def test_a_persona_file_is_copied_into_the_run_folder(tmp_path: Path) -> None:
    people = tmp_path / "people.csv"
    people.write_text("person,age,job\nann,31,nurse\nbob,52,driver\n", encoding="utf-8")
    sets = (f"roles.persuadee.personas={{file: {people}}}",)
    held = run(tmp_path / "r", sets=sets)
    people.unlink()
    assert set(held.personas.query("role == 'persuadee'")["person"]) == {"ann", "bob"}
    assert replay_run(tmp_path / "r", RunOptions(out=tmp_path / "again")).digest == held.digest


def test_told_numbers_of_a_persona_file_reach_the_prompt(tmp_path: Path) -> None:
    people = tmp_path / "people.csv"
    people.write_text("person,age,job\nann,31,nurse\n", encoding="utf-8")
    held = run(tmp_path / "r", sets=(f"roles.persuadee.personas={{file: {people}}}",))
    prompt = held.request("000000/000/persuadee/utterance/0/1").messages[-1].content
    assert "age: 31\njob: nurse" in prompt


def test_a_missing_key_is_named_with_its_entry_before_a_run_begins(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("OPENAI_API_KEY", raising=False)
    loaded = load_scenario("die_roll", ["models.persona={model: gpt-4.1}"])
    with pytest.raises(Rejected, match=r"models\.persona \(gpt-4\.1\): OPENAI_API_KEY is not set"):
        begin(loaded, RunOptions(out=tmp_path / "r"))
    assert not (tmp_path / "r").exists()
