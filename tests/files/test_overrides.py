from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.files.texts import document
from vs_sim.errors import ScenarioError
from vs_sim.files.overrides import override, overrides

TEXT = "roles:\n  ann: {model: x, method: direct}\ntold: [age, sex]\nempty:\n"


def changed(*sets: str) -> dict[str, Any]:
    return overrides(document(TEXT), sets).data


@pytest.mark.parametrize(
    ("written", "value"),
    [
        ("5", 5),
        ("direct", "direct"),
        ("no", "no"),
        ("{vs_standard: {k: 5}}", {"vs_standard": {"k": 5}}),
        (" [1, a]", [1, "a"]),
        ("'5'", "5"),
        ("Note: this, # all of it", "Note: this, # all of it"),
        ("a=b", "a=b"),
        ("", None),
    ],
)
def test_a_value_is_read_as_yaml(written: str, value: object) -> None:
    assert changed(f"roles.ann.method={written}")["roles"]["ann"]["method"] == value


def test_entries_of_lists_have_numbers() -> None:
    assert changed("told.1=income")["told"] == ["age", "income"]


def test_a_mapping_that_does_not_exist_is_made() -> None:
    assert changed("roles.bob.personas.file=x.csv")["roles"]["bob"] == {"personas": {"file": "x.csv"}}


def test_an_empty_value_can_be_filled() -> None:
    assert changed("empty.a=1")["empty"] == {"a": 1}


def test_the_order_of_keys_stays() -> None:
    assert list(changed("roles=5")) == ["roles", "told", "empty"]


def test_later_overrides_win() -> None:
    assert changed("empty=1", "empty=2")["empty"] == 2


def test_the_document_itself_stays() -> None:
    read = document(TEXT)
    override(read, "roles.ann.model=y")
    assert read.data["roles"]["ann"]["model"] == "x"


def test_what_is_set_has_its_place_in_the_override() -> None:
    place = override(document(TEXT), "roles.ann.method={sequence: {k: 3}}").place(
        ("roles", "ann", "method", "sequence", "k")
    )
    assert (place.source.file, place.line, place.column) == ("--set", 1, 33)


def test_the_key_of_what_is_set_has_its_place_too() -> None:
    assert override(document(TEXT), "roles.bob.model=x").place(("roles", "bob"), key=True).column == 7


def test_what_was_replaced_has_no_place_left() -> None:
    assert ("roles", "ann", "model") not in override(document(TEXT), "roles.ann=5").marks


@pytest.mark.parametrize(
    ("text", "column", "told"),
    [
        ("roles", 1, "path=value"),
        ("=5", 1, "path=value"),
        ("roles..ann=5", 1, "path=value"),
        ("roles.ann.model.x=5", 17, "roles.ann.model is 'x'"),
        ("told.2=x", 6, "a list of 2"),
        ("told.first=x", 6, "a list of 2"),
        ("told.²=x", 6, "a list of 2"),
        ("roles={a: [1", 11, "not YAML"),
        ("roles={} x", 10, "not YAML"),
        ("seed=.nan", 6, "not a finite number"),
        ("roles=[!x 1]", 8, "tag !x"),
    ],
)
def test_a_bad_override_is_told_with_its_text(text: str, column: int, told: str) -> None:
    with pytest.raises(ScenarioError) as caught:
        override(document(TEXT), text)
    (fault,) = caught.value.faults
    assert (fault.file, fault.line, fault.column, fault.source) == ("--set", 1, column, text)
    assert told in fault.message


def test_all_bad_overrides_are_told() -> None:
    with pytest.raises(ScenarioError) as caught:
        overrides(document(TEXT), ["a", "told.1=x", "told.9=x"])
    assert [fault.source for fault in caught.value.faults] == ["a", "told.9=x"]


@given(st.text(max_size=30))
def test_any_override_is_applied_or_refused(text: str) -> None:
    try:
        assert "roles" in override(document(TEXT), f"roles.ann.method={text}").data
    except ScenarioError as error:
        assert error.faults[0].file == "--set"
