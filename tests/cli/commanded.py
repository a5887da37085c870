"""The command `vs-sim` as it is installed, given in a folder."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

FOUND = str(Path(sys.executable).parent / "vs-sim")
SMALL = ["--dialogues", "8", "--set", "exchanges=2"]


def vs_sim(*arguments: str, folder: Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run([FOUND, *arguments], cwd=folder, capture_output=True, text=True)


def summary(*arguments: str, folder: Path) -> dict[str, object]:
    done = vs_sim("run", "persuasion_for_good", *SMALL, "--quiet", "--json", *arguments, folder=folder)
    assert done.returncode == 0, done.stderr
    found: dict[str, object] = json.loads(done.stdout)
    return found
