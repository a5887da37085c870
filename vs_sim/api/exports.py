"""Exports: a run, or the cells of a sweep stacked with the cell's name, in formats that other tools read."""

from __future__ import annotations

from pathlib import Path

from vs_sim.export.format import FORMATS, ExportSource
from vs_sim.log.run import Run
from vs_sim.sweep.results import plain_setting
from vs_sim.sweep.sweep_folder import SWEEP_FILE
from vs_sim.sweep.sweep_run import Sweep


def export(what: Run | Sweep | str | Path, to: str = "parquet", out: str | Path | None = None) -> list[Path]:
    """Write a run or a sweep in a format that other tools read, and give the files.

    Args:
        what: A run, a sweep, or the folder of one.
        to: `parquet`, `csv` or `jsonl`, a file a table; `chat`, messages for training; `convokit`, a corpus.
        out: The folder; None for `export-FORMAT` in the folder of the run or of the sweep.

    Raises:
        UnknownName: There is no such format.
        LogError: The folder holds nothing, or cannot be written.
    """
    write = FORMATS.get(to)
    if not isinstance(what, Run | Sweep):
        what = Sweep(what) if (Path(what) / SWEEP_FILE).is_file() else Run(what)
    return write(source_of(what), Path(out) if out else what.folder / f"export-{to}")


def source_of(what: Run | Sweep) -> ExportSource:
    """What a format is given: of a sweep, only completed cells."""
    if isinstance(what, Run):
        return ExportSource({"": what}, what.title, {}, {})
    columns = {
        cell["id"]: {
            "cell": cell["id"],
            "label": cell["label"],
            **{path: plain_setting(cell["settings"].get(path)) for path in what.varied},
            "replicate": cell["replicate"],
        }
        for cell in what.known["cells"]
    }
    tables = {"cells": lambda: what.cells, "table": what.table, "contrasts": what.contrasts}
    if what.diverging:
        tables["divergences"] = what.divergences
    return ExportSource(what.finished, what.title, columns, tables)
