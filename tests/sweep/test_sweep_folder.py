from __future__ import annotations

from pathlib import Path

import pytest

from tests.log.logs import logged
from tests.sweep.plans import METHODS, read
from vs_sim.errors import LogCorrupt, LogError
from vs_sim.sweep.sweep_folder import (
    NOTHING,
    SWEEP_FILE,
    CellProgress,
    Folder,
    cell_progress,
    is_sweep,
    status,
    write_whole,
)


def test_a_folder_keeps_the_plan_its_cells_and_which_failed(tmp_path: Path) -> None:
    planned, folder = read(tmp_path, METHODS), Folder(tmp_path / "s")
    assert folder.same(planned) and folder.failures() == {}
    folder.write(planned, {planned.cells[0].id: "no key"}, {"vs-sim": "1"})
    assert is_sweep(tmp_path / "s")
    assert [cell["id"] for cell in folder.read()["cells"]] == [cell.id for cell in planned.cells]
    assert folder.failures() == {planned.cells[0].id: "no key"}
    assert (tmp_path / "s" / "plan.yaml").read_text(encoding="utf-8") == planned.text


def test_a_folder_knows_whether_another_plan_used_it(tmp_path: Path) -> None:
    planned, folder = read(tmp_path, METHODS), Folder(tmp_path / "s")
    folder.write(planned, {}, {})
    assert folder.same(planned)
    assert not folder.same(read(tmp_path, METHODS, sets=("exchanges=2",)))


@pytest.mark.parametrize("text", ["{", "[]", '{"version": 99}'])
def test_a_file_that_is_no_sweeps_is_refused(text: str, tmp_path: Path) -> None:
    (tmp_path / SWEEP_FILE).write_text(text, encoding="utf-8")
    with pytest.raises(LogCorrupt, match=SWEEP_FILE):
        Folder(tmp_path).read()


def test_a_folder_without_a_sweep_says_so(tmp_path: Path) -> None:
    with pytest.raises(LogError, match="holds no sweep"):
        Folder(tmp_path).read()


def test_the_progress_of_a_cell_is_what_its_log_says(tmp_path: Path) -> None:
    assert cell_progress(tmp_path) == NOTHING
    logged(tmp_path, [{1.0: 1.0}] * 3, failed=2)
    found = cell_progress(tmp_path)
    assert (found.begun, found.done, found.dialogues, found.failed) == (True, False, 3, 2)


@pytest.mark.parametrize(
    ("at", "reason", "word"),
    [
        (NOTHING, "", "waiting"),
        (CellProgress(begun=True), "", "open"),
        (CellProgress(True, True), "", "done"),
        (CellProgress(True, True), "no key", "failed"),
    ],
)
def test_a_cell_is_in_one_of_four_states(at: CellProgress, reason: str, word: str) -> None:
    assert status(at, reason) == word


def test_a_file_is_replaced_whole_and_nothing_else_is_left(tmp_path: Path) -> None:
    for text in ("old", "new"):
        write_whole(tmp_path / "x", text)
    assert {file.name: file.read_text() for file in tmp_path.iterdir()} == {"x": "new"}
