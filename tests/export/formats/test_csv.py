from __future__ import annotations

import csv
import json
from pathlib import Path
from typing import Any

import pytest

from tests.export.exported import HOSTILE
from vs_sim.api.exports import export
from vs_sim.api.runs import simulate
from vs_sim.export.formats.csv import inert_cell
from vs_sim.simulation.session import RunOptions


@pytest.mark.parametrize("text", ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", " =1", "＝1"])
def test_a_formula_is_inert_in_csv(text: str) -> None:
    assert inert_cell(text).startswith("'")


@pytest.mark.parametrize("value", ["1 - 2", "a=b", "", None, -2, 3.5])
def test_what_is_no_formula_stays_as_it_is(value: Any) -> None:
    assert inert_cell(value) == value


def test_no_cell_of_a_csv_begins_a_formula(tmp_path: Path) -> None:
    reply = json.dumps({"responses": [{"text": HOSTILE, "probability": 1.0}]})
    entry = f"models.persona={{backend: scripted, replies: ['{reply}']}}"
    sets = ["exchanges=1", "questions.donation=none", "questions.stance=none", "compare={}", entry]
    hostile = simulate(
        "persuasion_for_good",
        size=2,
        sets=[*sets, "roles.persuader.method=vs_standard"],
        options=RunOptions(out=tmp_path / "r"),
    )
    for file in export(hostile, "csv", tmp_path / "out"):
        with file.open(encoding="utf-8-sig", newline="") as rows:
            cells = [cell for row in csv.reader(rows) for cell in row]
        assert [cell for cell in cells if cell.lstrip().startswith(("=", "@"))] == []
    with (tmp_path / "out" / "turns.csv").open(encoding="utf-8-sig", newline="") as rows:
        assert {row["text"] for row in csv.DictReader(rows)} == {f"'{HOSTILE}"}
