from __future__ import annotations

from pathlib import Path

import pytest

from tests.commands import vs_sim


@pytest.fixture(scope="package")
def runs(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("runs")
    for seed in ("1", "2"):
        done = vs_sim(
            "run", "persuasion_for_good", "--dialogues", "30", "--set", "exchanges=2", "--seed", seed, "--out", seed,
            "--quiet", folder=folder,
        )  # fmt: skip
        assert done.returncode == 0, done.stderr
    return folder
