"""What crosses a file is frozen, and a key that nobody knows is a fault."""

from __future__ import annotations

from pydantic import BaseModel, ConfigDict


def not_blank(text: str) -> str:
    """The text, if there is more in it than blanks.

    Raises:
        ValueError: There is not.
    """
    if not text.strip():
        raise ValueError("expected text that is not empty")
    return text


class Strict(BaseModel):
    """A frozen value that crosses a file: unknown keys are faults."""

    model_config = ConfigDict(frozen=True, extra="forbid")
