from __future__ import annotations

from vs_sim.standin.biography import biography_slots

RETIRED = "role: persuadee\nage: 67\nemployment: Other\nmarital: Married\nsex: Male\nreligion: Catholic\nincome: 2"
STUDENT = "role: persuadee\nage: 19\nemployment: Other\nmarital: Unmarried\nreligion: Atheist\nincome: 11"


def test_a_person_mentions_the_prompted_attributes() -> None:
    slots = biography_slots(RETIRED)
    assert (slots["age"], slots["spouse"], slots["church"]) == ("67", "wife", "parish")
    assert {"retired", "older", "lowpay"} <= slots.keys()


def test_attributes_of_another_life_are_absent() -> None:
    assert not biography_slots(STUDENT).keys() & {"retired", "older", "lowpay", "spouse", "church", "job", "kidcount"}
    assert {"student", "younger", "single", "secular", "welloff"} <= biography_slots(STUDENT).keys()


def test_a_person_keeps_one_life() -> None:
    biography_slots.cache_clear()
    first = biography_slots(RETIRED)
    biography_slots.cache_clear()
    assert biography_slots(RETIRED) == first


def test_a_persona_without_attributes_has_invented_details_only() -> None:
    assert biography_slots("role: persuadee").keys() <= {"style", "place", "hobby", "pet", "childless"}
