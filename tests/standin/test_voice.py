from __future__ import annotations

import random
import re
from collections import Counter

import pytest

from tests.standin.staging import DIRECT, UTTERANCE, dialogue, person, request, said_by, talks
from vs_sim.standin.engine import answer_text
from vs_sim.standin.prompt_reading import read_request
from vs_sim.standin.speech import speech_of
from vs_sim.standin.speech_acts import ASKER_RATES, LISTENER_RATES
from vs_sim.standin.standin_options import DEFAULT_OPTIONS, EngineOptions
from vs_sim.standin.voice import MEAN_WORDS, utter

SHELTER = "A volunteer asks a passer-by to donate part of $50 to the Green Valley Animal Shelter."
WIND = "Two neighbours talk about whether the town should build a wind farm."


def mean_words(texts: list[str]) -> float:
    return sum(len(text.split()) for text in texts) / len(texts)


def test_persuadees_talk_about_as_long_as_people() -> None:
    lengths = sorted(len(text.split()) for text in said_by("Persuadee"))
    assert mean_words(said_by("Persuadee")) == pytest.approx(13.5, abs=1.5)
    assert lengths[len(lengths) // 2] == pytest.approx(10, abs=2)


def test_persuaders_talk_about_as_long_as_people() -> None:
    assert mean_words(said_by("Persuader")) == pytest.approx(20.1, abs=2)


@pytest.mark.parametrize("exchange", [0, 1, 5, 9])
def test_the_length_of_turns_follows_the_conversation(exchange: int) -> None:
    turns = [talk[2 * exchange + 1][1] for talk in talks()]
    assert mean_words(turns) == pytest.approx(MEAN_WORDS["listener"][exchange], abs=2.5)


def test_no_six_words_recur_in_more_than_three_percent_of_turns() -> None:
    counts: Counter[str] = Counter()
    for text in said_by("Persuadee"):
        words = re.findall(r"[\w']+", text.lower())
        counts.update({" ".join(words[at : at + 6]) for at in range(len(words) - 5)})
    assert counts.most_common(1)[0][1] < 0.03 * len(said_by("Persuadee"))


def test_most_turns_are_said_only_once() -> None:
    assert len(set(said_by("Persuadee"))) > 0.85 * len(said_by("Persuadee"))


def test_direct_turns_are_longer_and_less_varied() -> None:
    direct = [text for at in range(40) for who, text in dialogue(at, DIRECT) if who == "Persuadee"]
    assert mean_words(direct) > 1.3 * mean_words(said_by("Persuadee"))
    assert len(set(direct)) / len(direct) < len(set(said_by("Persuadee")[:400])) / 400


def test_a_speaker_does_not_repeat_long_sentences() -> None:
    repeated = 0
    for talk in talks():
        said = [part for who, text in talk if who == "Persuadee" for part in re.split(r"[.!?] ", text.lower())]
        long = [part for part in said if len(part.split()) > 6]
        repeated += len(long) - len(set(long))
    assert repeated < 0.02 * len(said_by("Persuadee"))


@pytest.mark.parametrize("role", ["persuadee", "persuader"])
@pytest.mark.parametrize("about", [SHELTER, WIND])
def test_every_act_has_words_in_every_setting(role: str, about: str) -> None:
    for at in range(30):
        scene, _ = read_request(request(person(at, role), UTTERANCE, DIRECT, (), "Exchange 5 of 10.", about))
        speaker, rng = speech_of(scene, DEFAULT_OPTIONS, 1.0), random.Random(at)
        for act in ASKER_RATES if role == "persuader" else LISTENER_RATES:
            assert utter(act, speaker.voice(act, rng), rng)


@pytest.mark.parametrize("role", ["Persuadee", "Persuader"])
def test_no_template_shows_through(role: str) -> None:
    assert not [text for text in said_by(role) if re.search(r"[\[\]{}|]|\s\s| [,.!?]|\?\w+:", text)]


@pytest.mark.parametrize("about", [SHELTER, WIND])
def test_other_scenarios_are_not_about_save_the_children(about: str) -> None:
    words = " ".join(text for at in range(30) for _, text in dialogue(at, about=about)).lower()
    assert not re.search(r"save the children|\bturking\b|\bmy hits\b|\bmy pay\b", words)


def test_the_charity_is_named_as_the_scenario_names_it() -> None:
    words = " ".join(text for at in range(30) for _, text in dialogue(at, about=SHELTER))
    assert "Green Valley Animal Shelter" in words


def test_utterances_keep_within_what_a_schema_allows() -> None:
    assert max(len(text) for text in [*said_by("Persuadee"), *said_by("Persuader")]) <= 300


def test_people_let_their_own_lives_show() -> None:
    block = "role: persuadee\nage: 67\nemployment: Other\nmarital: Married\nsex: Male\nreligion: Catholic"
    lines = [("Persuader", "Would you donate to help the children?")]
    asked = request(block, UTTERANCE, DIRECT, lines, "Exchange 5 of 10.")
    words = " ".join(answer_text(asked, seed=seed, temperature=20) for seed in range(300))
    assert "67" in words
    assert "my wife" in words.lower()


def test_an_asker_names_the_charity_before_speaking_of_it() -> None:
    unnamed = 0
    for lines in talks():
        before = [text for who, text in lines[:-2] if who == "Persuader"]
        first = next((text for text in before if re.search(r"\b[Tt]hey\b", text)), "")
        unnamed += bool(first) and not any("save the children" in t.lower() for t in before[: before.index(first) + 1])
    assert unnamed / len(talks()) < 0.1


def test_words_of_ones_own_are_said_instead_of_the_shipped_ones() -> None:
    own = EngineOptions(
        lexicon={"asker": {"hello": ["Ahoy, {place}!"]}, "listener": {"greet": ["Ahoy[ yourself| too]!"]}}
    )
    said = [text for at in range(20) for _, text in dialogue(at, about=WIND, options=own)[:2]]
    assert sum("ahoy" in text.lower() for text in said) > 15


def test_the_assistants_manner_gives_way_to_words_of_ones_own() -> None:
    own = EngineOptions(lexicon={"listener": {"greet": ["Ahoy!"], "chat": ["Ahoy!"]}})
    asked = request(person(1), UTTERANCE, DIRECT, [("Persuader", "Hi, how are you?")], "Exchange 1 of 10.")
    assert all("ahoy" in answer_text(asked, seed=seed, options=own).lower() for seed in range(30))
