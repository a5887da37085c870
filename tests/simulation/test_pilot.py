from __future__ import annotations

import json
import math
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

import vs_sim as vs
from vs_sim.core.message import Reply, Request
from vs_sim.llm.backends.scripted import Scripted
from vs_sim.simulation.pilot import REFUSALS, TRUNCATIONS, Pilot, effective_answers
from vs_sim.simulation.session import RunOptions

Script = Callable[[Request], str | Reply]
PRICED = "models.persona={model: openai/x, price: {input: 1, output: 2}}"
DIRECT = "roles.person.method={sequence: {k: 2}}"


def piloted(folder: Path, script: Script, *sets: str, size: int = 5) -> Pilot:
    """A pilot of the die with a scripted model."""
    options = RunOptions(out=folder / "run", backends={"persona": Scripted.of(script)})
    return vs.pilot("die_roll", size=size, sets=[PRICED, DIRECT, *sets], options=options)


def rolls(request: Request) -> Reply:
    text = json.dumps({"responses": ["3", "4"]})
    return Reply(text, prompt_tokens=100, completion_tokens=10, usd=0.01, seconds=2.0)


def test_it_runs_a_few_dialogues_and_keeps_them(tmp_path: Path) -> None:
    found = piloted(tmp_path, rolls)
    assert (found.dialogues, found.planned.dialogues) == (5, 600)
    assert vs.load(tmp_path / "run").counts == (5, 0)


def test_a_scenario_smaller_than_a_pilot_is_run_whole(tmp_path: Path) -> None:
    assert piloted(tmp_path, rolls, "respondents=2").dialogues == 2


def test_tokens_and_cost_of_a_dialogue_are_measured_beside_the_estimate(tmp_path: Path) -> None:
    found = piloted(tmp_path, rolls)
    assert found.per_dialogue("prompt_tokens") == 100
    assert found.per_dialogue("usd") == pytest.approx(0.01)
    assert 0 < found.expected("prompt_tokens") < 1_000


def test_what_one_reply_does_not_tell_is_unknown(tmp_path: Path) -> None:
    found = piloted(tmp_path, lambda request: json.dumps({"responses": ["3", "4"]}))
    assert math.isnan(found.per_dialogue("prompt_tokens"))


def test_the_time_of_the_whole_run_follows_from_the_calls(tmp_path: Path) -> None:
    quick, slow = piloted(tmp_path, rolls).minutes
    assert 0 < quick <= slow
    options = RunOptions(out=tmp_path / "one", window=1, backends={"persona": Scripted.of(rolls)})
    alone = vs.pilot("die_roll", sets=[PRICED, DIRECT], options=options)
    assert alone.planned.minutes == pytest.approx(600 * 3 / 60)


@pytest.mark.parametrize("failing", [0, 1, 5])
def test_it_passes_where_no_more_fail_than_may(tmp_path: Path, failing: int) -> None:
    first: list[str] = []

    def some_fail(request: Request) -> Reply:
        seen = len(first)
        first.append("")
        return Reply("no idea") if seen < failing else rolls(request)

    found = piloted(tmp_path, some_fail, "reask=0", "max_failed=20%")
    assert found.run.counts == (5 - failing, failing)
    assert found.passes == (failing <= 1)


def test_readable_answers_are_counted_by_attempt_and_failures_by_reason(tmp_path: Path) -> None:
    def second_time(request: Request) -> Reply:
        return rolls(request) if "Attempt 2" in request.messages[-1].content else Reply("", finish_reason="refusal")

    read = piloted(tmp_path, second_time).readability
    assert (read.asked, read.at_first, read.after_reasks, read.unanswered) == (5, 0, 5, 0)
    assert (read.counted(REFUSALS), read.counted(TRUNCATIONS)) == (5, 0)


def test_a_cut_off_answer_is_a_truncation(tmp_path: Path) -> None:
    found = piloted(tmp_path, lambda request: Reply('{"responses": ["3', finish_reason="length"), "reask=0")
    assert found.readability.counted(TRUNCATIONS) == found.readability.unanswered == 5
    assert not found.passes


def test_collapsed_answers_have_one_effective_answer(tmp_path: Path) -> None:
    def same(request: Request) -> str:
        return json.dumps({"response": "4"}) if request.schema else "4"

    found = piloted(tmp_path, same, "roles.person.method=direct")
    assert [(one.question, one.answers, one.possible) for one in found.diversity] == [("roll", 5, 6)]
    assert found.diversity[0].effective == pytest.approx(1.0)


@given(st.lists(st.floats(0.01, 1), min_size=1, max_size=8))
def test_the_effective_number_lies_between_one_and_the_number_of_answers(masses: list[float]) -> None:
    shares: dict[str, Any] = {str(at): mass / sum(masses) for at, mass in enumerate(masses)}
    assert 1 - 1e-9 <= effective_answers([shares, shares]) <= len(masses) + 1e-9


def test_the_stand_in_passes_every_shipped_dialogue(tmp_path: Path) -> None:
    found = vs.pilot("persuasion_for_good", size=2, sets=["exchanges=2"], options=RunOptions(out=tmp_path / "run"))
    assert found.passes and found.readability.at_first == found.readability.asked == 14
    assert found.minutes == (0.0, 0.0)
