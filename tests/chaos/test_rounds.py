from __future__ import annotations

from pathlib import Path

import pytest

from tests.chaos.rounds import hold

SHORT = [
    ("well", ("killed_at_once", "damaged_and_repaired")),
    ("everything", ("on_a_full_disk", "terminated")),
]


@pytest.mark.parametrize(("server", "faults"), SHORT, ids=[faults[-1] for _, faults in SHORT])
def test_a_disturbed_run_ends_as_an_undisturbed_one(server: str, faults: tuple[str, ...], tmp_path: Path) -> None:
    found = hold(tmp_path, "short", faults, server, dialogues=3)
    assert found.violations == (), str(found)


@pytest.mark.nightly
@pytest.mark.parametrize("seed", range(200))
def test_no_round_of_the_campaign_breaks_a_promise(seed: int, tmp_path: Path) -> None:
    found = hold(tmp_path, f"nightly/{seed}")
    assert found.violations == (), str(found)
