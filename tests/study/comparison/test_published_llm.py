"""The paper's rows beside runs of its two tasks: figures as printed, and the same quantity of the run."""

from __future__ import annotations

import math
from pathlib import Path

import pytest

from vs_sim.api.runs import simulate
from vs_sim.log.run import Run
from vs_sim.simulation.session import RunOptions
from vs_sim.study.comparison.published_llm import FROM_UNIFORM, Printed, of_this_run, printed_beside
from vs_sim.study.measure import find_measure


def held(tmp_path: Path, scenario: str) -> Run:
    return simulate(scenario, size=120, options=RunOptions(out=tmp_path / "run"))


def printed(run: Run, question: str) -> Printed:
    found = printed_beside(run, question)
    assert found is not None
    return found


def test_a_die_stands_beside_the_printed_row(tmp_path: Path) -> None:
    row = printed(held(tmp_path, "die_roll"), "roll").rows[FROM_UNIFORM]
    assert (row["direct"], row["vs_standard"]) == (0.926, 0.027)


def test_the_run_is_measured_by_the_formula_of_the_row(tmp_path: Path) -> None:
    run = held(tmp_path, "die_roll")
    shares = run.answers("roll")["value"].value_counts(normalize=True)
    by_hand = sum(share * math.log(6 * share) for share in shares)
    assert of_this_run(run, "roll", printed(run, "roll"))[FROM_UNIFORM] == pytest.approx(by_hand)


def test_states_have_coverage_and_precision_of_their_own_and_no_divergence_from_a_corpus(tmp_path: Path) -> None:
    run = held(tmp_path, "state_survey")
    own = of_this_run(run, "state", printed(run, "state"))
    assert own["precision@1"] == 1.0
    assert 0.2 < own["coverage@1,100"] < 0.5
    assert math.isnan(own["KL from corpus: states"])


def test_a_quantity_that_is_a_measure_is_called_by_its_name(tmp_path: Path) -> None:
    assert find_measure("coverage@1,100").name in printed(held(tmp_path, "state_survey"), "state").rows


def test_people_have_no_printed_rows(tmp_path: Path) -> None:
    run = simulate("persuasion_for_good", size=2, sets=["exchanges=1"], options=RunOptions(out=tmp_path / "run"))
    assert printed_beside(run, "donation") is None
