from __future__ import annotations

from pathlib import Path

from tests.log.logs import logged
from vs_sim.log import frames


def test_a_dialogue_is_a_row_with_its_persons_and_decisions(tmp_path: Path) -> None:
    found = frames.dialogues(logged(tmp_path, [{1: 1.0}, {2: 1.0}], people=["ann", "bob"]).log)
    assert found.to_dict("list") == {
        "unit": ["000000", "000001"], "failed": [None, None], "persuadee": ["ann", "bob"], "donation": [1, 2],
    }  # fmt: skip


def test_an_empty_log_has_frames_with_columns_and_no_rows(tmp_path: Path) -> None:
    run = logged(tmp_path, [])
    for frame in (frames.dialogues, frames.personas, frames.turns, frames.candidates, frames.calls, frames.failures):
        found = frame(run.log)
        assert len(found) == 0 and "unit" in found.columns
