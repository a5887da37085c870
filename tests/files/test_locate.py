from __future__ import annotations

from contextlib import chdir
from pathlib import Path

import pytest

from tests.places import ROOT
from vs_sim.errors import UnknownName
from vs_sim.files.locate import find_scenario, scenario_names

SHIPPED = ROOT / "scenarios" / "persuasion_for_good.yaml"


def test_every_shipped_scenario_has_a_name() -> None:
    assert scenario_names() == sorted(file.stem for file in (ROOT / "scenarios").glob("*.yaml"))


@pytest.mark.parametrize("name", ["persuasion_for_good", "persuasion_for_good.yaml"])
def test_a_shipped_scenario_is_found_by_its_name(name: str, tmp_path: Path) -> None:
    with chdir(tmp_path):
        assert find_scenario(name) == SHIPPED


def test_an_existing_file_comes_before_a_shipped_name(tmp_path: Path) -> None:
    with chdir(tmp_path):
        Path("persuasion_for_good").write_text("kind: x", encoding="utf-8")
        assert find_scenario("persuasion_for_good") == Path("persuasion_for_good")


def test_an_unknown_name_is_told_with_the_nearest() -> None:
    with pytest.raises(UnknownName) as caught:
        find_scenario("scenarios/persuasion_for_god.yaml")
    assert caught.value.hint == "did you mean 'persuasion_for_good'?"


@pytest.mark.parametrize("name", ["../pyproject", "personas", "", ".", "x" * 5000, "\x00"])
def test_only_files_and_shipped_names_are_scenarios(name: str) -> None:
    with pytest.raises(UnknownName, match="persuasion_for_good"):
        find_scenario(name)
