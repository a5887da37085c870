from __future__ import annotations

from pathlib import Path

import pytest

from tests.sweep.plans import METHODS, read
from vs_sim.simulation.checking import load_scenario
from vs_sim.sweep.cell import LENGTH, identity


def name(*sets: str, replicate: int = 0) -> str:
    return identity(load_scenario("persuasion_for_good", sets).scenario, Path(), replicate)


@pytest.mark.parametrize(
    "change", ["seed=5", "exchanges=3", "models.persona.temperature=0.3", "about=Two people talk."]
)
def test_what_changes_a_result_changes_the_name_of_a_cell(change: str) -> None:
    assert name(change) != name()


@pytest.mark.parametrize("change", ["title=Another", "models.persona.max_in_flight=3", "models.persona.timeout=9"])
def test_what_changes_no_result_changes_no_name(change: str) -> None:
    assert name(change) == name()


def test_replicates_have_names_of_their_own() -> None:
    assert name(replicate=1) != name()
    assert len(name()) == LENGTH


def test_the_content_of_a_file_that_is_named_counts(tmp_path: Path) -> None:
    scenario = load_scenario("persuasion_for_good").scenario
    role = scenario.roles["persuadee"]
    people = role.personas.model_copy(update={"file": "people.csv"})
    changed = scenario.model_copy(update={"roles": {"persuadee": role.model_copy(update={"personas": people})}})
    found = []
    for text in ("age\n30\n", "age\n31\n"):
        (tmp_path / "people.csv").write_text(text, encoding="utf-8")
        found.append(identity(changed, tmp_path, 0))
    assert found[0] != found[1]


def test_a_cell_is_kept_with_its_label_what_was_varied_and_its_seed(tmp_path: Path) -> None:
    cell = read(tmp_path, METHODS).cells[0]
    assert cell.to_dict() == {
        "id": cell.id, "label": "persuadee.method=direct", "settings": {"roles.persuadee.method": "direct"},
        "replicate": 0, "seed": cell.scenario.seed,
    }  # fmt: skip


def test_a_plan_is_called_by_its_title_else_by_its_file(tmp_path: Path) -> None:
    assert read(tmp_path, METHODS).name == "plan"
    assert read(tmp_path, METHODS, "title: Methods\n").name == "Methods"
