"""Parts: what was run apart is collected."""

from __future__ import annotations

from pathlib import Path

from vs_sim.sweep.collecting.collect import collect_parts
from vs_sim.sweep.collecting.collected import Collected


def collect(*folders: str | Path, out: str | Path | None = None) -> Collected:
    """Collect the parts of a run, or of a sweep, that were run apart; doing it again adds what is new since.

    Args:
        folders: Folders of parts, or the one folder in which they lie.
        out: Where to; by default the folder in which they lie.

    Returns:
        The run or the sweep as `result`, with the parts that are missing or unfinished and what completes them. The
        digest of a complete run is the one which it would have had in one piece.

    Raises:
        LogError: They are not parts of one and the same run or sweep.
    """
    return collect_parts(folders, out)
