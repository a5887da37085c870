"""A survey with scripted answers, through which speakers ask."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.simulation.mixed_model import SCENARIO
from vs_sim.core.message import Request
from vs_sim.llm.backends.scripted import Scripted
from vs_sim.simulation.asking_run import asking_run
from vs_sim.simulation.session import RunOptions
from vs_sim.world.asking import Asking


def script(request: Request) -> str:
    words = request.messages[-1].content
    return "No" if "Do you want" in words else "Well."


@pytest.fixture
def asking(tmp_path: Path) -> Iterator[Asking]:
    (tmp_path / "town.yaml").write_text(SCENARIO, encoding="utf-8")
    options = RunOptions(out=tmp_path / "run", backends={"m": Scripted.of(script)})
    sets = ["roles.resident.method=direct", "reask=0", "respondents=2"]
    with asking_run(tmp_path / "town.yaml", sets, options) as made:
        yield made
