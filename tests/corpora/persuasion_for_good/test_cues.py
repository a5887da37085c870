from __future__ import annotations

from tests.corpora.dialogues import ASKED, dialogue
from vs_sim.corpora.persuasion_for_good.cues import CUES, cues, requested, split, turn_features


def test_a_request_is_recognised() -> None:
    assert requested(ASKED) and not requested("How are you today?")


def test_sentences_are_normalised_and_never_none() -> None:
    assert split("Hi there! I can’t.") == ["hi there!", "i can't."]
    assert split("...") != []


def test_a_sentence_shows_its_cues() -> None:
    shown = cues("i can't afford it, money is tight.")
    assert shown["hardship"] and not shown["question"] and set(CUES) < set(shown)


def test_features_have_one_length_whatever_the_turn() -> None:
    found = dialogue("Hello.", "I can't afford it. What is it for?")
    assert {len(turn_features(found, turn)) for turn in found.own} == {4 * (len(CUES) + 3) + 5}
