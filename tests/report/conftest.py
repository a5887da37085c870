from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser

from tests.report.browser import chromium
from tests.report.pages import COMPARED, answer, held, page_of, refusing
from vs_sim.log.run import Run
from vs_sim.simulation.checking import load_scenario
from vs_sim.simulation.session import RunOptions, begin


@pytest.fixture(scope="session")
def standin(tmp_path_factory: pytest.TempPathFactory) -> Run:
    out = tmp_path_factory.mktemp("standin") / "run"
    loaded = load_scenario("persuasion_for_good", ["dialogues=40", "exchanges=2", "seed=7"])
    return begin(loaded, RunOptions(out=out))


@pytest.fixture(scope="session")
def standin_page(standin: Run) -> str:
    return page_of(standin)


@pytest.fixture(scope="session")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> Run:
    return held(tmp_path_factory.mktemp("hostile") / "x", answer)


@pytest.fixture(scope="session")
def hostile_page(hostile: Run) -> str:
    return page_of(hostile)


@pytest.fixture(scope="session")
def failing(tmp_path_factory: pytest.TempPathFactory) -> Run:
    compared = COMPARED + "reask: 0\nmax_failed: 1\n"
    return held(tmp_path_factory.mktemp("failing") / "x", refusing, compared.replace("dialogues: 4", "dialogues: 30"))


@pytest.fixture(scope="module")  # its event loop would forbid other tests of the process one of their own
def browser() -> Iterator[Browser]:
    with chromium() as found:
        yield found
