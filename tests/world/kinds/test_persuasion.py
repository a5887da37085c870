from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.world.scripted import answer, options, run
from vs_sim.core.message import Request
from vs_sim.errors import LogError, Paused, Unreachable
from vs_sim.simulation.session import resume_run


def test_every_dialogue_has_its_turns_probes_and_decision(tmp_path: Path) -> None:
    held = run(tmp_path / "r")
    assert (len(held.dialogues), len(held.turns)) == (6, 6 * 2 * 2)
    assert (len(held.answers("stance")), len(held.answers("donation"))) == (6 * 2, 6)


def test_speakers_alternate_and_the_persuader_begins(tmp_path: Path) -> None:
    turns = run(tmp_path / "r").turns
    assert turns[turns["unit"] == "000000"]["role"].tolist() == ["persuader", "persuadee"] * 2


def test_private_answers_never_enter_a_prompt(tmp_path: Path) -> None:
    held = run(tmp_path / "r")
    asked = [held.request(name).messages[-1].content for name in held.calls["name"]]
    assert not any('Persuadee: "2"' in prompt or 'Persuadee: "4"' in prompt for prompt in asked)


def test_the_conversation_so_far_is_in_every_later_prompt(tmp_path: Path) -> None:
    held = run(tmp_path / "r")
    said = held.turns[held.turns["unit"] == "000003"]["text"].tolist()
    prompt = held.request("000003/end/persuadee/donation/0/1").messages[-1].content
    assert [text for text in said if json.dumps(text) not in prompt] == []


def test_roles_get_their_own_brief_and_persona(tmp_path: Path) -> None:
    held = run(tmp_path / "r")
    persuader = held.request("000000/000/persuader/utterance/0/1").messages[-1].content
    persuadee = held.request("000000/000/persuadee/utterance/0/1").messages[-1].content
    assert "asked to persuade the other worker" in persuader
    assert "You do not know what the other worker" in persuadee


@pytest.mark.parametrize("window", [1, 3, 64])
def test_one_seed_gives_one_digest_whatever_the_window(tmp_path: Path, window: int) -> None:
    assert run(tmp_path / "a", window=window).digest == run(tmp_path / "b", window=7).digest


def test_another_seed_gives_another_digest(tmp_path: Path) -> None:
    assert run(tmp_path / "a").digest != run(tmp_path / "b", sets=("seed=8",)).digest


def test_an_unreadable_answer_is_asked_again_and_kept_as_a_failure(tmp_path: Path) -> None:
    def stumbling(request: Request) -> str:
        text = request.messages[-1].content
        return "I would rather not say." if "type: scale" in text and "Attempt" not in text else answer(request)

    held = run(tmp_path / "r", stumbling)
    assert held.counts == (6, 0)
    assert set(held.failures["what"]) == {"unreadable"}
    assert len(held.failures) == 6 * 2


def test_a_dialogue_whose_answers_stay_unreadable_is_closed_as_failed(tmp_path: Path) -> None:
    def mute(request: Request) -> str:
        return "" if "type: amount" in request.messages[-1].content else answer(request)

    held = run(tmp_path / "r", mute)
    assert held.counts == (0, 6)
    assert held.dialogues["failed"].str.contains("donation").all()
    assert len(held.answers("donation")) == 0


def test_a_run_that_lost_its_server_resumes_to_the_same_digest(tmp_path: Path) -> None:
    asked: list[int] = []

    def dying(request: Request) -> str:
        asked.append(1)
        if len(asked) > 20:
            raise Unreachable("the server is gone")
        return answer(request)

    with pytest.raises(Paused, match="the server is gone"):
        run(tmp_path / "r", dying, window=2)
    resumed = resume_run(tmp_path / "r", options(tmp_path / "r"))
    assert resumed.digest == run(tmp_path / "undisturbed").digest


def test_nothing_committed_is_asked_for_again(tmp_path: Path) -> None:
    asked: list[int] = []

    def dying(request: Request) -> str:
        asked.append(1)
        if len(asked) == 21:
            raise Unreachable("the server is gone")
        return answer(request)

    with pytest.raises(Paused):
        run(tmp_path / "r", dying, window=1)
    held = resume_run(tmp_path / "r", options(tmp_path / "r", dying))
    assert len(asked) == held.call_count + 1


def test_a_finished_run_is_given_back_without_asking(tmp_path: Path) -> None:
    run(tmp_path / "r")

    def never(_: Request) -> str:
        raise AssertionError("a finished run asked a model")

    assert resume_run(tmp_path / "r", options(tmp_path / "r", never)).state == "done"


def test_a_folder_that_holds_a_run_is_not_overwritten(tmp_path: Path) -> None:
    run(tmp_path / "r")
    with pytest.raises(LogError, match="already holds a run"):
        run(tmp_path / "r")


def test_methods_share_personas_and_the_numbers_drawn(tmp_path: Path) -> None:
    a = run(tmp_path / "a")
    b = run(tmp_path / "b", sets=("questions.donation.method=direct",))
    assert a.personas.equals(b.personas)
    draws = [held.candidates.query("question == 'donation' and drawn")["u"].tolist() for held in (a, b)]
    assert draws[0] == draws[1]
