from __future__ import annotations

import pytest

from tests.export.exported import HOSTILE
from tests.sweep.plans import METHODS, held, read
from vs_sim.api.runs import simulate
from vs_sim.log.run import Run
from vs_sim.simulation.session import RunOptions
from vs_sim.sweep.sweep_run import Sweep


@pytest.fixture(scope="package")
def run(tmp_path_factory: pytest.TempPathFactory) -> Run:
    options = RunOptions(out=tmp_path_factory.mktemp("runs") / "r")
    return simulate("persuasion_for_good", size=3, sets=["exchanges=2", f"title={HOSTILE}"], options=options)


@pytest.fixture(scope="package")
def sweep(tmp_path_factory: pytest.TempPathFactory) -> Sweep:
    folder = tmp_path_factory.mktemp("sweep")
    return held(read(folder, METHODS), folder / "s")
