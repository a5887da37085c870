"""How long the stand-in takes and when it does not answer at all: what a slow and busy provider is like.

Its random numbers are its own, in the order of the requests, so that a request that is tried again may succeed
and no answer depends on any of it.
"""

from __future__ import annotations

import math
import random
from typing import Literal

from vs_sim.standin.standin_options import SERVICE_FAULTS, Options, ServiceFault

MODEL, GENERIC = "standin", "standin (generic)"
"""How the model names itself; the second where a request had no documented blocks."""
RETRY_AFTER = 0.05
"""Seconds that a refused client is asked to wait."""


class Service:
    """A provider's manners.

    Args:
        options: The latency and the rates of the faults.
        seed: Of the manners alone.
    """

    def __init__(self, options: Options, seed: int = 0) -> None:
        self.options, self.rng = options, random.Random(seed)

    def fault(self) -> ServiceFault | Literal[""]:
        """What comes instead of the next answer; empty when it will be answered."""
        if not self.options.faults:
            return ""
        level, below = self.rng.random(), 0.0
        for name in SERVICE_FAULTS:
            below += self.options.faults.get(name, 0.0)
            if level < below:
                return name
        return ""

    def delay(self) -> float:
        """Seconds until the next answer: log-normal around the median, or constant."""
        spread = self.options.latency_spread
        return self.options.latency * (math.exp(spread * self.rng.gauss(0.0, 1.0)) if spread else 1.0)
