"""Parquet, a file a table, compressed with zstd: for pandas, DuckDB, Polars, R."""

from __future__ import annotations

import importlib.util
from pathlib import Path
from typing import Any

import pandas as pd

from vs_sim.errors import VsSimError
from vs_sim.export.format import ExportSource, format_, renamed, whole


@format_("parquet")
def _write(source: ExportSource, out: Path) -> list[Path]:
    """A file per table.

    Raises:
        VsSimError: pyarrow is not installed.
    """
    if importlib.util.find_spec("pyarrow") is None:
        raise VsSimError("Parquet is written by pyarrow, which is not installed", hint='pip install "vs-sim[parquet]"')
    written = []
    for name, frame in source.frames:
        with renamed(out / f"{name}.parquet") as unfinished:
            _plain(frame).to_parquet(unfinished, engine="pyarrow", compression="zstd", index=False)
        written.append(out / f"{name}.parquet")
    return written


def _plain(frame: pd.DataFrame) -> pd.DataFrame:
    """The frame with one kind of value a column: columns of numbers and words together become words."""
    found = frame.copy()
    for column in found.columns:
        if found[column].dtype.kind not in "biufM":
            kinds = {type(value) for value in found[column].dropna()}
            if not kinds <= {int, float} and not kinds <= {bool}:
                found[column] = found[column].map(text)
            else:
                found[column] = found[column].infer_objects()
    return found


def text(value: Any) -> Any:
    """A value as words; what is missing stays missing."""
    return None if value is None or value != value else whole(str(value))
