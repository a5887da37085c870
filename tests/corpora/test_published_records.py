from __future__ import annotations

from pathlib import Path

import pytest

from vs_sim.corpora.published_records import published_file, read_records
from vs_sim.errors import ScenarioError


@pytest.fixture
def table(tmp_path: Path) -> Path:
    (tmp_path / "t.csv").write_text("who,sex,age\nann,1, 30\nbob,2,x\ncy,9,\n", encoding="utf-8")
    return tmp_path / "t.csv"


def test_cells_are_read_by_their_codes_and_numbers(table: Path) -> None:
    ann, _, cy = read_records(table, ["who", "sex"])
    assert ann.meaning("sex", {"1": "female"}) == "female"
    assert (ann.whole("age"), cy.number("age")) == (30, None)


def test_a_fault_names_file_and_line(table: Path) -> None:
    _, bob, cy = read_records(table, ["who"])
    with pytest.raises(ScenarioError, match=r"t\.csv:3.*age must be a number"):
        bob.number("age")
    with pytest.raises(ScenarioError, match=r"t\.csv:4.*must be one of 1, 2"):
        cy.meaning("sex", {"1": "female", "2": "male"})


def test_a_missing_column_or_file_is_an_error(table: Path) -> None:
    with pytest.raises(ScenarioError, match="no column 'paid'"):
        list(read_records(table, ["paid"]))
    with pytest.raises(ScenarioError, match="no such file"):
        published_file(table.parent, "other.csv", "t.csv")
