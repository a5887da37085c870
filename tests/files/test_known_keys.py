from __future__ import annotations

from pydantic import BaseModel, Field

from vs_sim.files.known_keys import Known


class Inner(BaseModel):
    k: int = Field(description="how many")


class Other(BaseModel):
    name: str


class Outer(BaseModel):
    one: Inner | Other | None = None
    many: dict[str, Inner] = {}
    row: list[Inner] = []


KNOWN = Known([Outer])


def test_the_keys_of_the_whole_and_of_a_part_are_known() -> None:
    assert set(KNOWN.keys({}, ())) == {"one", "many", "row"}
    assert KNOWN.keys({"many": {"a": {}}}, ("many", "a")) == {"k": "how many"}
    assert KNOWN.keys({"row": [{}]}, ("row", 0)) == {"k": "how many"}


def test_of_several_forms_the_one_that_was_written_counts() -> None:
    assert set(KNOWN.keys({"one": {"name": "x", "kk": 1}}, ("one",))) == {"name"}
    assert set(KNOWN.keys({"one": {"x": 1}}, ("one",))) == {"k", "name"}


def test_the_types_at_a_place_are_known_and_none_where_nothing_is() -> None:
    assert KNOWN.types({"many": {"a": {"k": "x"}}}, ("many", "a", "k")) == {"integer"}
    assert KNOWN.types({"no": 1}, ("no",)) == set()
