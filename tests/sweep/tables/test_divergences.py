from __future__ import annotations

import json
import math
from pathlib import Path
from typing import Any

import pytest

import vs_sim as vs
from tests.sweep.plans import held
from vs_sim.errors import ScenarioError
from vs_sim.report.html.untrusted import visible
from vs_sim.sweep.load_plan import load_plan
from vs_sim.sweep.sweep_run import Sweep
from vs_sim.sweep.tables.divergences import DIVERGENCES, POOLED, closed_questions, not_asked_by_logprobs

PLAN = """\
title: Sharpened and not
scenario: die_roll
set:
  respondents: 60
  questions.coin: {of: person, ask: Toss a coin., answer: {options: [Heads, Tails]}, private: true}
divergence_from: known
list:
  - {label: known, set: {roles.person.method: logprobs}}
  - {label: drawn, set: {roles.person.method: direct}}
  - {label: verbalized, set: {roles.person.method: {vs_standard: {k: 6}}}}
"""


def written(folder: Path, text: str = PLAN) -> Path:
    (path := folder / "plan.yaml").write_text(text, encoding="utf-8")
    return path


@pytest.fixture(scope="module")
def sweep(tmp_path_factory: pytest.TempPathFactory) -> Sweep:
    folder = tmp_path_factory.mktemp("divergence")
    return held(load_plan(written(folder)), folder / "s")


def test_every_other_cell_has_a_row_per_question_and_one_for_all(sweep: Sweep) -> None:
    found = sweep.divergences()
    assert list(found.columns) == list(DIVERGENCES)
    rows = list(zip(found["question"], found["label"], strict=True))
    assert rows == [(question, way) for question in ("roll", "coin", POOLED) for way in ("drawn", "verbalized")]
    assert set(found["n"]) == {60}


def test_the_mean_is_that_of_the_questions_and_the_first_row_is_what_others_are_compared_with(sweep: Sweep) -> None:
    rows: list[dict[Any, Any]] = sweep.divergences().to_dict("records")
    found = {(row["question"], row["label"]): row for row in rows}
    kl = {place: row["kl"] for place, row in found.items()}
    assert kl[POOLED, "drawn"] == pytest.approx((kl["roll", "drawn"] + kl["coin", "drawn"]) / 2)
    less = kl["roll", "verbalized"] - kl["roll", "drawn"]
    assert found["roll", "verbalized"]["less_first"] == pytest.approx(less)
    assert sum(math.isnan(row["less_first"]) for row in rows) == 3


def test_draws_of_a_model_differ_from_its_own_probabilities_by_sampling_noise_only(sweep: Sweep) -> None:
    drawn = sweep.divergences().query("label == 'drawn'")
    assert (drawn["kl"] <= 2 * drawn["sampling_noise"]).all() and (drawn["low"] == 0).all()


def test_it_is_in_the_page_in_the_export_and_in_the_log_of_the_sweep(sweep: Sweep, tmp_path: Path) -> None:
    page = vs.report(sweep, out=tmp_path / "page.html").read_text(encoding="utf-8")
    assert "Divergence from known" in page and "verbalized" in visible(page)
    assert {path.name for path in vs.export(sweep, "csv", tmp_path / "csv")} >= {"divergences.csv", "table.csv"}
    assert json.loads((sweep.folder / "sweep.json").read_text(encoding="utf-8"))["divergence_from"] == "known"


def test_a_plan_that_names_none_has_none(tmp_path: Path) -> None:
    text = PLAN.replace("divergence_from: known\n", "").replace("respondents: 60", "respondents: 2")
    found = held(load_plan(written(tmp_path, text)), tmp_path / "s")
    assert found.diverging is None and found.divergences().empty


@pytest.mark.parametrize(
    ("named", "said"), [("knwon", "no cell is called 'knwon'"), ("drawn", "roll, coin not asked by logprobs")]
)
def test_a_cell_that_is_not_there_or_is_only_drawn_from_is_a_fault_with_its_line(
    named: str, said: str, tmp_path: Path
) -> None:
    path = written(tmp_path, PLAN.replace("divergence_from: known", f"divergence_from: {named}"))
    with pytest.raises(ScenarioError, match=said) as error:
        load_plan(path)
    assert "plan.yaml:6" in str(error.value)


def test_only_questions_whose_answers_can_be_listed_count() -> None:
    scenario = load_plan("methods").cells[0].scenario
    assert list(closed_questions(scenario)) == not_asked_by_logprobs(scenario) == ["donation"]
