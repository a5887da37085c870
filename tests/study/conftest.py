from __future__ import annotations

import pytest

from tests.places import SHARED
from vs_sim.api.codings import import_corpus
from vs_sim.log.run import Run
from vs_sim.simulation.checking import load_scenario
from vs_sim.simulation.session import RunOptions, begin

DATA = SHARED / "data" / "persuasion_for_good"


@pytest.fixture(scope="session")
def held(tmp_path_factory: pytest.TempPathFactory) -> Run:
    """A stand-in run of 60 dialogues in which each persuadee is met twice."""
    sets = ["dialogues=60", "exchanges=2", "seed=3", "roles.persuadee.personas.retest=2"]
    return begin(load_scenario("persuasion_for_good", sets), RunOptions(out=tmp_path_factory.mktemp("study") / "held"))


@pytest.fixture(scope="session")
def other(tmp_path_factory: pytest.TempPathFactory) -> Run:
    """Another stand-in run, nobody met twice."""
    sets = ["dialogues=40", "exchanges=3", "seed=4"]
    return begin(load_scenario("persuasion_for_good", sets), RunOptions(out=tmp_path_factory.mktemp("study") / "other"))


@pytest.fixture(scope="session")
def people(tmp_path_factory: pytest.TempPathFactory) -> Run:
    """The people of PersuasionForGood as a run."""
    return import_corpus("persuasion_for_good", DATA, tmp_path_factory.mktemp("people") / "humans")
