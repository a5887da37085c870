"""Commands for one run: run, pilot, resume, repair, show, export."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path
from typing import Annotated

import typer

import vs_sim as vs
from vs_sim.cli import loaded
from vs_sim.cli.arguments import (
    AsJson,
    Batch,
    Drain,
    Limits,
    Models,
    PartOf,
    Quiet,
    RunFolder,
    ScenarioName,
    ServedAt,
    Sets,
    Window,
    part_of,
    run_options,
    with_models,
)
from vs_sim.cli.printing import TOO_MANY_FAILURES, print_reference, print_run, print_sweep, print_table
from vs_sim.errors import VsSimError


def run_command(
    scenario: ScenarioName,
    model: Models = None,
    sets: Sets = None,
    seed: Annotated[int | None, typer.Option(help="Every draw is derived from it.", min=0)] = None,
    dialogues: Annotated[
        int | None, typer.Option("--dialogues", "--respondents", help="Number of dialogues, or of respondents.", min=1)
    ] = None,
    window: Window = 64,
    out: Annotated[Path | None, typer.Option(help="The run folder; by default a new one under runs/.")] = None,
    budget: Limits = None,
    drain: Drain = 30.0,
    batch: Batch = False,
    part: PartOf = None,
    served_at: ServedAt = None,
    frozen: Annotated[Path | None, typer.Option(help="A record of vs-sim freeze, made before this run.")] = None,
    quiet: Quiet = False,
    as_json: AsJson = False,
) -> None:
    """Run a scenario and compare it with human data."""
    options = replace(run_options(window, quiet, budget, out, drain, batch, served_at), frozen=frozen)
    changes, own = with_models(scenario, model, sets), part_of(part)
    run = vs.simulate(scenario, seed=seed, size=dialogues, sets=changes, part=own, options=options)
    print_run(run, quiet, as_json)


def pilot_command(
    scenario: ScenarioName,
    model: Models = None,
    sets: Sets = None,
    dialogues: Annotated[
        int, typer.Option("--dialogues", "--respondents", help="Number of dialogues, or of respondents.", min=1)
    ] = 5,
    window: Window = 64,
    out: Annotated[Path | None, typer.Option(help="The run folder; by default a new one under runs/.")] = None,
    budget: Limits = None,
    drain: Drain = 30.0,
    quiet: Quiet = False,
    as_json: AsJson = False,
) -> None:
    """Run a few dialogues first: can the model be asked like this, what does it cost, how long will it take?"""
    options, changes = run_options(window, quiet, budget, out, drain), with_models(scenario, model, sets)
    found = vs.pilot(scenario, size=dialogues, sets=changes, options=options)
    if as_json:
        print(json.dumps(loaded.pilot_summary(found), ensure_ascii=False))
    elif not quiet:
        print(loaded.pilot_screen(found))
    if not found.passes:
        raise typer.Exit(TOO_MANY_FAILURES)


def resume_command(
    folder: RunFolder,
    window: Window = 64,
    budget: Limits = None,
    drain: Drain = 30.0,
    batch: Batch = False,
    served_at: ServedAt = None,
    retry_failed: Annotated[bool, typer.Option("--retry-failed", help="Open failed dialogues again.")] = False,
    replay_only: Annotated[
        bool, typer.Option("--replay-only", help="Call no model: replay the log in a copy.")
    ] = False,
    quiet: Quiet = False,
    as_json: AsJson = False,
) -> None:
    """Resume a run where its log ends; no committed answer is requested again."""
    options = run_options(window, quiet, budget, drain=drain, batch=batch, served_at=served_at)
    if not replay_only:
        print_run(vs.resume(folder, retry_failed=retry_failed, options=options), quiet, as_json)
        return
    again = vs.replay(folder, options=options)
    if (known := vs.load(folder)).state == "done" and again.digest != known.digest:
        raise VsSimError(f"{folder}: the replay's digest differs: {again.digest} is not {known.digest}")
    print_run(again, quiet, as_json)


def repair_command(folder: RunFolder) -> None:
    """Drop what a disk has damaged of a run's log, and say what is asked again; the damaged log is kept."""
    found = vs.repair(folder)
    if found.copy is None:
        print(f"{folder}: nothing is damaged")
        return
    print(f"{folder}: {found.damage}")
    lost = ", ".join(f"{count} {table}" for table, count in found.dropped.items()) or "none that could be read"
    print(f"rows dropped: {lost}; the damaged log is kept as {found.copy.name}")
    if found.people:
        print("the run is one of people: the dialogues named are gone; import the corpus again")
        return
    print(f"{found.kept} replies are kept; what was lost is asked again, and what followed from it in its dialogue")
    print(f"continue with: vs-sim resume {folder}")


def show_command(
    folder: RunFolder,
    dialogue: Annotated[
        str | None, typer.Argument(help="A dialogue's number: read it turn by turn. Or: show reference NAME.")
    ] = None,
    whole: Annotated[
        bool, typer.Option("--whole", help="Compare the full distributions of answers with single draws.")
    ] = False,
    repairs: Annotated[bool, typer.Option("--repairs", help="Stated sums, and what had to be repaired.")] = False,
    as_json: AsJson = False,
) -> None:
    """Show a run: its comparison with human data, or one dialogue with its candidates; or a sweep, or a reference."""
    if str(folder) == "reference" and dialogue is not None:
        print_reference(dialogue, as_json)
        return
    if loaded.is_sweep(folder):
        print_sweep(vs.sweep(folder), False, as_json)
        return
    run = vs.load(folder)
    if whole:
        print_table(loaded.whole_table(run))
    if repairs:
        print(vs.calibration(run))
    if dialogue is not None:
        _print_dialogue(run, dialogue, as_json)
    elif not (whole or repairs):
        print_run(run, False, as_json)


def _print_dialogue(run: vs.Run, dialogue: str, as_json: bool) -> None:
    frame = run.candidates[run.candidates["unit"] == dialogue.zfill(6)]
    if frame.empty:
        raise VsSimError(f"{run.folder}: no dialogue {dialogue}", hint=f"it holds {len(run.dialogues)}, from 0")
    if as_json:
        print(frame.to_json(orient="records", force_ascii=False))
    else:
        print_table(loaded.dialogue_table(frame))


def export_command(
    folder: Annotated[Path, typer.Argument(help="A run folder, or a sweep's.", show_default=False)],
    to: Annotated[str, typer.Option(help="parquet, csv, jsonl, chat or convokit.")] = "parquet",
    out: Annotated[Path | None, typer.Option(help="Where to; by default export-FORMAT in the folder.")] = None,
) -> None:
    """Export a run or a sweep: tables, messages for training, or a ConvoKit corpus."""
    for written in vs.export(folder, to, out):
        print(written)


def join(app: typer.Typer) -> None:
    """Add the commands to the program."""
    app.command("run")(run_command)
    app.command("pilot")(pilot_command)
    app.command("resume")(resume_command)
    app.command("repair")(repair_command)
    app.command("show")(show_command)
    app.command("export")(export_command)
