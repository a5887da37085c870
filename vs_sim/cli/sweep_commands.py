"""The command for many runs: sweep."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

import vs_sim as vs
from vs_sim.cli import loaded
from vs_sim.cli.arguments import AsJson, Batch, Drain, Models, PartOf, Quiet, ServedAt, part_of, with_models
from vs_sim.cli.printing import print_sweep

WHERE = "The sweep's folder; by default runs/sweep-NAME, where the same command resumes it."


def sweep_command(
    plan: Annotated[str, typer.Argument(help="A YAML file, or the name of a shipped plan.", show_default=False)],
    model: Models = None,
    sets: Annotated[list[str] | None, typer.Option("--set", help="Change the plan or every cell: path=value.")] = None,
    out: Annotated[Path | None, typer.Option(help=WHERE)] = None,
    workers: Annotated[int | None, typer.Option(help="Cells run at once; default: one a processor.", min=1)] = None,
    window: Annotated[int, typer.Option(help="Dialogues under way at once in each cell.", min=1)] = 64,
    budget: Annotated[
        list[str] | None,
        typer.Option("--budget", help="All cells together spend at most this: 5 or 5usd, 2000calls, 1000000tokens."),
    ] = None,
    retry_failed: Annotated[bool, typer.Option("--retry-failed", help="Run failed cells again.")] = False,
    drain: Drain = 30.0,
    batch: Batch = False,
    executor: Annotated[str, typer.Option(help="Where cells are run: local, threads, dask or ray.")] = "local",
    scheduler: Annotated[str | None, typer.Option(help="Use the workers of this Dask scheduler: tcp://…")] = None,
    part: PartOf = None,
    served_at: ServedAt = None,
    quiet: Quiet = False,
    as_json: AsJson = False,
) -> None:
    """Run a plan of many runs, and compare them with human data and with each other in pairs."""
    options = loaded.SweepOptions(
        workers=workers,
        window=window,
        budget=loaded.capped(budget or []),
        progress=loaded.Silent() if quiet else loaded.on_stderr(),
        retry_failed=retry_failed,
        executor=executor,
        scheduler=scheduler,
        drain=drain,
        batch=batch,
        served_at=served_at,
    )
    changes = with_models(plan, model, sets)
    print_sweep(vs.sweep(plan, out=out, sets=changes, part=part_of(part), options=options), quiet, as_json)


def join(app: typer.Typer) -> None:
    """Add the command to the program."""
    app.command("sweep")(sweep_command)
