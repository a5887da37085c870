from __future__ import annotations

from pathlib import Path

import pytest

import vs_sim as vs
from vs_sim.errors import ScenarioError, VsSimError


@pytest.mark.parametrize("kind", ["persuasion", "survey"])
def test_a_scenario_to_begin_with_has_no_faults(kind: str, tmp_path: Path) -> None:
    assert vs.check(vs.init(tmp_path / "mine", kind)).scenario.kind == kind


def test_a_file_that_exists_is_never_written_over(tmp_path: Path) -> None:
    with pytest.raises(VsSimError, match="exists"):
        vs.init(vs.init(tmp_path / "mine"))


def test_a_change_with_a_fault_is_named() -> None:
    with pytest.raises(ScenarioError, match="dialogues"):
        vs.check("persuasion_for_good", sets=["dialogues=none"])


def test_an_estimate_grows_with_the_number_of_dialogues() -> None:
    few, many = (vs.estimate("persuasion_for_good", sets=[f"dialogues={n}"]).calls for n in (10, 20))
    assert many == 2 * few


def test_a_frozen_record_is_never_replaced(tmp_path: Path) -> None:
    record = vs.freeze("dictator_game", tmp_path / "r.json", size=30)
    assert record.n == 30
    with pytest.raises(VsSimError, match="exists already"):
        vs.freeze("dictator_game", tmp_path / "r.json")
