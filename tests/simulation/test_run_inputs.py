from __future__ import annotations

from pathlib import Path

import pytest

from vs_sim.errors import LogError
from vs_sim.simulation.checking import load_scenario
from vs_sim.simulation.run_inputs import as_in_folder, with_inputs

PERSONS = ["roles.persuader.personas={file: people.csv}", "dialogues=1"]


def test_the_files_of_a_scenario_are_copied_and_known_again(tmp_path: Path) -> None:
    (tmp_path / "people.csv").write_text("name,age\nAnn,40\nBob,50\n", encoding="utf-8")
    file = tmp_path / "mine.yaml"
    file.write_text("extends: persuasion_for_good\n", encoding="utf-8")
    scenario = load_scenario(file, PERSONS).scenario
    (run := tmp_path / "run").mkdir()
    kept = with_inputs(scenario, tmp_path, run)
    assert kept.roles["persuader"].personas.file == "inputs/persuader-people.csv"
    assert as_in_folder(scenario, tmp_path, run) == kept


def test_a_file_that_changed_is_noticed(tmp_path: Path) -> None:
    (tmp_path / "people.csv").write_text("name,age\nAnn,40\n", encoding="utf-8")
    file = tmp_path / "mine.yaml"
    file.write_text("extends: persuasion_for_good\n", encoding="utf-8")
    scenario = load_scenario(file, PERSONS).scenario
    (run := tmp_path / "run").mkdir()
    with_inputs(scenario, tmp_path, run)
    (tmp_path / "people.csv").write_text("name,age\nAnn,41\n", encoding="utf-8")
    with pytest.raises(LogError, match="not as it was"):
        as_in_folder(scenario, tmp_path, run)
