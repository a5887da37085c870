"""Waiting: pauses that end at once when a run stops, and are announced when they are long."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Callable
from functools import partial

from vs_sim.errors import Paused
from vs_sim.llm.flow import Signal

PATIENCE = 90.0
"""Seconds of waiting after which a call is given up; limits are counted by the minute, so it is longer than one."""
ANNOUNCED = 5.0
"""Seconds; a longer wait is announced."""


def _go_on(held: asyncio.Future[None]) -> None:
    if not held.done():
        held.set_result(None)


class Waiting:
    """How the calls of one run wait.

    Args:
        patience: Seconds that one call waits in all, and that a model is held back, at most.
        told: Called with a sentence when a long wait begins.
    """

    def __init__(self, patience: float = PATIENCE, told: Callable[[str], None] | None = None) -> None:
        self.patience, self.told = patience, told
        self._stopped = asyncio.Event()
        self._quiet_until: dict[str, float] = {}
        self._held: set[asyncio.Future[None]] = set()

    async def pause(self, seconds: float) -> None:
        """Wait, unless the run stops.

        Raises:
            Paused: The run stops, or has stopped already.
        """
        if seconds > 0 and not self._stopped.is_set():
            try:
                async with asyncio.timeout(seconds):
                    await self._stopped.wait()
            except TimeoutError:
                return
        if self._stopped.is_set():
            raise Paused("the run is stopping")

    async def until(self, signal: Signal) -> None:
        """Wait for a signal, unless the run stops.

        Raises:
            Paused: The run stops, or has stopped already.
        """
        if not signal.given and not self._stopped.is_set():
            held: asyncio.Future[None] = asyncio.get_running_loop().create_future()
            self._held.add(held)
            signal.then(partial(_go_on, held))
            try:
                await held
            finally:
                self._held.discard(held)
        if self._stopped.is_set():
            raise Paused("the run is stopping")

    def stop(self) -> None:
        """End every pause, now and later; called on the loop that waits."""
        self._stopped.set()
        for held in self._held:
            _go_on(held)

    def announce(self, model: str, asked: float | None, wait: float) -> None:
        """Say once per wait that a model is waited for.

        Args:
            model: Its name.
            asked: Seconds that its server asked for; None if it named none.
            wait: Seconds that are waited.
        """
        now = time.monotonic()
        if self.told is None or wait < ANNOUNCED or now < self._quiet_until.get(model, 0.0):
            return
        self._quiet_until[model] = now + wait
        more = f", of the {asked:.0f} s that its server asks for" if asked is not None and asked > wait else ""
        self.told(f"{model}: waiting {wait:.0f} s to ask again{more}")
