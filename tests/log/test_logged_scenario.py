"""A log gives its scenario back as the schema of its kind reads it."""

from pathlib import Path
from typing import Any

import pytest

from tests.log.logs import SCENARIO
from vs_sim.core.event import Opened
from vs_sim.errors import LogError
from vs_sim.log.run import Run
from vs_sim.log.store import Store
from vs_sim.world.kinds.survey import SurveyScenario


def logged_as(folder: Path, **changes: Any) -> Run:
    """A run whose log holds a scenario with some keys changed."""
    store = Store(folder)
    store.note(Opened({**SCENARIO, **changes}, 0, {"vs-sim": "9.0"}))
    store.close()
    return Run(folder)


def test_the_scenario_has_the_type_of_its_kind(tmp_path: Path) -> None:
    assert isinstance(logged_as(tmp_path).scenario, SurveyScenario)


def test_a_key_that_a_log_lacks_has_its_default(tmp_path: Path) -> None:
    assert logged_as(tmp_path).scenario.max_failed == 0.05


def test_a_key_of_another_version_is_named_with_the_version_that_wrote_it(tmp_path: Path) -> None:
    with pytest.raises(LogError, match=r"cannot be read: mood: unknown key") as raised:
        _ = logged_as(tmp_path, mood="calm").scenario
    assert "written by vs-sim 9.0" in str(raised.value.hint)


def test_a_kind_that_is_not_installed_is_named_with_the_known_ones(tmp_path: Path) -> None:
    with pytest.raises(LogError, match=r"kind 'auction', which is not installed; known: .*survey") as raised:
        _ = logged_as(tmp_path, kind="auction").scenario
    assert "install the package" in str(raised.value.hint)


def test_the_counts_of_a_run_of_an_unknown_kind_can_still_be_read(tmp_path: Path) -> None:
    run = logged_as(tmp_path, kind="auction")
    assert (run.counts, run.written_scenario["kind"]) == ((0, 0), "auction")
