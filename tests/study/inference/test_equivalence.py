from __future__ import annotations

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import stats

from tests.study.people import PAID, donors_lost, draws, moved
from vs_sim.errors import StudyError
from vs_sim.study.data.clustered_sample import Sample
from vs_sim.study.data.reference import exact_reference
from vs_sim.study.inference.equivalence import assess_equivalence

PEOPLE = np.repeat(PAID.support, np.asarray(PAID.counts, dtype=int))
amounts = st.lists(st.integers(0, 250).map(lambda cents: cents / 100), min_size=1, max_size=60)


@given(amounts)
def test_the_distance_is_that_of_scipy(values: list[float]) -> None:
    with np.errstate(divide="ignore"):  # its p-value, which is not looked at
        expected = stats.ks_2samp(values, PEOPLE, method="asymp").statistic
    assert assess_equivalence(Sample(values), PAID).value == pytest.approx(expected)


@given(amounts)
def test_the_distance_lies_in_its_interval_and_below_its_bound(values: list[float]) -> None:
    found = assess_equivalence(Sample(values), PAID)
    assert 0 <= found.low <= found.value <= found.upper <= 1
    assert found.value <= found.high <= 1


def test_people_among_themselves_are_within_when_there_are_enough() -> None:
    assert assess_equivalence(Sample(PEOPLE), PAID).verdict == "equivalent"


def test_a_clear_difference_is_outside() -> None:
    sample = draws(moved(0.3, start=0.0, end=1.0), 200, np.random.default_rng(0))
    found = assess_equivalence(sample, PAID)
    assert (found.verdict, found.low > 0.15, found.high < 0.5) == ("beyond the margin", True, True)


def test_twenty_nine_persons_are_too_few_whatever_they_do() -> None:
    assert assess_equivalence(Sample([2.0] * 29), PAID).verdict == "inconclusive"
    assert assess_equivalence(Sample([2.0] * 30), PAID).verdict == "beyond the margin"


def test_persons_count_not_dialogues() -> None:
    people = [str(index % 29) for index in range(290)]
    assert assess_equivalence(Sample([2.0] * 290, people), PAID).verdict == "inconclusive"


def test_an_empty_run_is_too_few_and_nothing_is_measured() -> None:
    found = assess_equivalence(Sample([], of="donation"), PAID)
    assert found.verdict == "inconclusive"
    assert math.isnan(found.value) and math.isnan(found.sampling_noise)


def test_a_constant_sample_still_has_an_uncertain_distance() -> None:
    found = assess_equivalence(Sample([0.0] * 40), PAID)
    assert found.value == pytest.approx(1 - PAID.share(0))
    assert found.low < found.value < found.high


def test_a_single_value_has_a_distance_and_no_verdict() -> None:
    assert assess_equivalence(Sample([0.0]), PAID).verdict == "inconclusive"


def test_a_single_person_has_a_distance_and_no_verdict() -> None:
    found = assess_equivalence(Sample([0.0] * 40, ["ann"] * 40), PAID)
    assert (found.verdict, found.low) == ("inconclusive", 0)


def test_below_sampling_noise_the_interval_begins_at_zero() -> None:
    found = assess_equivalence(draws(PAID.probabilities, 200, np.random.default_rng(0)), PAID)
    assert found.value < found.sampling_noise
    assert (found.low, found.high) == (0, found.upper)


def test_values_between_and_beyond_the_observed_amounts_count() -> None:
    assert assess_equivalence(Sample([7.0] * 50), PAID).value == 1


def test_repeating_persons_widen_the_interval_and_the_noise() -> None:
    values = np.repeat(draws(donors_lost(0.15), 50, np.random.default_rng(0)).numbers, 4)
    repeated = assess_equivalence(Sample(values, [str(index // 4) for index in range(200)]), PAID)
    single = assess_equivalence(Sample(values), PAID)
    assert repeated.value == single.value
    assert repeated.upper > single.upper and repeated.sampling_noise > single.sampling_noise


def test_equal_inputs_give_equal_estimates() -> None:
    sample = draws(moved(0.2, start=0.0, end=1.0), 100, np.random.default_rng(0))
    first, second = (
        assess_equivalence(sample, PAID, seed=4),
        assess_equivalence(Sample(sample.numbers.tolist()), PAID, seed=4),
    )
    assert str(first.to_dict()) == str(second.to_dict())


def test_the_margin_decides_what_is_similar() -> None:
    sample = Sample(PEOPLE)
    assert [assess_equivalence(sample, PAID, margin=margin).verdict for margin in (0.05, 0.15)] == [
        "inconclusive",
        "equivalent",
    ]


@pytest.mark.parametrize("margin", [0, 1, -0.1, math.nan])
def test_a_margin_is_a_share(margin: float) -> None:
    with pytest.raises(StudyError, match="it must be above 0 and below 1"):
        assess_equivalence(Sample([0.0]), PAID, margin=margin)


def test_a_known_law_is_recovered() -> None:
    law = exact_reference(dict(zip(PAID.values, PAID.probabilities.tolist(), strict=True)))
    found = assess_equivalence(Sample(law.sample(np.random.default_rng(0), 400)), law)
    assert (found.verdict, found.people) == ("equivalent", 0)


def test_a_displaced_law_is_not_taken_for_the_known_one() -> None:
    found = assess_equivalence(Sample([0.0] * 100), exact_reference({0.0: 0.8, 1.0: 0.2}))
    assert found.verdict == "beyond the margin"


def test_a_law_of_one_value_is_recovered() -> None:
    assert assess_equivalence(Sample([1.0] * 60), exact_reference({1.0: 1.0})).verdict == "equivalent"
