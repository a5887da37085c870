from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from vs_sim.errors import StudyError
from vs_sim.study.data.clustered_sample import Sample
from vs_sim.study.data.ecdf import grid

amounts = st.lists(st.integers(0, 20).map(lambda tenths: tenths / 10), min_size=2, max_size=40)


@pytest.mark.parametrize("value", [np.nan, np.inf])
def test_a_value_that_was_not_measured_is_refused(value: float) -> None:
    with pytest.raises(StudyError, match="1 of 2 values of donation are not finite"):
        Sample([0.5, value], of="donation")


def test_every_value_needs_its_person() -> None:
    with pytest.raises(StudyError, match="2 values but 1 persons"):
        Sample([0.0, 1.0], ["ann"])


def test_binary_dust_does_not_make_two_amounts_of_one() -> None:
    assert Sample([0.3, 0.1 + 0.2]).support.tolist() == [0.3]


@given(amounts)
def test_the_ecdf_is_the_share_at_most_x(values: list[float]) -> None:
    sample = Sample(values)
    expected = [np.mean(sample.numbers <= x) for x in sample.support]
    np.testing.assert_allclose(sample.ecdf(sample.support), expected)


@given(amounts)
def test_with_a_person_per_value_the_covariance_is_that_of_independent_values(values: list[float]) -> None:
    sample, named = Sample(values), Sample(values, [str(index) for index in range(len(values))])
    below = (sample.numbers[:, None] <= sample.support).astype(float)
    expected = np.atleast_2d(np.cov(below, rowvar=False)) / sample.n
    np.testing.assert_allclose(sample.covariance(sample.support), expected, atol=1e-12)
    np.testing.assert_allclose(named.covariance(sample.support), expected, atol=1e-12)


@given(amounts, st.data())
def test_the_covariance_is_the_sum_over_persons(values: list[float], data: st.DataObject) -> None:
    people = data.draw(st.lists(st.sampled_from("abcd"), min_size=len(values), max_size=len(values)))
    sample, distinct = Sample(values, people), sorted(set(people))
    x = grid([values])
    expected = np.full((len(x), len(x)), np.nan)
    if len(distinct) > 1:
        psi = [
            sum(((v <= x) - sample.ecdf(x)) / sample.n for v, p in zip(sample.numbers, people, strict=True) if p == q)
            for q in distinct
        ]
        expected = len(distinct) / (len(distinct) - 1) * np.sum([np.outer(each, each) for each in psi], axis=0)
    if len(distinct) < len(values):
        np.testing.assert_allclose(sample.covariance(x), expected, atol=1e-12)


def test_persons_who_repeat_themselves_count_once() -> None:
    values = np.repeat(np.linspace(0, 2, 50), 4)
    assert Sample(values, [str(index // 4) for index in range(200)]).effective_n == 50


def test_persons_who_are_all_alike_may_be_one_answer_each() -> None:
    assert Sample([0.0] * 12, ["a", "b", "c"] * 4).effective_n == 3


def test_unrelated_values_of_a_person_count_as_independent() -> None:
    values = np.random.default_rng(0).random(400)
    assert Sample(values, [str(index % 100) for index in range(400)]).effective_n > 350


@given(amounts, st.integers(1, 6))
def test_the_effective_n_lies_between_one_and_n(values: list[float], persons: int) -> None:
    sample = Sample(values, [str(index % persons) for index in range(len(values))])
    assert 1 <= sample.effective_n <= sample.n


def test_resamples_of_a_constant_sample_vary_towards_people() -> None:
    sample, x = Sample([0.0] * 30), np.array([0.0, 1.0])
    curves = sample.resample(x, np.array([0.5, 1.0]), 500, np.random.default_rng(0))
    assert 0.85 < curves[:, 0].min() < curves[:, 0].max() == 1.0
