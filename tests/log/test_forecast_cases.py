from __future__ import annotations

from pathlib import Path

import pytest

from vs_sim.errors import LogCorrupt
from vs_sim.log.forecast_cases import ForecastCase, ForecastTask, read_cases, write_cases

CASE = ForecastCase(
    unit="000001",
    person="ann",
    role="persuadee",
    traits={"age": 36, "sex": "Female"},
    stranger={"age": 20},
    lines=(("persuader", 'He said "hi"\n'), ("persuadee", "Grüß Gott")),
    exchanges=1,
    tasks=(ForecastTask("donation", "end", 2, 0.5, ((0.0, 0.25), (0.5, 0.75))),),
    told="period: C",
)


def test_cases_are_read_as_they_were_written(tmp_path: Path) -> None:
    write_cases([CASE, CASE], tmp_path / "in" / "cases.jsonl")
    assert read_cases(tmp_path / "in" / "cases.jsonl") == (CASE, CASE)


@pytest.mark.parametrize("text", ["no json", '{"unit": "1"}', "[1]"])
def test_another_file_is_named(tmp_path: Path, text: str) -> None:
    path = tmp_path / "cases.jsonl"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(LogCorrupt, match="no cases of a forecast"):
        read_cases(path)


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    with pytest.raises(LogCorrupt, match="no cases of a forecast"):
        read_cases(tmp_path / "none.jsonl")
