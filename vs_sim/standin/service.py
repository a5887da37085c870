"""Latency and failures of the stand-in, which imitate a slow and busy provider.

They have their own random numbers, drawn in the order of the requests. A retried request may therefore succeed, and no
answer depends on them.
"""

from __future__ import annotations

import math
import random
from typing import Literal

from vs_sim.standin.standin_options import SERVICE_FAULTS, EngineOptions, ServiceFault

MODEL_NAME, GENERIC_MODEL_NAME = "standin", "standin (generic)"
"""Names that the model reports; the second for a request without the documented blocks."""
RETRY_AFTER = 0.05
"""Seconds that a rejected client is asked to wait."""


class Service:
    """Latency and failures of one provider.

    Args:
        options: The latency and the rates of the faults.
        seed: Seed of latency and failures alone.
    """

    def __init__(self, options: EngineOptions, seed: int = 0) -> None:
        self.options, self.rng = options, random.Random(seed)

    def fault(self) -> ServiceFault | Literal[""]:
        """The failure that replaces the next answer; empty for none."""
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
