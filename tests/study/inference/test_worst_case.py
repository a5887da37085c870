"""A claim is made only if it holds for every answer that a failed dialogue could have had."""

from __future__ import annotations

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.study.people import PAID, draws, moved
from vs_sim.study.data.clustered_sample import Sample
from vs_sim.study.data.estimate import Estimate
from vs_sim.study.inference.judging import judged_alone
from vs_sim.study.inference.two_sample import estimate_measure
from vs_sim.study.inference.worst_case import worst_case

SPAN = (0.0, 2.0)
PEOPLE = Sample(np.repeat(PAID.support, np.asarray(PAID.counts, dtype=int)))


def with_missing(sample: Sample, missing: int, name: str = "ks") -> Estimate:
    return worst_case(estimate_measure(sample, name, PAID), sample, missing, PAID, SPAN)


@pytest.mark.parametrize(
    ("missing", "said"),
    [(0, "equivalent"), (10, "equivalent"), (100, "inconclusive because 100 dialogues are missing")],
)
def test_equivalence_is_lost_where_the_missing_answers_could_overturn_it(missing: int, said: str) -> None:
    assert with_missing(PEOPLE, missing).verdict_text == said


@pytest.mark.parametrize(("missing", "said"), [(1, "beyond the margin"), (60, "different"), (400, "inconclusive")])
def test_a_distance_beyond_the_margin_weakens_with_what_is_missing(missing: int, said: str) -> None:
    sample = draws(moved(0.3, start=0.0, end=1.0), 200, np.random.default_rng(0))
    assert with_missing(sample, missing).verdict == said


def test_without_missing_answers_nothing_changes() -> None:
    found = estimate_measure(PEOPLE, "ks", PAID)
    assert worst_case(found, PEOPLE, 0, PAID, SPAN) is found


@given(st.lists(st.sampled_from([0.0, 0.1, 0.5, 1.0, 2.0]), min_size=12, max_size=12), st.integers(0, 10**6))
def test_every_completion_lies_within_the_bounds(answers: list[float], seed: int) -> None:
    given_ = draws(PAID.probabilities, 40, np.random.default_rng(seed)).numbers
    bounded = with_missing(Sample(given_), len(answers))
    complete = estimate_measure(Sample([*given_, *answers]), "ks", PAID)
    assert bounded.upper_missing >= complete.value
    assert bounded.low_missing <= complete.value
    assert bounded.p_missing >= complete.p - 0.02  # sampling noise is that of the given answers


@pytest.mark.parametrize("name", ["mean", "donor_share", "mass@0.5", "total_variation@0.25", "wasserstein"])
@pytest.mark.parametrize("answer", SPAN)
def test_a_measure_of_all_answers_lies_within_the_bounds(name: str, answer: float) -> None:
    sample = draws(PAID.probabilities, 100, np.random.default_rng(1))
    bounded = with_missing(sample, 15, name)
    complete = estimate_measure(Sample([*sample.numbers, *[answer] * 15]), name, PAID)
    apart = complete.value if math.isnan(complete.difference) else abs(complete.difference)
    assert bounded.low_missing <= apart + 1e-9
    assert math.isnan(bounded.upper_missing) or apart <= bounded.upper_missing + 1e-9


def test_a_measure_without_known_bounds_claims_nothing_while_answers_are_missing() -> None:
    sample = Sample([2.0] * 60)
    found = with_missing(sample, 1, "energy")
    assert found.verdict is None and judged_alone(found).verdict == "inconclusive"
    assert judged_alone(estimate_measure(sample, "energy", PAID)).verdict == "different"
