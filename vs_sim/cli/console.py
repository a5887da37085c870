"""What all commands share: how a table is printed."""

from __future__ import annotations

from typing import Annotated, Any

import typer

WIDTH = 120
"""Columns where there is no terminal."""
Json = Annotated[bool, typer.Option("--json", help="Print one JSON object on stdout.")]


def printed(renderable: Any) -> None:
    """Print a table at the width of the terminal, or wide enough where there is none."""
    from rich.console import Console

    console = Console(highlight=False)
    console.print(renderable) if console.is_terminal else Console(highlight=False, width=WIDTH).print(renderable)
