"""A seam: how an inference server is started on the node of a job.

To add one, put a file with one registration into `servers/`.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from vs_sim.registry import Registry

PORT = "$port"
"""Stands for the port in a command; the job chooses a free one."""


@dataclass(frozen=True)
class ServerCommand:
    """How a model is served.

    Attributes:
        words: The command, word by word, with `PORT` for the port.
        model: What the server calls the model.
        health: The path that answers with 200 when the model is loaded.
    """

    words: tuple[str, ...]
    model: str
    health: str = "/health"


JOB_SERVERS: Registry[Callable[[str, int], ServerCommand]] = Registry("server", "vs_sim.sweep.servers")
"""From a model in one word and the number of GPUs to how it is served."""
