from __future__ import annotations

import pytest

import vs_sim as vs
from tests.sweep.plans import METHODS, held, read
from vs_sim.simulation.session import RunOptions
from vs_sim.sweep.sweep_run import Sweep


@pytest.fixture(scope="session")
def small(tmp_path_factory: pytest.TempPathFactory) -> vs.Run:
    out = tmp_path_factory.mktemp("small") / "run"
    return vs.simulate("persuasion_for_good", size=6, seed=3, sets=["exchanges=1"], options=RunOptions(out=out))


@pytest.fixture(scope="session")
def swept(tmp_path_factory: pytest.TempPathFactory) -> Sweep:
    folder = tmp_path_factory.mktemp("swept")
    return held(read(folder, METHODS), folder / "s")
