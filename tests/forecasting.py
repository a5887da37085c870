"""A small run in the place of people, and forecasts of it."""

from __future__ import annotations

from pathlib import Path

import vs_sim as vs
from vs_sim.simulation.session import RunOptions

TALK = ["exchanges=2", "questions.stance=none"]
PLAN = vs.ForecastPlan(dialogues=6, after=(0, None))


def people(folder: Path, size: int = 8, *sets: str) -> vs.Run:
    """Dialogues of a stand-in."""
    return vs.simulate("persuasion_for_good", size=size, seed=3, sets=[*TALK, *sets], options=RunOptions(out=folder))
