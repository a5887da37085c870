"""Kinds of scenario are found by name, also by those who read logs."""

import pytest

from tests.log.logs import SCENARIO
from vs_sim.core.scenario_kind import SCENARIO_KINDS, read_kind
from vs_sim.errors import UnknownName
from vs_sim.world.kind import Kind


def test_every_kind_of_the_package_says_what_happens_in_a_dialogue() -> None:
    assert all(isinstance(SCENARIO_KINDS.get(name), Kind) for name in SCENARIO_KINDS)


def test_a_scenario_is_read_as_it_was_written() -> None:
    scenario = read_kind(SCENARIO)
    assert read_kind(scenario.model_dump(mode="json")) == scenario


def test_a_scenario_without_a_kind_is_of_no_known_kind() -> None:
    with pytest.raises(UnknownName):
        read_kind({key: value for key, value in SCENARIO.items() if key != "kind"})
