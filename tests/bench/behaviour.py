"""How the server of the bench behaves: what befalls a request follows from its seed and its words alone."""

from __future__ import annotations

import json
import math
import random
import zlib
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import Any, Literal

Fault = Literal["limited", "failing", "stalled", "cut", "malformed"]
FAULTS: tuple[Fault, ...] = ("limited", "failing", "stalled", "cut", "malformed")


@dataclass(frozen=True)
class Behaviour:
    """Latency and rates of faults.

    Attributes:
        latency: Seconds until an answer, on average.
        sigma: Spread of the logarithm of the latency; 0 for a constant one.
        limited: Share of requests answered 429.
        failing: Share answered 500.
        stalled: Share not answered for `stall` seconds.
        cut: Share of answers cut off, with finish_reason `length`.
        malformed: Share of answers that are not what was asked for.
        retry_after: Seconds that a 429 asks to wait.
        stall: Seconds until a stalled request is answered after all.
        held_after: Answers after which requests wait until the server is released; none for no such wait.
    """

    latency: float = 0.0
    sigma: float = 0.0
    limited: float = 0.0
    failing: float = 0.0
    stalled: float = 0.0
    cut: float = 0.0
    malformed: float = 0.0
    retry_after: float = 0.0
    stall: float = 60.0
    held_after: int | None = None

    def to_json(self) -> str:
        return json.dumps(asdict(self))


@dataclass(frozen=True)
class Fate:
    """What befalls one request, and the randomness that its answer is made of."""

    fault: Fault | None
    latency: float
    rng: random.Random


def key(seed: int | None, messages: Sequence[Mapping[str, Any]]) -> str:
    """What tells two requests apart: their seed and their words."""
    words = zlib.crc32("\0".join(str(message["content"]) for message in messages).encode())
    return f"{seed}:{words}"


def fate(behaviour: Behaviour, request: str) -> Fate:
    """What befalls the request of that key."""
    rng = random.Random(request)
    u, fault = rng.random(), None
    for name in FAULTS:
        share: float = getattr(behaviour, name)
        if u < share:
            fault = name
            break
        u -= share
    latency = behaviour.latency
    if behaviour.sigma:
        latency = rng.lognormvariate(math.log(latency) - behaviour.sigma**2 / 2, behaviour.sigma)
    return Fate(fault, latency, rng)
