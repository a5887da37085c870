"""The shipped plans: headed honestly, without faults, and each held with the stand-in."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.places import ROOT
from tests.sweep.plans import held
from vs_sim.api.sweeps import estimate_plan
from vs_sim.files.locate import plan_names
from vs_sim.sweep.load_plan import load_plan

NEEDS_KEYS = {"paper_dialogue"}
NEEDS_FILES = {"alignment"}
PROMISED = {
    "methods",
    "paper_dialogue",
    "thresholds",
    "temperature",
    "candidates",
    "capability",
    "wording",
    *NEEDS_FILES,
}


def test_the_promised_plans_are_shipped() -> None:
    assert set(plan_names()) >= PROMISED


@pytest.mark.parametrize("name", plan_names())
def test_a_plan_is_headed_by_its_question(name: str) -> None:
    text = (ROOT / "scenarios" / "sweeps" / f"{name}.yaml").read_text(encoding="utf-8")
    assert ("# Question: " in text) or name in NEEDS_KEYS
    assert load_plan(name).plan.title


@pytest.mark.parametrize("name", sorted(set(plan_names()) - NEEDS_KEYS - NEEDS_FILES))
def test_a_plan_runs_with_the_stand_in(name: str, tmp_path: Path) -> None:
    small = ["people=6", "rounds=1"] if name in {"society", "climate_replicates"} else ["dialogues=3", "exchanges=1"]
    planned = load_plan(name, small)
    found = held(planned, tmp_path / "s")
    assert set(found.cells["status"]) == {"done"}


def test_aligned_and_base_model_are_compared_whatever_answers(tmp_path: Path) -> None:
    models = [f"models.{key}={{backend: standin}}" for key in ("aligned", "base")]
    found = held(load_plan("alignment", ["respondents=3", *models]), tmp_path / "s")
    assert set(found.cells["status"]) == {"done"}
    assert set(found.divergences()["question"]) == {"roll", "coin", "colour", "state", "all questions (mean)"}
    assert len(found.divergences()) == 25


def test_replicates_of_a_society_are_observed_together_and_their_people_have_no_interval(tmp_path: Path) -> None:
    found = held(load_plan("climate_replicates", ["people=6", "rounds=1", "exchanges=1"]), tmp_path / "s")
    assert [len(runs) for runs in found.replicates.values()] == [3]
    table = found.table()
    assert (table["n"] == 1).all() and table[["low", "high"]].isna().all(axis=None)
    assert found.contrasts().empty


def test_a_shipped_plan_has_a_table_with_every_cell_and_contrasts_between_them(tmp_path: Path) -> None:
    planned = load_plan("methods", ["dialogues=3", "exchanges=1"])
    found = held(planned, tmp_path / "s")
    assert set(found.table()["cell"]) == {cell.id for cell in planned.cells}
    assert len(found.contrasts())


def test_the_papers_dialogues_are_nine_models_in_four_settings() -> None:
    planned = load_plan("paper_dialogue")
    assert len(planned.cells) == 36
    assert {cell.scenario.model_dump()["dialogues"] for cell in planned.cells} == {200}


def test_what_the_papers_dialogues_will_cost_is_known() -> None:
    found = estimate_plan("paper_dialogue", sets=["dialogues=2"])
    assert found.dialogues == 72
    assert 0.2 < found.usd < 20
