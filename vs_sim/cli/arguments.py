"""Arguments and options that several commands share, and how a run is carried out as they say."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from vs_sim.cli import loaded

if TYPE_CHECKING:
    from vs_sim.simulation.session import RunOptions

ScenarioName = Annotated[
    str, typer.Argument(help="A YAML file, or the name of a shipped scenario.", show_default=False)
]
RunFolder = Annotated[Path, typer.Argument(help="A run folder.", show_default=False)]
Sets = Annotated[list[str] | None, typer.Option("--set", help="Change the scenario: path=value. Repeatable.")]
Models = Annotated[
    list[str] | None,
    typer.Option("--model", help="Ask this model, as vs-sim models lists it; KEY=NAME for one of several. Repeatable."),
]
Seed = Annotated[int, typer.Option(help="Every draw is derived from it.", min=0)]
Window = Annotated[int, typer.Option(help="Dialogues under way at once.", min=1)]
Limits = Annotated[
    list[str] | None,
    typer.Option("--budget", help="Spend at most this: 5 or 5usd, 2000calls, 1000000tokens. Repeatable."),
]
Drain = Annotated[
    float, typer.Option(help="Seconds that an interrupted run waits for requests in flight before it ends.", min=0)
]
Batch = Annotated[
    bool,
    typer.Option("--batch", help="Send requests in batches: within a day, at half price (OpenAI, Anthropic)."),
]
PartOf = Annotated[
    str | None,
    typer.Option("--part", help="Run one part of several, such as 3/8; vs-sim collect joins them.", show_default=False),
]
ServedAt = Annotated[
    str | None,
    typer.Option("--served-at", help="Ask this server instead of the one in the scenario; it is this process's own."),
]
AsJson = Annotated[bool, typer.Option("--json", help="Print one JSON object on stdout.")]
Quiet = Annotated[bool, typer.Option("--quiet", help="No progress and no table.")]


def with_models(scenario: str, models: list[str] | None, sets: list[str] | None) -> list[str]:
    """The changes of a scenario or a plan by which it asks the models that are named, with other changes after them."""
    if not models:
        return sets or []
    chosen = loaded.model_sets(models, loaded.models_in(scenario))
    print("\n".join(chosen), file=sys.stderr)
    return [*chosen, *(sets or [])]


def part_of(written: str | None) -> tuple[int, int] | None:
    """The part that is typed as 3/8."""
    if written is None:
        return None
    found = loaded.Part.read(written)
    return found.which, found.of


def run_options(
    window: int,
    quiet: bool,
    limits: list[str] | None,
    out: Path | None = None,
    drain: float = 30.0,
    batch: bool = False,
    served_at: str | None = None,
) -> RunOptions:
    """How a run is carried out, from the options of a command."""
    progress = loaded.Silent() if quiet else loaded.on_stderr()
    return loaded.RunOptions(
        out=out,
        window=window,
        budget=loaded.capped(limits or []),
        progress=progress,
        drain=drain,
        batch=batch,
        served_at=served_at,
    )
