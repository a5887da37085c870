from __future__ import annotations

from pathlib import Path

import pytest

from tests.log.logs import logged
from vs_sim.log.part import Part
from vs_sim.sweep.collecting.collected import Collected, Unfinished


def test_what_is_missing_is_told_in_few_lines(tmp_path: Path) -> None:
    run = logged(tmp_path / "r", [])
    open_ = tuple(Unfinished(Part(which, 90), Path("p"), "0 of 2 dialogues", "go on") for which in range(1, 31))
    found = Collected(run, 90, tuple(Part(which, 90) for which in range(40, 90)), open_, "vs-sim sweep plan.yaml")
    said = str(found).splitlines()
    assert said[0] == f"collected 10 of 90 parts: {tmp_path / 'r'}"
    assert "and 20 more parts that are not completed" in said
    assert "no folder of part 40/90, 41/90" in said[-2]
    assert said[-2].endswith("…; run it: vs-sim sweep plan.yaml --part 40/90")


def test_a_run_is_no_sweep(tmp_path: Path) -> None:
    found = Collected(logged(tmp_path / "r", []), 1)
    assert found.run.folder == tmp_path / "r"
    with pytest.raises(TypeError, match=r"\.run"):
        _ = found.sweep


def test_a_notebook_shows_the_result_with_the_notes(tmp_path: Path) -> None:
    shown = Collected(logged(tmp_path / "<r>", []), 2, (Part(2, 2),))._repr_html_()
    assert "no folder of part 2/2" in shown and "<r>" not in shown
