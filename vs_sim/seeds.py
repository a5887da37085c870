"""Randomness by name: every draw has its own generator, derived from a path of names.

A generator is Philox keyed by the SHA-256 of the path, so a draw depends on its name and the seed only:
never on the order of arrival, on the number of workers, or on what other draws were made.
"""

from __future__ import annotations

import hashlib
import threading
from collections.abc import Sequence
from json.encoder import encode_basestring

import numpy as np

_own = threading.local()
"""One stream per thread for single numbers, keyed anew for each: making one costs more than the number."""


def key(*path: str | int) -> int:
    """A 128-bit key for a path of names; equal paths give equal keys, on every machine."""
    canonical = f"[{','.join(encode_basestring(str(part)) for part in path)}]"
    return int.from_bytes(hashlib.sha256(canonical.encode()).digest()[:16], "big")


def generator(*path: str | int) -> np.random.Generator:
    """The generator that belongs to a path of names."""
    return np.random.Generator(np.random.Philox(key=key(*path)))


def uniform(seed: int, name: Sequence[str]) -> float:
    """One number in [0, 1) for a named draw: the first of that name's generator."""
    if not hasattr(_own, "stream"):
        _own.stream = np.random.Generator(np.random.Philox(key=0))
        _own.start = _own.stream.bit_generator.state
    whole = key(seed, *name)
    _own.start["state"]["key"] = np.array([whole % 2**64, whole >> 64], dtype=np.uint64)
    _own.stream.bit_generator.state = _own.start
    return float(_own.stream.random())


def provider_seed(seed: int, name: Sequence[str], retry: int = 0) -> int:
    """The `seed` parameter sent to a model for a named call, in [0, 2**31).

    A transport retry changes it, because some servers fail for ever on one seed.
    """
    return key(seed, "provider", *name, retry) % 2**31
