from __future__ import annotations

from typing import Any

import pytest
from pydantic import BaseModel, ConfigDict, Field

from tests.files.texts import document
from vs_sim.files.known_keys import Known
from vs_sim.files.schema_faults import found, read_part, written_path


class Low(BaseModel):
    model_config = ConfigDict(extra="forbid")
    low: int = Field(ge=0, description="the lowest")


class High(BaseModel):
    model_config = ConfigDict(extra="forbid")
    high: float
    strict: bool = False


class Both(BaseModel):
    model_config = ConfigDict(extra="forbid")
    either: dict[str, Low | High] = Field(default_factory=dict)
    pair: tuple[int, float] = (0, 0.0)


def told(text: str) -> list[tuple[str, str]]:
    read = document(text)
    return [(fault.path, fault.message) for fault in read_part(read, (), read.data, (Both,))[1]]


DATA: dict[str, Any] = {"gift": {"answer": {"amount": [0, 2], "step": "x"}}, "text": {"answer": 5}}


@pytest.mark.parametrize(
    ("location", "path"),
    [
        (("gift", "answer", "amount", "amount", 1), ("gift", "answer", "amount", 1)),
        (("gift", "answer", "amount", "step"), ("gift", "answer", "step")),
        (("text", "answer", "text"), ("text", "answer")),
        (("gift", "answer", "step", "int"), ("gift", "answer", "step")),
        (("nothing",), ()),
    ],
)
def test_members_of_unions_are_no_part_of_a_path(location: tuple[str | int, ...], path: tuple[str | int, ...]) -> None:
    assert written_path(DATA, location) == path


def test_a_good_part_has_no_fault() -> None:
    assert told("either: {a: {low: 1}, b: {high: 2, strict: true}}\npair: [1, 2]") == []


def test_a_truth_value_is_no_number_even_among_other_faults() -> None:
    assert told("either: {b: {high: true}}\npair: [x, false]") == [
        ("either.b.high", "expected a number, found true"),
        ("pair.1", "expected a number, found false"),
        ("pair.0", "expected a whole number, found 'x'"),
    ]


def test_the_known_keys_of_a_union_are_those_of_the_member_that_is_written() -> None:
    assert list(Known([Both]).keys({"either": {"a": {"high": 1, "x": 2}}}, ("either", "a"))) == ["high", "strict"]


def test_the_known_keys_of_a_union_are_all_where_no_member_is_written() -> None:
    assert list(Known([Both]).keys({"either": {"a": {}}}, ("either", "a"))) == ["low", "high", "strict"]


@pytest.mark.parametrize(
    ("value", "shown"),
    [(None, "nothing"), (True, "true"), ({}, "{}"), ({"a": 1}, "`key: value` lines"), ([1] * 99, "a list of 99")],
)
def test_a_value_is_shown_in_plain_words(value: object, shown: str) -> None:
    assert found(value) == shown


def test_a_long_text_is_shown_cut() -> None:
    assert len(found("x" * 1000)) < 70
