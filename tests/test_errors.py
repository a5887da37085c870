from __future__ import annotations

import pickle

import pytest

from vs_sim.errors import Fault, ScenarioError, Unanswered, UnknownName, Unparsed, did_you_mean, explained

FAULT = Fault("dialogues", "not a number", hint="write 100", file="x.yaml", line=3, column=12, source="dialogues: many")


def test_a_fault_says_where_what_and_what_to_do_with_a_caret_below_the_place() -> None:
    assert str(FAULT).splitlines() == [
        "x.yaml:3:12: dialogues: not a number",
        "    dialogues: many",
        "               ^",
        "    hint: write 100",
    ]


def test_a_fault_of_a_whole_file_has_no_line() -> None:
    assert str(Fault("", "is empty", file="x.yaml")) == "x.yaml: is empty"


def test_a_scenario_error_lists_every_fault() -> None:
    error = ScenarioError([FAULT, Fault("about", "missing")])
    assert len(error.faults) == 2
    assert "not a number" in str(error) and "about: missing" in str(error)


@pytest.mark.parametrize(
    ("typed", "hint"),
    [("vs_standrad", "did you mean 'vs_standard'?"), ("DIRECT", "did you mean 'direct'?"), ("x", None)],
)
def test_the_nearest_known_name_is_suggested(typed: str, hint: str | None) -> None:
    assert did_you_mean(typed, ["direct", "vs_standard"]) == hint


def test_an_unknown_name_lists_the_known_ones() -> None:
    error = UnknownName("method", "directt", ["vs_cot", "direct"])
    assert str(error) == "no method 'directt'; known: direct, vs_cot"
    assert error.hint == "did you mean 'direct'?"


def test_an_unreadable_answer_keeps_reason_and_text_across_processes() -> None:
    error = pickle.loads(pickle.dumps(Unparsed("empty", "  ", detail="only blanks")))
    assert (error.reason, error.raw) == ("empty", "  ")


def test_a_reason_is_explained_where_something_can_be_done() -> None:
    assert explained("truncated").endswith("raise max_tokens")
    assert explained("000/end/giver: truncated").endswith("raise max_tokens")
    assert explained("out_of_range") == "out_of_range"


def test_a_question_without_an_answer_says_which_and_after_how_many_attempts() -> None:
    assert "0001/end/giver/gift: no readable answer in 3 attempts" in str(
        Unanswered(("0001", "end", "giver", "gift"), "truncated", 3)
    )
