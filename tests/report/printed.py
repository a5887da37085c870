"""What the terminal shows of a table."""

from __future__ import annotations

import io

from rich.console import Console, RenderableType


def printed(renderable: RenderableType) -> str:
    """As plain text, wide enough that nothing is folded."""
    stream = io.StringIO()
    Console(file=stream, width=240, color_system=None).print(renderable)
    return stream.getvalue()


def cells_of(text: str) -> list[list[str]]:
    """The cells of the rows of tables that have a frame, without the frame."""
    return [[cell.strip() for cell in line.split("│")[1:-1]] for line in text.splitlines() if "│" in line]
