"""What a model would see: golden renders of the shipped scenario, and the plan that stands above them.

`python -m tests.simulation.test_dry_run` writes the golden files anew.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path

import pytest

from tests.places import ROOT
from tests.world.staging import THREE
from vs_sim.core.event import Asked
from vs_sim.elicitation.prompts.request_text import before_clause
from vs_sim.simulation.checking import load_scenario
from vs_sim.simulation.cost_estimate import dry_calls
from vs_sim.simulation.dry_run import rehearsal
from vs_sim.world.persona_sampling import persona_sampler

GOLDEN = ROOT / "tests" / "report" / "golden"
ARMS = {"direct": "direct", "vs_standard": "{vs_standard: {k: 5}}"}
QUESTIONS = {"utterance": "000000/001/persuadee/utterance/0/1", "donation": "000000/end/persuadee/donation/0/1"}


@cache
def calls(arm: str) -> dict[str, Asked]:
    sets = ["exchanges=2", f"roles.persuadee.method={ARMS[arm]}", f"questions.donation.method={ARMS[arm]}"]
    loaded = load_scenario("persuasion_for_good", sets)
    return {"/".join(call.name): call for call in dry_calls(loaded.scenario, loaded.path.parent, 1)}


def rendered(arm: str, question: str) -> str:
    messages = calls(arm)[QUESTIONS[question]].request.messages
    return "\n\n".join(f"[{message.role}]\n{message.content}" for message in messages) + "\n"


def golden(arm: str, question: str) -> Path:
    return GOLDEN / f"persuasion_for_good.{arm}.{question}.txt"


@pytest.mark.parametrize("arm", ARMS)
@pytest.mark.parametrize("question", QUESTIONS)
def test_the_prompts_of_persuasion_for_good_read_as_the_golden_files(arm: str, question: str) -> None:
    assert rendered(arm, question) == golden(arm, question).read_text(encoding="utf-8")


@pytest.mark.parametrize("question", QUESTIONS)
def test_direct_and_verbalized_prompts_differ_in_the_clause_only(question: str) -> None:
    direct, verbalized = (calls(arm)[QUESTIONS[question]].request for arm in ARMS)
    assert before_clause(direct) == before_clause(verbalized)
    assert direct.messages[1].content != verbalized.messages[1].content


@pytest.mark.parametrize("arm", ARMS)
def test_every_told_attribute_stands_in_every_prompt(arm: str) -> None:
    scenario = load_scenario("persuasion_for_good").scenario
    facts = persona_sampler(scenario, scenario.seed, Path())("persuadee", 0).facts()
    assert len(facts) == 32
    assert [fact for fact in facts if f"\n{fact}\n" not in rendered(arm, "donation")] == []


def text(tmp_path: Path, more: str = "") -> str:
    (tmp_path / "x.yaml").write_text(THREE + more, encoding="utf-8")
    loaded = load_scenario(tmp_path / "x.yaml")
    return rehearsal(loaded.scenario, loaded.path.parent)


def test_the_plan_says_who_talks_and_how_many_calls_that_makes(tmp_path: Path) -> None:
    told = text(tmp_path).splitlines()
    assert told[0] == "persuasion: 1 dialogues; ann talks to bob and cy_lee, and begins"
    assert told[1] == "  ann: model m, direct, drawn by probability; personas: none"
    assert "  turns: 6 in all, 2 of each, in the order of the roles" in told
    assert any(line.startswith("  6 calls in one of them") for line in told)


def test_the_plan_says_when_each_question_is_asked(tmp_path: Path) -> None:
    gift = "questions: {gift: {of: bob, ask: How much?, answer: {amount: [0, 2]}, when: {after: [2]}, private: true}}\n"
    how = "an amount from 0 to 2 USD; model m, direct, drawn by probability; 1 call"
    assert f"  gift: asked of bob after exchange 2, privately; {how}" in text(tmp_path, gift)


def test_every_prompt_is_shown_with_its_name_and_tokens(tmp_path: Path) -> None:
    told = text(tmp_path)
    assert "1 of 6: 000000/000/ann/utterance/0/1, asked of 'm', about " in told
    assert told.count("[system]") == told.count("<scenario>\n") == 6
    assert "tokens are estimated at four characters each" in told


def test_what_would_be_asked_on_leaving_is_told(tmp_path: Path) -> None:
    ending = THREE.replace("exchanges: 2", "exchanges: {at_least: 1, at_most: 3, leave: [bob]}")
    (tmp_path / "x.yaml").write_text(ending, encoding="utf-8")
    loaded = load_scenario(tmp_path / "x.yaml")
    assert "the dialogue ends with a no; at most 2 calls" in rehearsal(loaded.scenario, tmp_path)


WHY = "questions: {gift: {of: bob, ask: How much?, answer: {amount: [0, 2]}}, why: {of: bob, ask: Why?, only_if: %s}}\n"


@pytest.mark.parametrize(
    ("condition", "told_of"),
    [
        ("{gift: [0, 1]}", "only if gift is 0 or 1;"),
        ("{gift: {at_most: 0.5}}", "only if gift is at most 0.5;"),
        ("{gift: [0]}", "at most 8 calls in all"),
        ("{gift: {at_least: 1}}", "7 calls in all, and more where why is asked"),
    ],
)
def test_what_hangs_on_answers_is_told(tmp_path: Path, condition: str, told_of: str) -> None:
    assert told_of in text(tmp_path, WHY % condition)


def test_a_survey_says_that_nobody_talks() -> None:
    loaded = load_scenario("die_roll")
    told = rehearsal(loaded.scenario, loaded.path.parent)
    assert told.startswith("Roll a die: 600 respondents; person answers alone, without a talk")
    assert "  roll: asked of person; a scale from 1 to 6;" in told


def test_what_stands_in_for_answers_speaks_of_no_subject(tmp_path: Path) -> None:
    assert 'Ann: "(A placeholder: what this person says stands here' in text(tmp_path)


if __name__ == "__main__":
    for each in ARMS:
        for asked in QUESTIONS:
            golden(each, asked).write_text(rendered(each, asked), encoding="utf-8")
