"""How much memory a model takes and how much is free, so that one that does not fit is refused beforehand."""

from __future__ import annotations

import os
from contextlib import suppress
from pathlib import Path

from vs_sim.errors import Rejected
from vs_sim.llm.local.gguf_header import GgufHeader

BATCH = 512
"""Tokens that are read in one step."""
_WORKING = 128 * 2**20
"""Bytes that the engine takes beside weights, cache and the scores of a batch."""
_CONTROL_GROUPS = (
    ("/sys/fs/cgroup/memory.max", "/sys/fs/cgroup/memory.current"),
    ("/sys/fs/cgroup/memory/memory.limit_in_bytes", "/sys/fs/cgroup/memory/memory.usage_in_bytes"),
)


def memory_needed(header: GgufHeader, weights: int, tokens: int) -> int:
    """Bytes for the weights, the key-value cache of so many tokens, and the engine's own work; an estimate."""
    return weights + header.cache_bytes_per_token * tokens + 4 * BATCH * header.vocabulary + _WORKING


def memory_available() -> int | None:
    """Bytes that a process can still take, also inside a container; None where the system does not say."""
    found = [free for free in (_of_system(), _of_container()) if free is not None]
    return min(found, default=None)


def check_memory(path: Path, needed: int) -> None:
    """Refuse a model that does not fit.

    Raises:
        Rejected: It needs more than there is.
    """
    available = memory_available()
    if available is not None and needed > available:
        raise Rejected(
            f"{path}: needs about {needed / 1e9:.1f} GB of memory, and {available / 1e9:.1f} GB are free",
            hint="a smaller model, or fewer slots or a smaller context: --set models.KEY.slots=1",
        )


def resident_memory() -> int | None:
    """Bytes of memory that this process holds; None where the system does not say."""
    with suppress(OSError, ValueError, IndexError):
        return int(Path("/proc/self/statm").read_text(encoding="ascii").split()[1]) * os.sysconf("SC_PAGE_SIZE")
    return None


def processor_cores() -> int:
    """Physical cores that this process may use, at least 1; more threads than cores slow a model down."""
    usable = sorted(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else list(range(os.cpu_count() or 1))
    cores = set()
    for number in usable:
        topology = Path(f"/sys/devices/system/cpu/cpu{number}/topology")
        try:
            cores.add(tuple((topology / name).read_text().strip() for name in ("physical_package_id", "core_id")))
        except OSError:
            return max(1, len(usable))
    return max(1, len(cores))


def _of_system() -> int | None:
    with suppress(OSError, ValueError):
        for line in Path("/proc/meminfo").read_text(encoding="ascii").splitlines():
            if line.startswith("MemAvailable:"):
                return int(line.split()[1]) * 1024
    return None


def _of_container() -> int | None:
    for most, used in _CONTROL_GROUPS:
        with suppress(OSError, ValueError):  # "max" is no number, and means no limit
            return max(0, int(Path(most).read_text()) - int(Path(used).read_text()))
    return None
