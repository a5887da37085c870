from __future__ import annotations

import sqlite3
from pathlib import Path

import pytest

from vs_sim.core.event import Opened
from vs_sim.errors import LogCorrupt, LogError
from vs_sim.log.integrity.create_log import BESIDE, create_log
from vs_sim.log.run import Run
from vs_sim.log.run_folders import begun
from vs_sim.log.store import Store
from vs_sim.log.tables import LOG_FILE


def test_a_log_says_from_its_first_moment_what_is_run(tmp_path: Path) -> None:
    Store(tmp_path, Opened({"kind": "survey"}, 7, {}), {"state": "open"}).close()
    assert (Run(tmp_path).seed, begun(tmp_path)) == (7, True)


def test_what_a_kill_left_beside_is_written_over(tmp_path: Path) -> None:
    (tmp_path / (LOG_FILE + BESIDE)).write_bytes(b"half of a lo")
    Store(tmp_path, Opened({"kind": "survey"}, 7, {})).close()
    assert [path.name for path in tmp_path.iterdir() if "begun" in path.name] == []


def test_a_log_that_cannot_be_written_whole_leaves_none(tmp_path: Path) -> None:
    with pytest.raises(sqlite3.Error):
        create_log(tmp_path / LOG_FILE, [("INSERT INTO nowhere VALUES (?)", (1,))])
    assert list(tmp_path.iterdir()) == []


def test_a_folder_of_an_interrupted_start_holds_no_run_yet(tmp_path: Path) -> None:
    (tmp_path / LOG_FILE).touch()
    with pytest.raises(LogCorrupt, match="holds no run yet") as told:
        Run(tmp_path)
    assert "the command that began it" in str(told.value.hint)
    assert not begun(tmp_path)


def test_a_folder_that_is_not_there_cannot_be_written(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(LogError, match="cannot be written"):
        Store(tmp_path / "file" / "run")
