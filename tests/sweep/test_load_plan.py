from __future__ import annotations

from pathlib import Path

import pytest

from tests.sweep.plans import METHODS, plan, read
from vs_sim.errors import ScenarioError, UnknownName
from vs_sim.files.locate import plan_names
from vs_sim.sweep.load_plan import is_plan, load_plan

LISTED = """\
list:
  - {label: one, set: {roles.persuadee.method: direct}}
  - {set: {roles.persuadee.method: cot, exchanges: 2}}
"""


def refused(folder: Path, *parts: str, sets: tuple[str, ...] = ()) -> str:
    with pytest.raises(ScenarioError) as error:
        read(folder, *parts, sets=sets)
    return str(error.value)


def test_a_grid_is_the_product_of_its_axes(tmp_path: Path) -> None:
    cells = read(tmp_path, METHODS, "  exchanges: [1, 2, 3]\n").cells
    assert [cell.label for cell in cells[:2]] == [
        "persuadee.method=direct, exchanges=1",
        "persuadee.method=direct, exchanges=2",
    ]
    assert len(cells) == 6


def test_a_list_is_held_as_it_is_written(tmp_path: Path) -> None:
    cells = read(tmp_path, LISTED).cells
    assert [cell.label for cell in cells] == ["one", "persuadee.method=cot, exchanges=2"]


def test_a_list_meets_every_point_of_a_grid(tmp_path: Path) -> None:
    cells = read(tmp_path, LISTED, "grid: {questions.donation.select: [mode, uniform]}\n").cells
    assert [cell.label for cell in cells][:2] == ["one, donation.select=mode", "one, donation.select=uniform"]


def test_an_axis_may_name_its_settings(tmp_path: Path) -> None:
    axis = "grid: {size: {small: {dialogues: 2}, large: {dialogues: 9, exchanges: 2}}, reask: [0]}\n"
    cells = read(tmp_path, axis).cells
    assert [cell.label for cell in cells] == ["small, reask=0", "large, reask=0"]
    assert cells[0].settings == {"dialogues": 2, "exchanges": 1, "reask": 0}


def test_a_question_can_be_left_out(tmp_path: Path) -> None:
    cells = read(tmp_path, METHODS, sets=("questions.stance=none",)).cells
    assert list(cells[0].scenario.questions) == ["donation"]


def test_an_axis_that_is_no_list_is_a_fault(tmp_path: Path) -> None:
    assert "an axis is a list such as [a, b]" in refused(tmp_path, "grid: {dialogues: 3}\n")


def test_what_a_cell_does_not_set_is_told_as_the_scenario_has_it(tmp_path: Path) -> None:
    cells = read(tmp_path, LISTED).cells
    assert [cell.settings["exchanges"] for cell in cells] == [1, 2]


def test_what_is_set_alike_is_set_in_every_cell(tmp_path: Path) -> None:
    assert {cell.scenario.model_dump()["dialogues"] for cell in read(tmp_path, METHODS).cells} == {4}


@pytest.mark.parametrize("method", ["latin_hypercube", "sobol"])
def test_a_sample_fills_its_ranges(method: str, tmp_path: Path) -> None:
    sample = (
        f"sample: {{method: {method}, size: 8, ranges: {{roles.persuadee.method.vs_standard.threshold: [0.1, 1]}}}}\n"
    )
    values = [next(iter(cell.settings.values())) for cell in read(tmp_path, sample).cells]
    assert len({int((value - 0.1) / 0.9 * 8 - 1e-9) for value in values}) == 8


def test_a_sample_of_whole_numbers_holds_whole_numbers(tmp_path: Path) -> None:
    sample = "sample: {size: 6, ranges: {exchanges: {low: 1, high: 3, whole: true}}}\n"
    assert {cell.settings["exchanges"] for cell in read(tmp_path, sample).cells} == {1, 2, 3}


def test_the_same_points_are_held_once(tmp_path: Path) -> None:
    planned = read(tmp_path, "sample: {size: 6, ranges: {exchanges: {low: 1, high: 3, whole: true}}}\n")
    assert (len(planned.cells), planned.repeated) == (3, 3)


def test_a_sample_is_the_same_for_the_same_seed(tmp_path: Path) -> None:
    sample = "sample: {size: 4, ranges: {max_failed: [0, 1]}}\nseed: 5\n"
    assert [c.id for c in read(tmp_path, sample).cells] == [c.id for c in read(tmp_path, sample).cells]


def test_a_sobol_sequence_needs_a_power_of_two(tmp_path: Path) -> None:
    assert "a power of 2 of points, 4 or 8; found 6" in refused(
        tmp_path, "sample: {method: sobol, size: 6, ranges: {max_failed: [0, 1]}}\n"
    )


def test_cells_share_their_seed(tmp_path: Path) -> None:
    assert {cell.scenario.seed for cell in read(tmp_path, METHODS, "seed: 9\n").cells} == {9}


def test_cells_have_numbers_of_their_own_when_that_is_asked_for(tmp_path: Path) -> None:
    cells = read(tmp_path, METHODS, "common_random_numbers: false\n").cells
    assert len({cell.scenario.seed for cell in cells}) == 2


def test_replicates_have_other_numbers_and_other_persons(tmp_path: Path) -> None:
    cells = read(tmp_path, METHODS, "replicates: 2\n").cells
    assert (
        len({cell.scenario.persona_sampling_seed for cell in cells}) == len({cell.scenario.seed for cell in cells}) == 2
    )


def test_replicates_may_keep_the_persons(tmp_path: Path) -> None:
    cells = read(tmp_path, METHODS, "replicates: 2\nsame_persons: true\n").cells
    assert len({cell.scenario.persona_sampling_seed for cell in cells}) == 1
    assert len({cell.scenario.seed for cell in cells}) == 2


def test_a_cell_keeps_its_name_wherever_it_stands(tmp_path: Path) -> None:
    first = {cell.id for cell in read(tmp_path, METHODS).cells}
    second = {cell.id for cell in read(tmp_path, "grid: {roles.persuadee.method: [cot, direct]}\n").cells}
    assert len(first & second) == 1


def test_how_a_model_is_reached_does_not_change_a_cells_name(tmp_path: Path) -> None:
    plain = read(tmp_path, METHODS).cells
    slower = read(tmp_path, METHODS, sets=("models.persona.rpm=10",)).cells
    assert [cell.id for cell in plain] == [cell.id for cell in slower]


def test_the_words_of_a_scenario_change_a_cells_name(tmp_path: Path) -> None:
    other = read(tmp_path, METHODS, sets=("about=Two people talk.",)).cells
    assert not {cell.id for cell in read(tmp_path, METHODS).cells} & {cell.id for cell in other}


def test_the_people_in_a_file_change_a_cells_name(tmp_path: Path) -> None:
    people = tmp_path / "people.csv"
    scenario = "extends: persuasion_for_good\nroles: {persuadee: {personas: {file: people.csv}}}\n"
    (tmp_path / "mine.yaml").write_text(scenario, encoding="utf-8")
    file = tmp_path / "sweep.yaml"
    file.write_text("scenario: mine.yaml\n" + METHODS, encoding="utf-8")
    people.write_text("age\n30\n", encoding="utf-8")
    first = load_plan(file).cells[0].id
    people.write_text("age\n31\n", encoding="utf-8")
    assert load_plan(file).cells[0].id != first


def test_a_set_changes_the_plan_where_that_is_what_it_names(tmp_path: Path) -> None:
    assert len(read(tmp_path, METHODS, sets=("replicates=3",)).cells) == 6


def test_a_set_changes_every_cell(tmp_path: Path) -> None:
    cells = read(tmp_path, METHODS, sets=("dialogues=2",)).cells
    assert {cell.scenario.model_dump()["dialogues"] for cell in cells} == {2}


def test_what_the_plan_varies_cannot_be_set(tmp_path: Path) -> None:
    assert "is what the plan varies" in refused(tmp_path, METHODS, sets=("roles.persuadee.method=cot",))


def test_a_fault_in_a_cell_points_at_the_plan(tmp_path: Path) -> None:
    said = refused(tmp_path, "grid:\n  roles.persuadee.method: [direct, vs_standrad]\n")
    assert "plan.yaml:4:36: roles.persuadee.method: no method 'vs_standrad'" in said
    assert "did you mean 'vs_standard'?" in said


def test_a_path_that_leads_nowhere_points_at_the_plan(tmp_path: Path) -> None:
    said = refused(tmp_path, "grid: {dialogue: [1, 2]}\n")
    assert "plan.yaml:3:8: dialogue: unknown key 'dialogue'" in said


def test_a_fault_of_every_cell_is_told_once(tmp_path: Path) -> None:
    assert refused(tmp_path, METHODS, sets=("dialogues=0",)).count("--set") == 1


def test_an_unknown_key_of_a_plan_is_a_fault(tmp_path: Path) -> None:
    assert "did you mean 'replicates'?" in refused(tmp_path, "replicate: 3\n")


def test_an_unknown_scenario_is_a_fault_of_the_plan(tmp_path: Path) -> None:
    file = tmp_path / "x.yaml"
    file.write_text("scenario: persuasion_for_god\n", encoding="utf-8")
    with pytest.raises(ScenarioError, match=r"x.yaml:1:11: scenario: no scenario"):
        load_plan(file)


def test_an_unknown_plan_is_told_with_those_that_are_known() -> None:
    with pytest.raises(UnknownName, match="methods"):
        load_plan("method")


def test_plans_are_told_from_scenarios(tmp_path: Path) -> None:
    assert [is_plan(name) for name in ("methods", "persuasion_for_good", plan(tmp_path), "nothing")] == [
        True,
        False,
        True,
        False,
    ]


@pytest.mark.parametrize("name", plan_names())
def test_a_shipped_plan_has_no_fault(name: str) -> None:
    assert load_plan(name).cells
