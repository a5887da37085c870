"""`python -m tests.chaos --rounds N --seed S`: hold a campaign, say what befell each round, count the violations."""

from __future__ import annotations

import argparse
import sys
import tempfile
from pathlib import Path

from tests.chaos.rounds import hold


def main() -> int:
    """Hold the campaign.

    Returns:
        0 where no promise was broken, else 1.
    """
    parser = argparse.ArgumentParser(prog="python -m tests.chaos")
    parser.add_argument("--rounds", type=int, default=20)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--dialogues", type=int, default=6)
    given = parser.parse_args()
    bad = 0
    for number in range(given.rounds):
        with tempfile.TemporaryDirectory(prefix="vs_sim-chaos-") as folder:
            found = hold(Path(folder), f"{given.seed}/{number}", dialogues=given.dialogues)
        bad += bool(found.violations)
        sys.stdout.write(f"{found}\n")
        sys.stdout.flush()
    sys.stdout.write(f"{given.rounds} rounds, {bad} with violations\n")
    return int(bad > 0)


if __name__ == "__main__":
    sys.exit(main())
