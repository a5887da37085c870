from __future__ import annotations

from pathlib import Path

from tests.export.exported import lines
from vs_sim.api.exports import export
from vs_sim.log.run import Run


def test_json_lines_hold_a_row_each(run: Run, tmp_path: Path) -> None:
    export(run, "jsonl", tmp_path)
    assert [row["text"] for row in lines(tmp_path / "turns.jsonl")] == run.turns["text"].tolist()
