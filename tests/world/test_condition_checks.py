from __future__ import annotations

from pathlib import Path

import pytest

from vs_sim.errors import Fault, ScenarioError
from vs_sim.simulation.checking import load_scenario

TEXT = """\
kind: persuasion
about: Two people talk.
models: {m: {backend: standin}}
roles: {ann: {model: m}, bob: {model: m}}
questions:
  gift: {of: bob, ask: How much?, answer: {amount: [0, 2]}, private: true}
  mood: {of: bob, ask: How?, answer: {options: [good, bad]}, private: true}
  why: {of: bob, ask: Why?, private: true, only_if: {CONDITION}}
"""


def fault(folder: Path, condition: str, text: str = TEXT) -> Fault:
    (folder / "x.yaml").write_text(text.replace("CONDITION", condition), encoding="utf-8")
    with pytest.raises(ScenarioError) as caught:
        load_scenario(folder / "x.yaml")
    (found,) = caught.value.faults
    return found


@pytest.mark.parametrize("condition", ["gift: [0]", "gift: {at_least: 0.01}", "mood: [good], gift: [2]"])
def test_a_condition_that_can_hold_has_no_fault(condition: str, tmp_path: Path) -> None:
    (tmp_path / "x.yaml").write_text(TEXT.replace("CONDITION", condition), encoding="utf-8")
    assert load_scenario(tmp_path / "x.yaml")


def test_a_question_that_there_is_not_is_told_at_its_place_with_the_nearest(tmp_path: Path) -> None:
    found = fault(tmp_path, "gitf: [0]")
    assert (found.path, found.line) == ("questions.why.only_if.gitf", 8)
    assert "gift" in (found.hint or "")


def test_a_question_cannot_wait_for_itself(tmp_path: Path) -> None:
    assert "other question" in fault(tmp_path, "why: [x]").message


@pytest.mark.parametrize("condition", ["gift: [3]", "gift: {at_least: 2.5}", "mood: [god]"])
def test_an_answer_that_nobody_can_give_is_a_fault(condition: str, tmp_path: Path) -> None:
    found = fault(tmp_path, condition)
    assert found.line == 8
    assert ("good" in (found.hint or "")) == ("god" in condition)


def test_a_question_that_comes_later_cannot_decide_whether_one_is_asked(tmp_path: Path) -> None:
    found = fault(tmp_path, "gift: [0]", TEXT.replace("private: true, only_if", "private: true, when: start, only_if"))
    assert "'gift' is asked only after 'why', so 'why' would never be asked" in found.message
    assert found.hint == "ask the other one first"
