from __future__ import annotations

from pathlib import Path

import pandas as pd

from tests.export.exported import asked
from vs_sim.api.exports import export
from vs_sim.log.run import Run
from vs_sim.sweep.sweep_run import Sweep


def test_parquet_reads_in_duckdb_and_in_pandas(run: Run, tmp_path: Path) -> None:
    export(run, "parquet", tmp_path)
    assert asked(f"SELECT count(*), count(DISTINCT unit) FROM '{tmp_path / 'turns.parquet'}'") == [(12, 3)]
    assert len(pd.read_parquet(tmp_path / "candidates.parquet")) == len(run.candidates)


def test_parquet_is_compressed_with_zstd(run: Run, tmp_path: Path) -> None:
    export(run, "parquet", tmp_path)
    kinds = asked(f"SELECT DISTINCT compression FROM parquet_metadata('{tmp_path / 'turns.parquet'}')")
    assert kinds == [("ZSTD",)]


def test_cells_are_stacked_with_their_names_and_settings(sweep: Sweep, tmp_path: Path) -> None:
    export(sweep, "parquet", tmp_path)
    turns = pd.read_parquet(tmp_path / "turns.parquet")
    assert list(turns.columns[:4]) == ["cell", "label", "roles.persuadee.method", "replicate"]
    assert turns["cell"].nunique() == 2


def test_the_table_of_a_sweep_is_exported_too(sweep: Sweep, tmp_path: Path) -> None:
    export(sweep, "parquet", tmp_path)
    assert len(pd.read_parquet(tmp_path / "table.parquet")) == len(sweep.table())
    assert len(pd.read_parquet(tmp_path / "contrasts.parquet")) == len(sweep.contrasts())
