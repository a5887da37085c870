from __future__ import annotations

import pytest

import vs_sim as vs
from tests import forecasting


@pytest.fixture(scope="package")
def simulated(tmp_path_factory: pytest.TempPathFactory) -> vs.Run:
    return forecasting.people(tmp_path_factory.mktemp("simulated") / "run")
