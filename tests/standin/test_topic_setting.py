from __future__ import annotations

import pytest

from vs_sim.standin.topic_setting import persuades, talk_setting


@pytest.mark.parametrize(
    ("scenario", "topic"),
    [
        ("They talk about whether the town should build a wind farm.", "whether the town should build a wind farm"),
        ("Two people discuss the new bus line.", "the new bus line"),
        ("They chat.\n\nYou would like the patient to get the flu vaccination.", "the flu vaccination"),
        ("The coach would like the client to quit smoking.", "whether to quit smoking"),
        ("Nobody has decided about it.", "this"),
    ],
)
def test_a_topic_is_found(scenario: str, topic: str) -> None:
    assert talk_setting(scenario).topic == topic


@pytest.mark.parametrize("words", ["to Save the Children.", "to the charity Save the Children."])
def test_a_charity_is_found(words: str) -> None:
    assert talk_setting(f"One is asked to give part of the $2 {words}").organisation == "Save the Children"


@pytest.mark.parametrize(
    ("role", "brief", "asks"),
    [
        ("persuader", "", True),
        ("persuadee", "You have been asked to persuade the other.", False),
        ("nurse", "You would like the patient to get the flu vaccination.", True),
        ("patient", "You have your own doubts and habits.", False),
        ("worker", "Your goal is to convince the other worker to donate.", True),
    ],
)
def test_who_asks_is_told_by_the_role_or_its_brief(role: str, brief: str, asks: bool) -> None:
    assert persuades(role, f"Two people talk.\n\n{brief}") == asks
