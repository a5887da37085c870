from __future__ import annotations

import shutil
from pathlib import Path

import pandas as pd
import pytest

from vs_sim.api.runs import simulate
from vs_sim.core.cost import capped
from vs_sim.errors import BudgetExceeded, LogError
from vs_sim.log.run import Run
from vs_sim.simulation.session import RunOptions, resume_run
from vs_sim.sweep.collecting.collect import collect_parts

SMALL = ["dialogues=7", "exchanges=2", "models.persona.faults={refusal: 0.1}"]


def part(folder: Path, which: int, of: int = 3, *sets: str, budget: str = "1000calls") -> Run:
    options = RunOptions(out=folder, budget=capped([budget]))
    return simulate("persuasion_for_good", sets=[*SMALL, *sets], part=(which, of), options=options)


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> Run:
    options = RunOptions(out=tmp_path_factory.mktemp("whole") / "r", window=2)
    return simulate("persuasion_for_good", sets=SMALL, options=options)


@pytest.fixture(scope="module")
def parts(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("parts") / "r"
    for which in (3, 1, 2):
        part(folder, which)
    return folder


def test_the_digest_is_that_of_the_run_in_one_piece(parts: Path, whole: Run, tmp_path: Path) -> None:
    found = collect_parts([parts], tmp_path / "all")
    assert found.complete
    assert (found.run.digest, found.run.state) == (whole.digest, "done")


def test_the_tables_are_those_of_the_run_in_one_piece(parts: Path, whole: Run, tmp_path: Path) -> None:
    found = collect_parts([parts], tmp_path / "all").run
    for name in ("dialogues", "personas", "turns"):
        pd.testing.assert_frame_equal(getattr(found, name), getattr(whole, name))
    assert found.counts == whole.counts and found.planned == 7 and found.part is None


def test_parts_are_collected_in_the_folder_in_which_they_lie(parts: Path, whole: Run) -> None:
    assert collect_parts([parts]).folder == parts
    assert collect_parts([parts]).run.digest == whole.digest


def test_a_missing_part_is_named_with_what_to_do(parts: Path, tmp_path: Path) -> None:
    for name in ("part-1-of-3", "part-3-of-3"):
        shutil.copytree(parts / name, tmp_path / name)
    found = collect_parts([tmp_path])
    assert not found.complete and found.run.state == "open"
    assert "no folder of part 2/3; run it like the others, with --part 2/3" in str(found)
    with pytest.raises(LogError, match="collected of parts"):
        resume_run(tmp_path, RunOptions())


def test_an_unfinished_part_is_named_with_its_command_and_collected_later(whole: Run, tmp_path: Path) -> None:
    part(tmp_path, 1)
    part(tmp_path, 2)
    with pytest.raises(BudgetExceeded):
        part(tmp_path, 3, budget="9calls")
    found = collect_parts([tmp_path])
    assert f"part 3/3 is not completed (0 of 3 dialogues); go on with it: vs-sim resume {tmp_path}" in str(found)
    part(tmp_path, 3)
    again = collect_parts([tmp_path])
    assert (again.complete, again.run.digest) == (True, whole.digest)


def test_a_part_that_came_back_from_the_dead_is_collected_once(parts: Path, whole: Run, tmp_path: Path) -> None:
    shutil.copytree(parts / "part-2-of-3", tmp_path / "zombie" / "part-2-of-3")
    found = collect_parts([parts, tmp_path / "zombie"], tmp_path / "all")
    assert found.run.digest == whole.digest


def test_parts_of_different_scenarios_are_refused(parts: Path, tmp_path: Path) -> None:
    part(tmp_path, 2, 3, "seed=9")
    with pytest.raises(LogError, match="different scenarios"):
        collect_parts([parts / "part-1-of-3", tmp_path / "part-2-of-3"], tmp_path / "all")


def test_where_to_is_asked_for_when_it_is_not_clear(parts: Path) -> None:
    with pytest.raises(LogError, match="not clear where") as error:
        collect_parts([parts / "part-1-of-3"])
    assert "--out" in str(error.value.hint)
