"""The command that joins what was run in parts: collect."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated

import typer

import vs_sim as vs
from vs_sim.cli.arguments import AsJson, Quiet
from vs_sim.cli.printing import print_run, print_sweep

RESUMABLE = 3
"""The exit code where parts are missing or unfinished."""


def collect_command(
    folders: Annotated[
        list[Path], typer.Argument(help="Folders of parts, or the folder in which they lie.", show_default=False)
    ],
    out: Annotated[Path | None, typer.Option(help="Where to; by default the folder in which they lie.")] = None,
    quiet: Quiet = False,
    as_json: AsJson = False,
) -> None:
    """Collect the parts of a run or of a sweep; says which parts are missing or unfinished, and how to go on."""
    found = vs.collect(*folders, out=out)
    print(found, file=sys.stderr)
    if isinstance(found.result, vs.Run):
        print_run(found.result, quiet, as_json)
    else:
        print_sweep(found.result, quiet, as_json)
    if not found.complete:
        raise typer.Exit(RESUMABLE)


def join(app: typer.Typer) -> None:
    """Add the command to the program."""
    app.command("collect")(collect_command)
