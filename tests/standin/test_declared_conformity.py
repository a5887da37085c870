from __future__ import annotations

import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.standin.staging import ABOUT, DIRECT, UTTERANCE, request, weighted
from vs_sim.standin.declared_conformity import (
    Conformity,
    conforming_shares,
    heard_positions,
    own_position,
    stated_position,
)
from vs_sim.standin.engine import answer_text
from vs_sim.standin.prompt_reading import PastTurn, Scene
from vs_sim.standin.standin_options import EngineOptions

REMINDED = 'You were asked privately: "Well?" Your last answer was 3 on a scale from 1 to 7.'


def scene(*heard: float, last: str = REMINDED, persona: str = "role: neighbour\nage: 30") -> Scene:
    turns = tuple(PastTurn(False, f"Hello. I am at {at:g}.", f"N{number}") for number, at in enumerate(heard))
    return Scene(scenario=last, persona=persona, kind="scale", low=1, high=7, turns=turns)


def stays(shares: object) -> float:
    assert isinstance(shares, dict)
    return float(shares["3"])


def test_who_is_not_reminded_of_a_stance_has_no_law_of_change() -> None:
    assert own_position(scene(last="")) is None
    assert conforming_shares(scene(5, last=""), Conformity()) is None


@given(st.lists(st.sampled_from([1.0, 3.0, 6.0]), max_size=6))
@settings(max_examples=30)
def test_the_probability_of_a_change_is_linear_in_the_share_who_differ(heard: list[float]) -> None:
    declared = Conformity(0.1, 0.6, 0.0)
    share = sum(at != 3 for at in heard) / len(heard) if heard else 0.0
    shares = conforming_shares(scene(*heard), declared)
    assert shares is not None and sum(shares.values()) == pytest.approx(1)
    assert 1 - stays(shares) == pytest.approx(0.1 + 0.6 * share)


def test_persons_differ_in_conformity_with_the_declared_mean_and_range() -> None:
    slopes = [Conformity(0.1, 0.5, 0.2).of_person(f"age: {number}") for number in range(2000)]
    assert sum(slopes) / len(slopes) == pytest.approx(0.5, abs=0.02)
    assert 0.3 <= min(slopes) < 0.32 and 0.68 < max(slopes) <= 0.7


def test_a_persona_moves_its_weight_of_the_distance_and_at_least_one_point() -> None:
    far = conforming_shares(scene(7), Conformity(0, 0.5, 0, 0, weight=0.5))
    near = conforming_shares(scene(4), Conformity(0, 0.5, 0, 0, weight=0.5))
    assert far and near and far["5"] == near["4"] == pytest.approx(0.5)


def test_a_bias_moves_those_up_whom_nobody_contradicts() -> None:
    shares = conforming_shares(scene(3), Conformity(0.2, 0.5, 0, bias=0.5))
    assert shares and (shares["4"], shares["2"]) == pytest.approx((0.15, 0.05))


@pytest.mark.parametrize("last, only", [("1", "2"), ("7", "6")])
def test_at_an_end_of_the_scale_there_is_one_way(last: str, only: str) -> None:
    shares = conforming_shares(scene(last=REMINDED.replace("was 3", f"was {last}")), Conformity(0.2, 0.5, 0, 0))
    assert shares and shares[only] == pytest.approx(0.2)


def test_of_each_other_speaker_the_last_position_counts() -> None:
    said = (PastTurn(False, "I am at 5.", "A"), PastTurn(True, "I am at 3.", "me"), PastTurn(False, "I am at 4.", "A"))
    assert heard_positions(Scene(turns=said)) == [4.0]


def test_a_position_is_stated_once_in_a_conversation() -> None:
    spoken = Scene(scenario=REMINDED, turns=(PastTurn(False, "I am at 5.", "A"),))
    assert stated_position(spoken) == " I am at 3."
    assert stated_position(Scene(scenario=REMINDED, turns=(PastTurn(True, "I am at 3.", "me"),))) == ""
    assert stated_position(Scene(scenario="")) == ""


@pytest.mark.parametrize("wrong", [{"base": 0.5, "slope": 0.6}, {"slope": 0.1, "spread": 0.2}, {"bias": 2}])
def test_a_law_that_is_none_is_rejected(wrong: dict[str, float]) -> None:
    with pytest.raises(ValueError, match="conformity"):
        Conformity(**wrong)


def test_a_reply_states_the_law_and_an_utterance_the_stance() -> None:
    options = EngineOptions(noise=0, conformity=Conformity(0.1, 0.5, 0, 0))
    about, question = f"{ABOUT}\n\n{REMINDED}", "question: Well?\ntype: scale\nrange: 1 to 7\nprivate: yes"
    said = [("Neighbour", "I am at 3."), ("The other neighbour", "I am at 5.")]
    asked = request("role: neighbour", question, weighted(3), said, about=about)
    replied = {
        each["text"]: each["probability"] for each in json.loads(answer_text(asked, options=options))["responses"]
    }
    assert replied == {"3": 0.4, "4": 0.55, "2": 0.05}
    spoken = answer_text(request("role: neighbour", UTTERANCE, DIRECT, about=about), options=options)
    assert spoken.endswith(" I am at 3.")
    silent = answer_text(request("role: neighbour", UTTERANCE, DIRECT), options=options)
    assert "I am at" not in silent
