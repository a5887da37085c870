"""Commands about many runs: sweeps, and exports of what was held."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from vs_sim.cli.console import Json, printed

if TYPE_CHECKING:
    from vs_sim.sweep.sweep_run import Sweep

FAILED = 4
"""The exit code where cells failed."""
WHERE = "The sweep's folder; by default runs/sweep-NAME, where the same command goes on."


def sweep(
    plan: Annotated[str, typer.Argument(help="A YAML file, or the name of a shipped plan.", show_default=False)],
    sets: Annotated[list[str] | None, typer.Option("--set", help="Change the plan or every cell: path=value.")] = None,
    out: Annotated[Path | None, typer.Option(help=WHERE)] = None,
    workers: Annotated[int | None, typer.Option(help="Cells held at once; default: one a processor.", min=1)] = None,
    window: Annotated[int, typer.Option(help="Dialogues under way at once in each cell.", min=1)] = 64,
    budget: Annotated[
        list[str] | None,
        typer.Option("--budget", help="All cells together spend at most this: 5 or 5usd, 2000calls, 1000000tokens."),
    ] = None,
    retry_failed: Annotated[bool, typer.Option("--retry-failed", help="Hold cells that failed again.")] = False,
    executor: Annotated[str, typer.Option(help="Where cells are held: local processes, or threads.")] = "local",
    quiet: Annotated[bool, typer.Option("--quiet", help="No progress and no table.")] = False,
    as_json: Json = False,
) -> None:
    """Hold a plan of many runs, and compare them with people and with each other in pairs."""
    from vs_sim.api import sweeps
    from vs_sim.llm.layers.budget import capped
    from vs_sim.simulation.progress import Silent, on_stderr

    options = sweeps.SweepOptions(
        workers=workers,
        window=window,
        budget=capped(budget or []),
        progress=Silent() if quiet else on_stderr(),
        retry_failed=retry_failed,
        executor=executor,
    )
    show_sweep(sweeps.sweep(plan, out=out, sets=sets or [], options=options), quiet, as_json)


def show_sweep(held: Sweep, quiet: bool = False, as_json: bool = False) -> None:
    """Print a sweep as tables or as JSON, and leave with the code its failures ask for."""
    cells = held.cells
    if as_json:
        print(json.dumps(summary(held), ensure_ascii=False))
    elif not quiet:
        from vs_sim.report.terminal.sweep_tables import sweep_tables

        printed(sweep_tables(held.title, held.instrument_test, (cells, held.table(), held.contrasts())))
        print(f"sweep: {held.folder}   a run: vs-sim show {held.folder / 'cells'}/CELL")
    if failed := int((cells["status"] == "failed").sum()):
        again = "the same command with --retry-failed holds them again"
        print(f"{failed} of {len(cells)} cells failed: {again}", file=sys.stderr)
        raise typer.Exit(FAILED)


def summary(held: Sweep) -> dict[str, Any]:
    """A sweep in one JSON-ready object; what was not measured is null."""
    frames = {"cells": held.cells, "table": held.table(), "contrasts": held.contrasts()}
    records = {name: json.loads(frame.to_json(orient="records")) for name, frame in frames.items()}
    return {"sweep_dir": str(held.folder), "title": held.title, "instrument_test": held.instrument_test, **records}


def export(
    folder: Annotated[Path, typer.Argument(help="A run folder, or a sweep's.", show_default=False)],
    to: Annotated[str, typer.Option(help="parquet, csv, jsonl, chat or convokit.")] = "parquet",
    out: Annotated[Path | None, typer.Option(help="Where to; by default export-FORMAT in the folder.")] = None,
) -> None:
    """Write a run or a sweep in the format of others: tables, messages for training, or a ConvoKit corpus."""
    from vs_sim.api import exports

    for written in exports.export(folder, to, out):
        print(written)


def join(app: typer.Typer) -> None:
    """Add the commands to the program."""
    app.command()(sweep)
    app.command()(export)
