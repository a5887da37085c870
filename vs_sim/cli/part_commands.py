"""Commands about parts that are run apart: collect, slurm."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated

import typer

import vs_sim as vs
from vs_sim.cli import loaded
from vs_sim.cli.arguments import AsJson, Limits, Quiet, Sets, Window
from vs_sim.cli.printing import print_run, print_sweep

_RESUMABLE = 3
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
        raise typer.Exit(_RESUMABLE)


def slurm_command(
    scenario: Annotated[str, typer.Argument(help="A scenario or a plan, by name or file.", show_default=False)],
    out: Annotated[Path, typer.Option(help="The folder of the whole, which all nodes see.")],
    parts: Annotated[int, typer.Option(help="Tasks of the array; each runs one part.", min=1)] = 8,
    serve: Annotated[str | None, typer.Option(help="Start this server on each node: vllm or llama_cpp.")] = None,
    model: Annotated[str | None, typer.Option(help="In one word, such as hf:Qwen/Qwen3-8B.")] = None,
    sets: Sets = None,
    window: Window = 64,
    budget: Limits = None,
    gpus: Annotated[int, typer.Option(help="GPUs of each task.", min=0)] = 0,
    cpus: Annotated[int, typer.Option(help="CPUs of each task.", min=1)] = 4,
    memory: Annotated[str, typer.Option(help="Memory of each task.")] = "16G",
    time: Annotated[str, typer.Option(help="Time of each task; one that needs more is queued again.")] = "04:00:00",
    at_once: Annotated[int | None, typer.Option(help="Tasks that run at once.", min=1)] = None,
    sbatch: Annotated[list[str] | None, typer.Option(help="A line of #SBATCH: --sbatch=--partition=gpu.")] = None,
    setup: Annotated[list[str] | None, typer.Option(help="A command that comes first. Repeatable.")] = None,
    save: Annotated[Path | None, typer.Option(help="Write it to this file instead of the screen.")] = None,
) -> None:
    """Write a SLURM job array that runs a scenario or a plan in parts; it is not submitted."""
    asked = loaded.AskedJob(scenario, str(out), serve, model, tuple(sets or ()), window, tuple(budget or ()))
    job = loaded.Job(parts, at_once, gpus, cpus, memory, time, sbatch=sbatch or (), setup=setup or ())
    text = loaded.job_script(asked, job)
    if save is None:
        print(text, end="")
        return
    save.write_text(text, encoding="utf-8")
    print(f"{save}: submit it with: mkdir -p {out} && sbatch {save}   when it has ended: vs-sim collect {out}")


def join(app: typer.Typer) -> None:
    """Add the commands to the program."""
    app.command("collect")(collect_command)
    app.command("slurm")(slurm_command)
