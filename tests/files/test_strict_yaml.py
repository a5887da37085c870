from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from ruamel.yaml import YAML

from tests.files.texts import document, faults, place
from vs_sim.errors import ScenarioError
from vs_sim.files.strict_yaml import LARGEST_FILE, read_yaml


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("no", "no"),
        ("yes", "yes"),
        ("on", "on"),
        ("2018-09-04", "2018-09-04"),
        ("12:30", "12:30"),
        ("1_000", "1_000"),
        ("1e3", 1000.0),
        ("0x1F", 31),
        ("0o17", 15),
        ("007", 7),
        ("-.5", -0.5),
        ("TRUE", True),
        ("~", None),
        ("", None),
        ('"5"', "5"),
        ("${HOME}", "${HOME}"),
        ("$HOME 😀", "$HOME 😀"),
    ],
)
def test_scalars_mean_what_yaml_1_2_says(written: str, read: object) -> None:
    value = document(f"a: {written}").data["a"]
    assert (value, type(value)) == (read, type(read))


def test_keys_stay_text() -> None:
    assert document("{yes: 1, 2: b, null: c}").data == {"yes": 1, "2": "b", "null": "c"}


def test_every_key_and_value_has_its_place() -> None:
    read = document("roles:\n  ann: {model: x, tell: [age, sex]}\n")
    assert (read.place(("roles", "ann", "model")).line, read.place(("roles", "ann", "model")).column) == (2, 16)
    assert read.place(("roles", "ann", "model"), key=True).column == 9
    assert read.place(("roles", "ann", "tell", 1)).column == 31


def test_a_path_that_leads_nowhere_has_the_place_of_what_encloses_it() -> None:
    assert document("roles:\n  ann: {model: x}\n").place(("roles", "ann", "method", "k")).line == 2


@pytest.mark.parametrize("ending", ["\n", "\r\n", "\r"])
def test_places_do_not_depend_on_line_endings(ending: str) -> None:
    read = document(ending.join(["a: 1", "b:\u2028 2", "c: 3"]))
    assert [read.place((name,)).line for name in "abc"] == [1, 2, 3]


def test_a_byte_order_mark_is_taken_off(tmp_path: Path) -> None:
    file = tmp_path / "x.yaml"
    file.write_bytes(b"\xef\xbb\xbfa: 1\n")
    assert read_yaml(file).data == {"a": 1}


def test_an_alias_repeats_its_value() -> None:
    assert document("a: &x [1, 2]\nb: *x\n").data == {"a": [1, 2], "b": [1, 2]}


@pytest.mark.parametrize(
    ("text", "line", "column", "told"),
    [
        ("", 1, 1, "empty"),
        ("# only a comment\n", 1, 1, "empty"),
        ("- a\n", 1, 1, "`key: value`"),
        ("hello\n", 1, 1, "`key: value`"),
        ("a: 1\nb: 2\na: 3\n", 3, 1, "'a' stands twice, first on line 1"),
        ("a: !x 1\n", 1, 4, "tag !x"),
        ("a: !!python/object/apply:os.system [ls]\n", 1, 4, "os.system"),
        ("a: !x {b: 1}\n", 1, 4, "tag !x"),
        ("? [a]\n: b\n", 1, 3, "key must be a text"),
        ("<<: {a: 1}\n", 1, 1, "merge keys"),
        ("a: .inf\n", 1, 4, "not a finite number"),
        ("a: 1e999\n", 1, 4, "too large"),
        ("a: 1\n---\nb: 2\n", 2, 1, "second document"),
        ("about: Note: this\n", 1, 12, "not YAML"),
        ("a:\n\t- b\n", 2, 1, "not YAML"),
        ("a: 1\nb: 'x\nc: 2\n", 2, 4, "end of stream"),
        ("a: [1, 2\n", 1, 4, "not YAML"),
        ("a: @x\n", 1, 4, "not YAML"),
        ("a: *x\n", 1, 4, "no anchor &x"),
        ("a: &x [*x]\n", 1, 8, "no anchor &x"),
        ("a: \x07\n", 1, 4, "unprintable"),
        ('a: "\\ud800"\n', 1, 4, "unprintable"),
        ('a: "\\e[31m"\n', 1, 4, "unprintable"),
        ('a: "\\U0011ffff"\n', 1, 1, "not YAML"),
        ("%YAML 1.11\n", 1, 1, "not YAML"),
    ],
)
def test_what_is_not_strict_yaml_is_refused_at_its_place(text: str, line: int, column: int, told: str) -> None:
    (fault,) = faults(text)
    assert place(fault) == (line, column)
    assert told in fault.message


def test_a_tab_is_told_as_a_tab() -> None:
    assert faults("a:\n\t- b\n")[0].hint == "indent with spaces, not with tabs"


def test_faults_that_do_not_hide_one_another_are_told_together() -> None:
    assert [fault.line for fault in faults("a: 1\na: 2\nb: !x 1\nc: .nan\n")] == [2, 3, 4]


def test_a_fault_shows_its_line_without_characters_that_a_terminal_obeys() -> None:
    assert faults("a: \x1b[31m\n")[0].source == "a: \ufffd[31m"


def test_a_missing_file_is_told(tmp_path: Path) -> None:
    with pytest.raises(ScenarioError, match=r"x\.yaml: cannot be read: No such file"):
        read_yaml(tmp_path / "x.yaml")


def test_a_folder_is_told(tmp_path: Path) -> None:
    with pytest.raises(ScenarioError, match="cannot be read: Is a directory"):
        read_yaml(tmp_path)


def test_what_is_not_utf_8_is_told_at_its_place(tmp_path: Path) -> None:
    file = tmp_path / "x.yaml"
    file.write_bytes(b"a: 1\nb: caf\xe9\n")
    with pytest.raises(ScenarioError) as caught:
        read_yaml(file)
    assert place(caught.value.faults[0]) == (2, 7)


def test_a_large_file_is_refused_unread(tmp_path: Path) -> None:
    file = tmp_path / "x.yaml"
    file.write_bytes(b"a" * (LARGEST_FILE + 1))
    with pytest.raises(ScenarioError, match="larger than 1 MB"):
        read_yaml(file)


JSON = st.recursive(
    st.none() | st.booleans() | st.integers(-(10**20), 10**20) | st.text("abcé😀 :#-'\"{}[]\n\t", max_size=12),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text("abc-: ", min_size=1).filter(str.strip), inner),
    max_leaves=12,
)


@given(st.dictionaries(st.text("abc", min_size=1), JSON, min_size=1))
def test_what_is_written_as_json_is_read_as_it_was(data: dict[str, Any]) -> None:
    import json

    assert document(json.dumps(data)).data == data


SIGNS = st.sampled_from([*"{}[],:?-&*!|>'\"%@`#~<\n\t ab1", "- ", ": ", "? ", "---\n", "%YAML 1.", "<<: ", "\\U00"])


@given(st.lists(SIGNS, max_size=40).map("".join))
def test_any_text_is_read_or_refused_with_a_line(text: str) -> None:
    assert all(fault.line and fault.message for fault in faults(text))


def test_the_reader_agrees_with_ruamel_on_the_shipped_scenario() -> None:
    from tests.places import ROOT

    file = ROOT / "scenarios" / "persuasion_for_good.yaml"
    assert read_yaml(file).data == YAML(typ="safe", pure=True).load(file.read_text(encoding="utf-8"))
