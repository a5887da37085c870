from __future__ import annotations

from pathlib import Path

import pytest

from tests.world.staging import asked, hold, prompt, script, weighted
from vs_sim.errors import ScenarioError

SURVEY = """\
kind: survey
about: A survey.
models: {m: {backend: standin}}
roles: {person: {model: m, personas: {population: persuasion_for_good, tell: [age]}}}
respondents: 4
questions:
  gift: {of: person, ask: How much?, answer: {amount: [0, 2]}}
  why: {of: person, ask: Why?, only_if: {gift: [1]}, private: true}
  vote: {of: person, ask: Yes or no?, answer: {options: [Yes, No]}, private: true}
"""
ANSWERS = script({"How much": "1", "Why": "Because.", "Yes": "No"})


def test_every_respondent_answers_every_question_once(tmp_path: Path) -> None:
    run = hold(tmp_path, SURVEY, ANSWERS)
    assert run.counts == (4, 0)
    assert run.dialogues[["gift", "why", "vote"]].to_numpy().tolist() == [[1.0, "Because.", "No"]] * 4


def test_nobody_says_anything_but_answers(tmp_path: Path) -> None:
    run = hold(tmp_path, SURVEY, ANSWERS, "respondents=1")
    assert sorted(asked(run)) == [f"000000/survey/person/{key}" for key in ("gift", "vote", "why")]


def test_a_public_answer_stays_before_the_eyes_of_who_gave_it(tmp_path: Path) -> None:
    run = hold(tmp_path, SURVEY, ANSWERS)
    assert 'Question: "How much?"\nPerson: "1"\n' in prompt(run.request("000002/survey/person/vote/0/1"))


def test_respondents_are_different_people(tmp_path: Path) -> None:
    assert hold(tmp_path, SURVEY, ANSWERS).personas["person"].nunique() == 4


def test_several_roles_are_several_groups(tmp_path: Path) -> None:
    text = SURVEY.replace("roles: {", "roles: {other: {model: m}, ").replace("vote: {of: person", "vote: {of: other")
    run = hold(tmp_path, text, ANSWERS)
    assert set(run.answers("vote")["role"]) == {"other"}


def test_any_method_may_be_used(tmp_path: Path) -> None:
    text = SURVEY.replace("model: m,", "model: m, method: {vs_standard: {k: 2}},")
    answers = script({"How much": weighted("0", "1"), "Why": weighted("x", "y"), "Yes": weighted("Yes", "No")})
    assert len(hold(tmp_path, text, answers).candidates.query("question == 'vote'")) == 8


def test_one_seed_gives_one_digest(tmp_path: Path) -> None:
    first, second = (hold(tmp_path / name, SURVEY, ANSWERS) for name in "ab")
    assert first.digest == second.digest


@pytest.mark.parametrize("when", ["start", "every_exchange", "{after: [1]}"])
def test_a_survey_has_no_exchanges(tmp_path: Path, when: str) -> None:
    with pytest.raises(ScenarioError, match="a survey has no exchanges"):
        hold(tmp_path, SURVEY, ANSWERS, f"questions.vote.when={when}")
