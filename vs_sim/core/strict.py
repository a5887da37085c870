"""What crosses a file is frozen, and a key that nobody knows is a fault."""

from __future__ import annotations

from pydantic import BaseModel, ConfigDict


class Strict(BaseModel):
    """A frozen value that crosses a file: unknown keys are faults."""

    model_config = ConfigDict(frozen=True, extra="forbid")
