"""How every command prints: tables at the width of the terminal, and the results of a run or a sweep."""

from __future__ import annotations

import json
import sys
from typing import TYPE_CHECKING, Any

import typer
from rich.console import Console

import vs_sim as vs
from vs_sim.cli import loaded
from vs_sim.errors import explained

if TYPE_CHECKING:
    from vs_sim.log.run import Run
    from vs_sim.study.forecasts.forecast_study import ForecastStudy
    from vs_sim.sweep.sweep_run import Sweep

WIDTH = 120
"""Columns where there is no terminal."""
TOO_MANY_FAILURES = 4
"""The exit code where more dialogues or cells failed than may."""
MOST_REASONS = 5
"""Reasons of failed dialogues that are printed, the most frequent ones."""


def print_table(renderable: Any) -> None:
    """Print a table at the width of the terminal, or wide enough where there is none."""
    console = Console(highlight=False)
    console.print(renderable) if console.is_terminal else Console(highlight=False, width=WIDTH).print(renderable)


def print_forecasts(study: ForecastStudy, quiet: bool, as_json: bool) -> None:
    """Print the scores of forecasts as tables or as JSON."""
    if as_json:
        print(json.dumps(loaded.forecast_summary(study), ensure_ascii=False))
    elif not quiet:
        print_table(loaded.forecast_tables(study))
        print(f"run: {study.run.folder}   read it again: vs-sim forecast {study.run.folder}")


def print_run(run: Run, quiet: bool, as_json: bool) -> None:
    """Print a run as a table or as JSON, and exit with an error code where too many dialogues failed."""
    if run.written_scenario["kind"] == "forecast":
        print_forecasts(vs.forecast(run), quiet, as_json)
        return
    if as_json:
        print(json.dumps(loaded.run_summary(run), ensure_ascii=False))
    elif not quiet:
        print_table(loaded.run_table(run, vs.validate_pipeline(run)))
        print(f"run: {run.folder}")
        print(f"log: {run.folder / 'log.sqlite'}   page: vs-sim report {run.folder}")
    done, failed = run.counts
    if failed > run.scenario.max_failed * (done + failed):
        print(f"{failed} of {done + failed} dialogues failed: vs-sim show {run.folder}", file=sys.stderr)
        for reason, count in run.dialogues["failed"].value_counts().head(MOST_REASONS).items():
            print(f"  {count}: {explained(str(reason))}", file=sys.stderr)
        raise typer.Exit(TOO_MANY_FAILURES)


def print_sweep(sweep: Sweep, quiet: bool, as_json: bool) -> None:
    """Print a sweep as tables or as JSON, and exit with an error code where cells failed."""
    cells = sweep.cells
    if as_json:
        print(json.dumps(_sweep_summary(sweep), ensure_ascii=False))
    elif not quiet:
        frames = (cells, sweep.table(), sweep.contrasts())
        print_table(loaded.sweep_tables(sweep.title, sweep.standin, frames, sweep.diverging))
        if (card := vs.identification(sweep)) is not None:
            print_table(loaded.identification_table(card))
            print(loaded.card_conclusion(card))
        for label, runs in sweep.replicates.items():
            if loaded.is_society(runs[0]):
                for table in loaded.society_tables(runs, label):
                    print_table(table)
        print(f"sweep: {sweep.folder}   a run: vs-sim show {sweep.folder / 'cells'}/CELL")
    if failed := int((cells["status"] == "failed").sum()):
        again = "the same command with --retry-failed runs them again"
        print(f"{failed} of {len(cells)} cells failed: {again}", file=sys.stderr)
        raise typer.Exit(TOO_MANY_FAILURES)


def print_reference(name: str, as_json: bool) -> None:
    """Print a reference as a table, or its file."""
    if (people := name.removesuffix("/personas")) != name and people in loaded.population_names():
        population = loaded.load_population(people)
        if as_json:
            print(population.model_dump_json(by_alias=True, indent=1))
        else:
            print_table(loaded.population_table(population))
        return
    found = loaded.load_shipped(name)
    if as_json:
        print(found.to_json(), end="")
    elif isinstance(found, loaded.CodingFigures):
        print_table(loaded.figures_table(found))
    else:
        print_table(loaded.reference_table(found))


def _sweep_summary(sweep: Sweep) -> dict[str, Any]:
    """A sweep in one JSON-ready object; what was not measured is null."""
    frames = {"cells": sweep.cells, "table": sweep.table(), "contrasts": sweep.contrasts()}
    frames |= {"divergences": sweep.diverging[1]} if sweep.diverging else {}
    records = {name: json.loads(frame.to_json(orient="records")) for name, frame in frames.items()}
    return {"sweep_dir": str(sweep.folder), "title": sweep.title, "standin": sweep.standin, **records}
