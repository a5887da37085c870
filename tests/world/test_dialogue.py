from __future__ import annotations

from pathlib import Path

import pytest

from tests.world.staging import THREE, Script, asked, hold, prompt, script
from vs_sim.core.message import Request

ASK = "questions:\n  gift: {of: bob, ask: How much?, answer: {amount: [0, 2]}, private: true%s}\n"
ANSWERS = script({"How much": "1", "go on": "Yes", "Why": "Because."}, "Well.")


def test_everybody_speaks_in_the_order_of_the_roles(tmp_path: Path) -> None:
    turns = hold(tmp_path, THREE, ANSWERS).turns
    assert turns["role"].tolist() == ["ann", "bob", "cy_lee"] * 2


def test_everybody_hears_everybody_under_their_own_name(tmp_path: Path) -> None:
    run = hold(tmp_path, THREE, ANSWERS)
    heard = prompt(run.request("000000/001/ann/utterance/0/1"))
    assert 'Ann: "Well."\nBob: "Well."\nCy lee: "Well."\n</conversation>' in heard


def test_a_question_may_be_asked_after_some_exchanges_only(tmp_path: Path) -> None:
    run = hold(tmp_path, THREE + ASK % ", when: {after: [2]}", ANSWERS, "exchanges=3")
    assert run.answers("gift")["exchange"].tolist() == [1]


@pytest.mark.parametrize(
    ("condition", "times"), [("[1]", 1), ("[0]", 0), ("{at_least: 0.5}", 1), ("{at_most: 0.5}", 0)]
)
def test_a_question_may_hang_on_an_earlier_answer(tmp_path: Path, condition: str, times: int) -> None:
    more = f"  why: {{of: ann, ask: Why?, only_if: {{gift: {condition}}}}}\n"
    run = hold(tmp_path, THREE + ASK % "" + more, ANSWERS)
    assert len(run.answers("why")) == times
    assert ("why" in run.dialogues) == bool(times)


def test_a_question_may_hang_on_a_private_answer_that_is_under_way(tmp_path: Path) -> None:
    more = "  why: {of: ann, ask: Why?, when: every_exchange, only_if: {gift: [1]}}\n"
    run = hold(tmp_path, THREE + ASK % ", when: every_exchange" + more, ANSWERS)
    assert len(run.answers("why")) == 2


def test_a_public_question_and_its_answer_are_heard_by_all(tmp_path: Path) -> None:
    run = hold(tmp_path, THREE + ASK.replace("private: true", "when: start") % "", ANSWERS)
    heard = prompt(run.request("000000/000/cy_lee/utterance/0/1"))
    assert 'Question: "How much?"\nBob: "1"\n' in heard


def test_a_private_question_is_heard_by_nobody(tmp_path: Path) -> None:
    run = hold(tmp_path, THREE + ASK % ", when: start", ANSWERS)
    assert not any("How much" in prompt(run.request(name)) for name in run.calls["name"] if "utterance" in name)


LEAVING = "{at_least: 2, at_most: 5, leave: [bob]}"


def leaver(after: int) -> Script:
    def answer(request: Request) -> str:
        return ("No" if f"Exchange {after} of" in prompt(request) else "Yes") if "go on" in prompt(request) else "Well."

    return answer


@pytest.mark.parametrize(("after", "exchanges"), [(2, 2), (4, 4), (9, 5), (1, 5)])
def test_a_speaker_may_leave_between_the_least_and_the_most(tmp_path: Path, after: int, exchanges: int) -> None:
    run = hold(tmp_path, THREE, leaver(after), f"exchanges={LEAVING}")
    assert len(run.turns) == 3 * exchanges


def test_only_who_may_leave_is_asked_and_nobody_hears_it(tmp_path: Path) -> None:
    run = hold(tmp_path, THREE, leaver(3), f"exchanges={LEAVING}")
    assert [name for name in asked(run) if "go_on" in name] == ["000000/001/bob/go_on", "000000/002/bob/go_on"]
    assert not any("go on" in prompt(run.request(name)) for name in run.calls["name"] if "utterance" in name)


def test_the_moment_says_that_the_end_is_open(tmp_path: Path) -> None:
    run = hold(tmp_path, THREE, leaver(3), f"exchanges={LEAVING}")
    assert "Exchange 1 of 5 at most." in prompt(run.request("000000/000/ann/utterance/0/1"))


def test_what_is_asked_on_leaving_may_be_in_any_words(tmp_path: Path) -> None:
    words = "{at_least: 1, at_most: 4, ask: Encore ?, options: [Oui, Non], leave: [bob]}"
    assert len(hold(tmp_path, THREE, script({"Encore": "Non"}), f"exchanges={words}").turns) == 3


def test_a_control_arm_asks_the_same_without_a_talk(tmp_path: Path) -> None:
    both = (
        THREE
        + ASK % ""
        + "  mood: {of: bob, ask: How much fun?, answer: {scale: [1, 7]}, when: start, private: true}\n"
    )
    run = hold(tmp_path, both, ANSWERS, "control=true")
    assert sorted(asked(run)) == ["000000/end/bob/gift", "000000/start/bob/mood"]
    assert "<now>" not in prompt(run.request("000000/end/bob/gift/0/1"))


def test_a_control_arm_has_the_same_personas_and_numbers(tmp_path: Path) -> None:
    text = THREE.replace("bob: {model: m}", "bob: {model: m, personas: {population: persuasion_for_good}}") + ASK % ""
    arms = [hold(tmp_path / name, text, ANSWERS, f"control={name}") for name in ("true", "false", "small_talk")]
    assert len({str(arm.personas.to_dict()) for arm in arms}) == 1
    assert len({arm.candidates.query("question == 'gift'")["u"].iloc[0] for arm in arms}) == 1


def test_small_talk_takes_every_brief_away(tmp_path: Path) -> None:
    run = hold(tmp_path, THREE, ANSWERS, "control=small_talk")
    said = prompt(run.request("000000/000/ann/utterance/0/1"))
    assert "You want something." not in said
    assert "everyday things" in said
    assert len(run.turns) == 6


def test_an_unreadable_private_answer_fails_the_dialogue_and_leaves_no_decision(tmp_path: Path) -> None:
    run = hold(tmp_path, THREE + ASK % "", script({"How much": "no idea"}))
    assert run.counts == (0, 1)
    assert run.dialogues["failed"].tolist() == ["end/bob/gift: bad_value"]
    assert "gift" not in run.dialogues
