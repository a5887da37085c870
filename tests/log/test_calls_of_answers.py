from __future__ import annotations

from pathlib import Path

from vs_sim.api.runs import simulate
from vs_sim.log.calls_of_answers import calls_of_answers
from vs_sim.simulation.session import RunOptions


def test_every_answer_at_the_end_has_one_call_the_last_one(tmp_path: Path) -> None:
    options = RunOptions(out=tmp_path / "r")
    run = simulate("persuasion_for_good", size=3, sets=["exchanges=1"], options=options)
    found = calls_of_answers(run.log, "donation")
    assert [name.split("/")[:4] for name in found] == [[f"{n:06d}", "end", "persuadee", "donation"] for n in range(3)]
