"""Where cells are run: anything that is a `concurrent.futures.Executor`.

To add one, put a file with one registration into `executors/`. It may have a method `interrupt()`, which asks the
workers to stop as an interrupted run does: what is in flight is finished and kept.
"""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import Executor

from vs_sim.registry import Registry

Make = Callable[[int], Executor]
"""From the number of workers to an executor."""

EXECUTORS: Registry[Make] = Registry("executor", "vs_sim.sweep.executors")
