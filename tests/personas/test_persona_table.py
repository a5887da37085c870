from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.files.texts import place
from vs_sim.core.persona import Persona
from vs_sim.errors import ScenarioError
from vs_sim.files.csv_sheet import MOST_FAULTS
from vs_sim.files.csv_table import LARGEST_TABLE
from vs_sim.personas.persona_table import read_personas


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path


def read(folder: Path, text: str | bytes, *tell: str, name: str = "people.csv") -> list[Persona]:
    file = folder / name
    file.write_bytes(text if isinstance(text, bytes) else text.encode())
    return read_personas(file, tell or None)


def refused(folder: Path, text: str | bytes, *tell: str, name: str = "people.csv") -> ScenarioError:
    with pytest.raises(ScenarioError) as caught:
        read(folder, text, *tell, name=name)
    return caught.value


def test_the_header_names_the_attributes(folder: Path) -> None:
    (ann,) = read(folder, "age,sex,care\n36,Female,4.5\n")
    assert ann == Persona("row 1", {"age": 36, "sex": "Female", "care": 4.5}, "file people.csv")


@pytest.mark.parametrize("identity", ["person", "id"])
def test_the_identity_is_not_told(folder: Path, identity: str) -> None:
    (ann,) = read(folder, f"age,{identity}\n36,ann\n")
    assert (ann.person, list(ann.traits)) == ("ann", ["age"])


def test_person_is_a_better_identity_than_id(folder: Path) -> None:
    assert read(folder, "id,person\n7,ann\n")[0].person == "ann"


def test_only_what_is_asked_for_is_told_in_its_order(folder: Path) -> None:
    (ann,) = read(folder, "age,sex,care\n36,Female,4.5\n", "care", "age")
    assert list(ann.traits.items()) == [("care", 4.5), ("age", 36)]


@pytest.mark.parametrize(
    ("cell", "value"),
    [("36", 36), ("-3", -3), ("4.50", 4.5), ("1.5e3", 1500.0), ("1e-3", 0.001), ("0", 0), ("0.5", 0.5), (" 7 ", 7)],
)
def test_numbers_become_numbers(folder: Path, cell: str, value: float) -> None:
    told = read(folder, f"x\n{cell}\n")[0].traits["x"]
    assert (told, type(told)) == (value, type(value))


@pytest.mark.parametrize("cell", ["007", "inf", "1e999", "1_000", "12E3", "2018-09-04", "9" * 30, "-", "é"])
def test_everything_else_stays_text(folder: Path, cell: str) -> None:
    assert read(folder, f"x\n{cell}\n")[0].traits["x"] == cell


def test_an_empty_cell_is_not_told(folder: Path) -> None:
    assert [dict(person.traits) for person in read(folder, "a,b\n1,\n,2\n")] == [{"a": 1}, {"b": 2}]


def test_a_byte_order_mark_and_quoted_commas_are_read(folder: Path) -> None:
    assert read(folder, b'\xef\xbb\xbfjob,age\r\n"clerk, ""retired""",70\r\n')[0].traits["job"] == 'clerk, "retired"'


def test_blank_lines_are_passed_over(folder: Path) -> None:
    assert [person.person for person in read(folder, "age\n1\n\n2\n")] == ["row 1", "row 2"]


def test_json_lines_are_read_as_they_are(folder: Path) -> None:
    text = '{"person": "ann", "age": 36, "zip": "007", "own": true, "sex": null}\n\n{"person": "bob", "care": 4.5}\n'
    ann, bob = read(folder, text, name="people.jsonl")
    assert dict(ann.traits) == {"age": 36, "zip": "007", "own": "yes"}
    assert (bob.person, dict(bob.traits)) == ("bob", {"care": 4.5})


@pytest.mark.parametrize(
    ("text", "line", "column", "told"),
    [
        ("a,b\n1,2\n3\n", 3, 2, "expected 2 cells as in the header, found 1"),
        ("a,b\n1,2,3\n", 2, 5, "expected 2 cells as in the header, found 3"),
        ('a,b\n"x, y",2,3\n', 2, 10, "found 3"),
        ("a,b,a\n1,2,3\n", 1, 5, "column 'a' stands twice"),
        ("a,,c\n1,2,3\n", 1, 3, "no name"),
        ("a,b\n,\n", 2, 1, "empty row"),
        ("a,b\n1,x\x1b\n", 2, 3, "printable characters"),
        ('person,note\nann,"hello\nbob,hi\ncy,yo"\n', 2, 5, "is a quote not closed"),
        ("person,Person\nann,1\n", 1, 8, "differ only in case"),
        ('a\n"x\n', 2, 1, "not CSV"),
        ('a\n"x"y\n', 2, 1, "not CSV"),
        ("person,age\nann,1\n,2\n", 3, 1, "'person' is empty"),
        ("person,age\nann,1\nann,2\n", 3, 1, "'ann' stands twice, first on line 2"),
    ],
)
def test_a_fault_in_a_csv_file_has_its_place(folder: Path, text: str, line: int, column: int, told: str) -> None:
    (fault,) = refused(folder, text).faults
    assert place(fault) == (line, column)
    assert told in fault.message


@pytest.mark.parametrize(
    ("text", "line", "column", "told"),
    [
        ('{"a": 1}\n{"a" 1}\n', 2, 6, "not JSON"),
        ('{"a": 1}\n[1]\n', 2, 1, "must be a JSON object"),
        ('{"a": {"b": 1}}\n', 1, 1, "nested"),
        ('{"a": [1]}\n', 1, 1, "nested"),
        ('{"a": 1, "a": 2}\n', 1, 1, "stands twice"),
        ('{"a": NaN}\n', 1, 1, "finite"),
        ('{"a": 1e999}\n', 1, 1, "finite"),
        ('{"a": "\\ud800"}\n', 1, 1, "one printable line"),
        ('{"": 1}\n', 1, 1, "no name"),
        ("{}\n", 1, 1, "empty row"),
        ('{"a": ' + "[" * 100_000 + "\n", 1, 1, "nested"),
        ('{"a": ' + "9" * 5000 + "}\n", 1, 1, "digits"),
    ],
)
def test_a_fault_in_a_jsonl_file_has_its_place(folder: Path, text: str, line: int, column: int, told: str) -> None:
    (fault,) = refused(folder, text, name="people.jsonl").faults
    assert place(fault) == (line, column)
    assert told in fault.message


@pytest.mark.parametrize("text", ["", "\n\n", "age,sex\n"])
def test_a_file_without_a_person_is_refused(folder: Path, text: str) -> None:
    assert "holds no row" in str(refused(folder, text))


def test_an_unknown_attribute_is_told_with_the_nearest(folder: Path) -> None:
    (fault,) = refused(folder, "age,agreeable\n1,2\n", "agreable").faults
    assert fault.hint == "did you mean 'agreeable'?"


def test_only_csv_and_jsonl_are_read(folder: Path) -> None:
    assert refused(folder, "age\n1\n", name="people.xlsx").faults[0].hint == "name it people.csv or people.jsonl"


def test_faults_of_one_sort_are_not_told_without_end(folder: Path) -> None:
    assert len(refused(folder, "a,b\n" + "1\n" * 100).faults) == MOST_FAULTS


def test_a_large_file_is_refused_unread(folder: Path) -> None:
    assert "larger than 20 MB" in str(refused(folder, b"a\n" * (LARGEST_TABLE // 2 + 1)))


@given(st.binary(max_size=60), st.sampled_from([".csv", ".jsonl"]))
def test_any_file_is_read_or_refused(tmp_path_factory: pytest.TempPathFactory, content: bytes, suffix: str) -> None:
    try:
        assert read(tmp_path_factory.getbasetemp(), content, name=f"any{suffix}")
    except ScenarioError as error:
        assert error.faults
