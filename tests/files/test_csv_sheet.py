from __future__ import annotations

from pathlib import Path

import pytest

from vs_sim.errors import ScenarioError
from vs_sim.files.csv_sheet import Sheet, is_line, line_of_cell, name_fault, read_sheet


def sheet(folder: Path, text: str, *, exact: bool = False) -> Sheet:
    path = folder / "t.csv"
    path.write_bytes(text.encode())
    return read_sheet(path, 1_000_000, exact=exact)


def test_cells_are_kept_as_they_are_where_that_is_asked(tmp_path: Path) -> None:
    assert sheet(tmp_path, 'a,b\r\n x ,"1\r\n2"\r\n', exact=True).records == [(2, [" x ", "1\r\n2"])]


def test_blanks_around_cells_are_taken_off(tmp_path: Path) -> None:
    assert sheet(tmp_path, 'a, b\n x , "hello, you"\n').records == [(2, ["x", "hello, you"])]


def test_a_line_break_in_a_cell_is_kept_in_the_sheet(tmp_path: Path) -> None:
    assert sheet(tmp_path, 'a,b\n1,"x\ny"\n').records == [(2, ["1", "x\ny"])]


def test_the_extra_headers_of_qualtrics_are_left_out(tmp_path: Path) -> None:
    ids = '"{""ImportId"":""QID1""}","{""ImportId"":""QID2""}"'
    found = sheet(tmp_path, f"Q1,Q2\nHow old?,How much?\n{ids}\n36,5\n")
    assert found.records == [(4, ["36", "5"])]
    assert "2 extra header rows of Qualtrics" in found.notes[0]


FAULTS = [
    ('a,b\n1,"x\n2,y\n', "2:3", "never closed"),
    ('person,note\nann,"hello\nbob,hi\ncy,yo"\n', "2:5", "is a quote not closed"),
    ("a,b,a\n", "1:5", "stands twice"),
    ("a,A\n", "1:3", "differ only in case"),
    ("a,b\n1\n", "2:2", "found 1"),
    ("a,b\n1,2,3\n", "2:5", "found 3"),
    ("a;b\n1;2;3\n", "2:5", "found 3"),
]


@pytest.mark.parametrize(("text", "where", "message"), FAULTS)
def test_a_fault_has_its_place(tmp_path: Path, text: str, where: str, message: str) -> None:
    with pytest.raises(ScenarioError) as caught:
        sheet(tmp_path, text)
    (fault,) = caught.value.faults
    assert (f"{fault.line}:{fault.column}", message in fault.message) == (where, True)


def test_line_breaks_become_spaces() -> None:
    assert line_of_cell(" a \n\n b ") == "a b"


def test_a_line_is_printable() -> None:
    assert (is_line("a b"), is_line("a\nb"), is_line("a\x1b")) == (True, False, False)


def test_a_name_is_given_once() -> None:
    assert (name_fault("a", ["b"]), name_fault("a", ["a"]) is None) == (None, False)


def test_a_table_beyond_its_bound_is_refused_before_it_is_whole(tmp_path: Path) -> None:
    (tmp_path / "t.csv").write_text("a,b\n" + "1,2\n" * 10, encoding="utf-8")
    with pytest.raises(ScenarioError, match="more than 10 cells"):
        read_sheet(tmp_path / "t.csv", 1_000, most_cells=10)
