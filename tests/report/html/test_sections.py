from __future__ import annotations

from pathlib import Path

import pytest

from tests.log.logs import logged
from vs_sim.report.html.sections import (
    bounds,
    compared_outcome,
    distance_drawing,
    lone_outcomes,
    row,
    spoken_curve,
    spoken_masses,
)
from vs_sim.study.comparison.assessment import Assessment
from vs_sim.study.data.clustered_sample import Sample
from vs_sim.study.data.estimate import Estimate
from vs_sim.study.data.reference import exact_reference

KS = Estimate("ks", "donation", 0.21, 0.15, 0.27, n=200, people=455, sampling_noise=0.104, margin=0.15)
MEAN = Estimate("mean", "donation", 0.9, 0.1, 0.3, n=200, people=455, human=0.7, difference=0.2, sampling_noise=0.1)
HALF = exact_reference({0.0: 0.5, 1.0: 0.5})


def test_a_distance_has_no_value_of_its_own_and_a_summary_has() -> None:
    assert (row(KS).simulated, row(KS).people, row(KS).margin, row(KS).n) == ("", "", ".15", 200)
    assert row(MEAN).simulated and row(MEAN).people and row(MEAN).apart.startswith("+.20")
    assert row(MEAN).margin == ""


def test_a_compared_outcome_counts_what_is_missing_and_bounds_what_it_would_change(tmp_path: Path) -> None:
    found = compared_outcome(Assessment(logged(tmp_path, [{0.0: 1.0}] * 3, failed=1)), "donation")
    assert (found.n, found.missing, found.ask) == (3, 1, "How much?")
    assert [bound.label for bound in found.bounds] == ["KS distance to human data", "mean", "share above 0"]
    assert len(found.drawings) == 2 and all(
        "Whiskers" in one.caption or "Band" in one.caption for one in found.drawings
    )


def test_the_mean_lies_between_all_failed_at_the_lowest_and_at_the_highest(tmp_path: Path) -> None:
    assessed = Assessment(logged(tmp_path, [{1.0: 1.0}] * 3, failed=1))
    mean = next(bound for bound in bounds(assessed.measurements, "donation") if bound.label == "mean")
    assert (float(mean.low), float(mean.high)) == pytest.approx((0.75, 1.25))


def test_a_question_without_reference_is_shown_alone_with_its_n(tmp_path: Path) -> None:
    run = logged(tmp_path, [{"Yes": 1.0}] * 3, question="vote")
    found = {each.question: each for each in lone_outcomes(run, ["donation"])}
    assert found["vote"].n == 3 and found["vote"].reference is None
    assert "Yes: 100%" in found["vote"].drawings[0].svg


def test_a_figure_is_told_in_words_for_those_who_do_not_see_it() -> None:
    sample = Sample([0.0, 0.0, 0.0, 1.0])
    assert spoken_masses(sample, HALF, "") == "0: reference 50%, simulated 75%; 1: reference 50%, simulated 25%"
    assert spoken_curve(sample, None, "") == "simulated quartiles: 0, 0, 0"
    assert spoken_masses(Sample([]), None, "") == "No dialogue was completed."


def test_the_distance_is_drawn_with_its_verdict_in_words() -> None:
    found = distance_drawing(KS, None)
    assert found is not None
    assert "to human data: " in found.svg and KS.verdict_text in found.svg
    assert distance_drawing(MEAN, None) is None
