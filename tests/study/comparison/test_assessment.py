"""The assessment of a run: one verdict of each estimate, wherever it is shown."""

from __future__ import annotations

import math
from pathlib import Path

import pytest

from tests.log.logs import comparing, logged
from vs_sim.log.run import Run
from vs_sim.study.comparison.assessment import Assessment

PAID = {"donation": "persuasion_for_good/paid"}


@pytest.fixture
def run(tmp_path: Path) -> Run:
    return logged(tmp_path, [{0: 1.0}, {2: 1.0}, {1: 1.0}] * 20)


def test_the_primary_outcome_leads_and_has_the_verdict_of_the_scorecard(run: Run) -> None:
    found = Assessment(run)
    assert found.primary is not None
    assert found.outcomes["donation"][0] == found.primary == found.scorecard.head


def test_the_primary_outcome_in_other_words_is_descriptive(run: Run) -> None:
    assert {each.verdict for each in Assessment(run).outcomes["donation"][1:]} == {None}


def test_a_declared_primary_outcome_takes_the_verdict_from_the_distance(run: Run) -> None:
    again = comparing(run, {**PAID, "primary": "donation.mean"})
    verdicts = {each.name: each.verdict for each in Assessment(again).outcomes["donation"]}
    assert verdicts["mean"] == "beyond the margin" and verdicts["ks"] is None


def test_a_primary_mean_is_judged_by_its_margin_in_the_unit_of_the_answers(run: Run) -> None:
    found = Assessment(comparing(run, {**PAID, "primary": "donation.mean"})).primary
    assert found is not None
    assert found.margin == pytest.approx(0.3)
    assert found.unit == "USD"
    assert found.low > found.margin


def test_a_primary_mean_like_that_of_people_is_equivalent(tmp_path: Path) -> None:
    near = logged(tmp_path, [{0: 1.0}, {0.5: 1.0}, {1: 1.0}] * 60)
    found = Assessment(comparing(near, {**PAID, "primary": "donation.mean"})).primary
    assert found is not None
    assert found.verdict == "equivalent" and found.upper < found.margin


def test_a_primary_outcome_without_a_margin_of_its_own_is_different_or_inconclusive(run: Run) -> None:
    found = Assessment(comparing(run, {**PAID, "primary": "donation.energy"})).primary
    assert found is not None
    assert math.isnan(found.margin) and found.verdict == "different"


def test_an_outcome_that_the_scorecard_tests_has_one_verdict_everywhere(run: Run) -> None:
    found = Assessment(comparing(run, {**PAID, "vote": "persuasion_for_good/paid"}))
    (line,) = [line for line in found.scorecard if line.name == "ks of vote"]
    assert found.outcomes["vote"][0] == line.estimate
    assert line.estimate.verdict == "inconclusive"


def test_without_a_reference_nothing_is_assessed(run: Run) -> None:
    found = Assessment(comparing(run, {}))
    assert (found.primary, found.outcomes, found.scorecard.head) == (None, {}, None)
