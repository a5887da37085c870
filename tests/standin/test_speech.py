from __future__ import annotations

import random

import pytest

from tests.standin.staging import DIRECT, UTTERANCE, person, request
from vs_sim.standin.prompt_reading import read_request
from vs_sim.standin.speech import Speech, amount_in_words, speech_of
from vs_sim.standin.standin_options import EngineOptions


def speaker(role: str) -> Speech:
    lines = [("Persuader", "Would you donate to help the children?")]
    scene, _ = read_request(request(person(3, role), UTTERANCE, DIRECT, lines, "Exchange 5 of 10."))
    return speech_of(scene, EngineOptions(), 1.0)


@pytest.mark.parametrize("cents", [1, 2])
def test_one_cent_is_one_cent(cents: int) -> None:
    ways = {amount_in_words(cents / 100, 2.0, random.Random(seed)) for seed in range(20)}
    assert (f"{cents} cents" in ways, f"{cents} cent" in ways) == (cents > 1, cents == 1)


def test_the_whole_endowment_is_written_in_one_of_five_ways() -> None:
    assert amount_in_words(2.0, 2.0, random.Random(1)) in {
        "$2",
        "2 dollars",
        "all of it",
        "the whole $2",
        "the full amount",
    }


def test_only_an_offer_has_an_amount() -> None:
    rng = random.Random(1)
    assert [act for act in ("ask", "offer", "agree") if "amount" in speaker("persuadee").voice(act, rng).have] == [
        "offer"
    ]


def test_the_persuader_speaks_as_the_asker() -> None:
    assert [speaker(role).voice("thank", random.Random(1)).side for role in ("persuader", "persuadee")] == [
        "asker",
        "listener",
    ]


def test_slots_come_from_the_scenario_and_the_person() -> None:
    slots = speaker("persuadee").voice("ack", random.Random(1)).slots
    assert (slots["name"], slots["all"], slots["kids"]) == ("Save the Children", "$2", ("kids", "children"))
