"""A small run by the command `vs-sim`."""

from __future__ import annotations

import json
from pathlib import Path

from tests.commands import vs_sim

SMALL = ["--dialogues", "8", "--set", "exchanges=2"]


def summary(*arguments: str, folder: Path) -> dict[str, object]:
    done = vs_sim("run", "persuasion_for_good", *SMALL, "--quiet", "--json", *arguments, folder=folder)
    assert done.returncode == 0, done.stderr
    found: dict[str, object] = json.loads(done.stdout)
    return found
