from __future__ import annotations

from pathlib import Path

from vs_sim import check
from vs_sim.simulation.tables_understood import table_notes, tables_understood

SCENARIO = """
kind: survey
title: T
about: A survey.
models: {persona: {backend: scripted, replies: ["Yes"]}}
roles: {p: {model: persona, method: direct, personas: {file: people.csv, csv: {missing: [NA, none]}}}}
respondents: 2
questions: {q: {of: p, ask: Go?, answer: {options: [Yes, No]}}}
"""


def test_tables_of_personas_are_described_once(tmp_path: Path) -> None:
    (tmp_path / "s.yaml").write_text(SCENARIO, encoding="utf-8")
    (tmp_path / "people.csv").write_text(",user_id,age\n0,u1,36\n1,u2,none\n", encoding="utf-8")
    checked = check(tmp_path / "s.yaml")
    (said,) = tables_understood(checked.scenario, tmp_path)
    assert "people.csv: 2 rows, 2 columns; UTF-8, separated by comma" in said
    assert "numbers from 36 to 36, 1 missing" in said
    assert "2 persons, named by column user_id, which is not prompted" in said
    (note,) = table_notes(checked.scenario, tmp_path)
    assert note == "people.csv: column 1 (without a name) is an index: left out"
