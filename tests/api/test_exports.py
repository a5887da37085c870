from __future__ import annotations

from pathlib import Path

import pandas as pd
import pytest

import vs_sim as vs
from vs_sim.api.exports import export, source_of
from vs_sim.errors import LogError, UnknownName
from vs_sim.sweep.sweep_run import Sweep


def test_a_run_is_written_table_by_table_where_one_says(small: vs.Run, tmp_path: Path) -> None:
    files = export(small.folder, "csv", tmp_path / "out")
    assert files and all(file.is_file() and file.parent == tmp_path / "out" for file in files)
    dialogues = pd.read_csv(next(file for file in files if file.stem == "dialogues"))
    assert len(dialogues) == 6


def test_the_cells_of_a_sweep_are_stacked_with_their_names_and_what_was_varied(swept: Sweep, tmp_path: Path) -> None:
    files = {file.stem: file for file in export(swept.folder, "csv", tmp_path / "out")}
    dialogues = pd.read_csv(files["dialogues"])
    assert dialogues.groupby("cell").size().to_dict() == dict.fromkeys(swept.finished, 4)
    assert list(dialogues.columns[:4]) == ["cell", "label", "roles.persuadee.method", "replicate"]
    assert {"cells", "table", "contrasts"} <= set(files)


def test_a_run_has_no_columns_of_a_sweep(small: vs.Run) -> None:
    assert source_of(small).columns == {}


def test_an_unknown_format_and_a_folder_of_nothing_are_refused(small: vs.Run, tmp_path: Path) -> None:
    with pytest.raises(UnknownName, match="parquet"):
        export(small, "xlsx")
    with pytest.raises(LogError):
        export(tmp_path, "csv")
