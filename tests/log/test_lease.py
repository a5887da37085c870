"""Only one process at a time writes a run."""

from pathlib import Path

import pytest

from vs_sim.errors import LogError, RunInUse
from vs_sim.log.lease import leased


def test_a_run_that_is_being_written_is_in_use(tmp_path: Path) -> None:
    with leased(tmp_path), pytest.raises(RunInUse), leased(tmp_path):
        pass


def test_a_run_can_be_written_again_after_it_was_let_go(tmp_path: Path) -> None:
    with leased(tmp_path):
        pass
    with leased(tmp_path):
        pass


def test_a_folder_that_cannot_be_made_is_not_a_run_in_use(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(LogError) as raised, leased(tmp_path / "file"):
        pass
    assert not isinstance(raised.value, RunInUse)
