from __future__ import annotations

from pathlib import Path

import pytest

from vs_sim.core.csv_reading import CsvReading
from vs_sim.errors import ScenarioError
from vs_sim.files.csv_table import Table, load_table, read_table


def table(folder: Path, text: str, reading: CsvReading | None = None) -> Table:
    path = folder / "t.csv"
    path.write_text(text, encoding="utf-8")
    return load_table(path, reading)


def test_missing_cells_are_left_out(tmp_path: Path) -> None:
    rows = table(tmp_path, "a,b,c\n1,NA,x\nN/A,nan,y\n3,.,NULL\n").rows
    assert [dict(row.cells) for row in rows] == [{"a": 1, "c": "x"}, {"c": "y"}, {"a": 3}]


def test_what_is_missing_can_be_changed(tmp_path: Path) -> None:
    rows = table(tmp_path, "a\n-99\nNA\n", CsvReading(missing=("-99",))).rows
    assert [dict(row.cells) for row in rows] == [{}, {"a": "NA"}]


def test_decimal_commas_are_read_where_semicolons_separate(tmp_path: Path) -> None:
    rows = table(tmp_path, "person;income\nann;1.200,50\nbob;900,00\n").rows
    assert [row.cells["income"] for row in rows] == [1200.5, 900.0]


def test_identifiers_stay_text(tmp_path: Path) -> None:
    rows = table(tmp_path, "id,ward,zip\n12E3,3E2,02139\n7a,4E1,2139\n").rows
    assert [dict(row.cells) for row in rows] == [
        {"id": "12E3", "ward": "3E2", "zip": "02139"},
        {"id": "7a", "ward": "4E1", "zip": "2139"},
    ]


@pytest.mark.parametrize("name", ["", "Unnamed: 0", "...1"])
def test_an_index_column_is_left_out_and_said(tmp_path: Path, name: str) -> None:
    found = table(tmp_path, f"{name},age\n17,36\n18,52\n")
    assert (list(found.columns), "is an index" in found.notes[0]) == (["age"], True)


def test_a_column_without_name_and_values_is_left_out_and_said(tmp_path: Path) -> None:
    found = table(tmp_path, "age,sex,\n36,f,\n")
    assert (list(found.columns), "no values" in found.notes[0]) == (["age", "sex"], True)


def test_a_column_without_name_that_holds_something_is_a_fault(tmp_path: Path) -> None:
    with pytest.raises(ScenarioError, match="no name"):
        table(tmp_path, "age,,c\n36,x,y\n")


def test_what_was_understood_is_said(tmp_path: Path) -> None:
    said = table(tmp_path, 'age;job\n36;"clerk\nretired"\nNA;None\n').understood()
    for part in ("2 rows, 2 columns", "UTF-8, separated by semicolon", "numbers from 36 to 36, 1 missing"):
        assert part in said
    assert "line breaks in 1 cell read as spaces" in said
    assert "None in column job counts as a value" in said


def test_a_negative_code_among_numbers_is_pointed_at(tmp_path: Path) -> None:
    assert "-99 in column age" in table(tmp_path, "age\n36\n-99\n").understood()


def test_a_tab_separated_file_is_a_table(tmp_path: Path) -> None:
    path = tmp_path / "t.tsv"
    path.write_text("a\tb\n1\t2\n", encoding="utf-8")
    assert dict(read_table(path)[0].cells) == {"a": 1, "b": 2}


def test_the_decimal_sign_of_the_table_reads_numbers(tmp_path: Path) -> None:
    assert table(tmp_path, "a;b\n0,5;x\n").number("1,5") == 1.5
