from __future__ import annotations

from vs_sim.core.message import Message, Request

REQUEST = Request((Message("system", "s"), Message("user", "ü")), {"type": "object"}, {"temperature": 0.7})


def test_a_request_survives_the_log() -> None:
    assert Request.from_json(REQUEST.to_json()) == REQUEST


def test_the_provider_seed_is_not_part_of_the_identity() -> None:
    assert REQUEST.seeded(7).sha256 == REQUEST.sha256


def test_another_temperature_is_another_request() -> None:
    assert Request(REQUEST.messages, REQUEST.schema, {"temperature": 0.8}).sha256 != REQUEST.sha256


def test_the_answers_asked_about_are_part_of_a_request_and_absent_from_every_other() -> None:
    usual = Request((Message("user", "hi"),))
    asked = Request(usual.messages, answers=("Yes", "No"))
    assert "answers" not in usual.to_json()
    assert asked.sha256 != usual.sha256
    assert Request.from_json(asked.to_json()) == asked
    assert asked.seeded(3).answers == asked.answers
