from __future__ import annotations

from pathlib import Path

import vs_sim as vs
from tests.forecasting import PLAN
from vs_sim.api.forecasts import forecast_cost
from vs_sim.simulation.session import RunOptions

SETS = ["exchanges=1", "questions.stance=none"]


def test_a_forecast_is_made_once_and_read_again(small: vs.Run, tmp_path: Path) -> None:
    made = vs.forecast(small, "persuasion_for_good", plan=PLAN, sets=SETS, options=RunOptions(out=tmp_path / "f"))
    read = vs.forecast(tmp_path / "f")
    assert read.table.equals(made.table)
    assert made.run.call_count == forecast_cost(small.folder, "persuasion_for_good", plan=PLAN, sets=SETS).calls
