from __future__ import annotations

from pathlib import Path

import pytest

from vs_sim.errors import LogError
from vs_sim.log.run_folders import new_folder


def test_a_folder_is_numbered_after_those_that_exist(tmp_path: Path) -> None:
    (tmp_path / "0007-other").mkdir()
    (tmp_path / "notes").mkdir()
    assert [new_folder(tmp_path, "study").name for _ in range(2)] == ["0008-study", "0009-study"]


def test_where_no_folder_can_be_made_another_place_is_suggested(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("", encoding="utf-8")
    with pytest.raises(LogError, match="no run folder can be made") as caught:
        new_folder(tmp_path / "file", "study")
    assert caught.value.hint == "name one with --out"
