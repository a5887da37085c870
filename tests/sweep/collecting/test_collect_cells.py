from __future__ import annotations

import shutil
from pathlib import Path

import pandas as pd
import pytest

from tests.sweep.plans import METHODS, held, held_part, read
from vs_sim.errors import LogError
from vs_sim.log.part import Part
from vs_sim.sweep.collecting.collect import collect_parts
from vs_sim.sweep.sweep_run import Sweep


def part(folder: Path, which: int, of: int = 2, *more: str) -> Sweep:
    return held_part(read(folder, METHODS, "replicates: 2\n", *more), folder / "s", Part(which, of))


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> Sweep:
    folder = tmp_path_factory.mktemp("whole")
    return held(read(folder, METHODS, "replicates: 2\n"), folder / "s")


@pytest.fixture(scope="module")
def parts(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("parts")
    for which in (2, 1):
        part(folder, which)
    return folder / "s"


def test_the_tables_and_digests_are_those_of_the_sweep_in_one_piece(parts: Path, whole: Sweep, tmp_path: Path) -> None:
    found = collect_parts([parts], tmp_path / "all")
    assert found.complete
    pd.testing.assert_frame_equal(found.sweep.table(), whole.table())
    pd.testing.assert_frame_equal(found.sweep.contrasts(), whole.contrasts())
    assert [run.digest for run in found.sweep.runs.values()] == [run.digest for run in whole.runs.values()]


def test_collecting_again_copies_nothing(parts: Path, tmp_path: Path) -> None:
    def places() -> list[int]:
        return [path.stat().st_ino for path in sorted((tmp_path / "all").glob("cells/*/log.sqlite"))]

    collect_parts([parts], tmp_path / "all")
    before = places()
    collect_parts([parts], tmp_path / "all")
    assert places() == before and len(before) == 4


def test_a_missing_part_leaves_its_cells_waiting_and_gives_the_command(parts: Path, tmp_path: Path) -> None:
    found = collect_parts([parts / "part-1-of-2"], tmp_path / "all")
    assert found.sweep.cells["status"].tolist() == ["done", "waiting", "done", "waiting"]
    assert f"run it: vs-sim sweep plan.yaml --out {parts} --part 2/2" in str(found)


def test_parts_of_different_plans_are_refused(parts: Path, tmp_path: Path) -> None:
    part(tmp_path, 2, 2, "seed: 5\n")
    with pytest.raises(LogError, match="different plans"):
        collect_parts([parts / "part-1-of-2", tmp_path / "s" / "part-2-of-2"], tmp_path / "all")


def test_the_sweep_of_another_plan_is_not_replaced(parts: Path, tmp_path: Path) -> None:
    held(read(tmp_path, METHODS), tmp_path / "all")
    with pytest.raises(LogError, match="another plan"):
        collect_parts([parts], tmp_path / "all")


def test_a_whole_sweep_is_no_part(whole: Sweep, tmp_path: Path) -> None:
    with pytest.raises(LogError, match="no part of one"):
        collect_parts([whole.folder], tmp_path / "all")


def test_another_run_of_the_same_cell_is_refused(parts: Path, whole: Sweep, tmp_path: Path) -> None:
    shutil.copytree(whole.folder, tmp_path / "all")
    cell = next(iter(whole.runs))
    other = held(read(tmp_path, METHODS, "replicates: 2\nseed: 5\n"), tmp_path / "other")
    shutil.rmtree(tmp_path / "all" / "cells" / cell)
    shutil.copytree(next(iter(other.runs.values())).folder, tmp_path / "all" / "cells" / cell)
    with pytest.raises(LogError, match="runs of the same cell"):
        collect_parts([parts], tmp_path / "all")
