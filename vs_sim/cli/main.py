"""The command `vs-sim`: arguments become calls of the public functions, and errors become sentences and exit codes."""

from __future__ import annotations

import signal
import sys

import typer

from vs_sim.cli import (
    coding_commands,
    comparison_commands,
    forecast_commands,
    model_commands,
    part_commands,
    run_commands,
    scenario_commands,
    sweep_commands,
)
from vs_sim.errors import BudgetExceeded, Paused, ScenarioError, VsSimError

DONE, USAGE, RESUMABLE = 0, 2, 3
app = typer.Typer(
    help="Simulate people with language models, and compare the simulation with human data.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
)
for commands in (
    run_commands,
    scenario_commands,
    comparison_commands,
    coding_commands,
    sweep_commands,
    part_commands,
    forecast_commands,
    model_commands,
):
    commands.join(app)


def main() -> None:
    """The command `vs-sim`: an error is a sentence and an exit code, never a traceback."""
    signal.signal(signal.SIGTERM, signal.default_int_handler)  # in the background of a script SIGINT is ignored
    try:
        app()
    except VsSimError as error:
        print(error if isinstance(error, ScenarioError) else f"error: {error}", file=sys.stderr)
        if error.hint:
            print(f"hint: {error.hint}", file=sys.stderr)
        sys.exit(RESUMABLE if isinstance(error, Paused | BudgetExceeded) else USAGE)
    except BrokenPipeError:
        sys.exit(DONE)


if __name__ == "__main__":
    main()
