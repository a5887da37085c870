from __future__ import annotations

import doctest

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import stats
from scipy.spatial.distance import jensenshannon

from vs_sim.errors import StudyError
from vs_sim.study.data import bins, text_statistics
from vs_sim.study.data.bins import binned
from vs_sim.study.data.clustered_sample import Sample
from vs_sim.study.data.ecdf import Floats, Law
from vs_sim.study.measure import find_measure

amounts = st.lists(st.integers(0, 250).map(lambda cents: cents / 100), min_size=1, max_size=60)


def laws(values: list[float], others: list[float]) -> tuple[Law, Law]:
    first, second = Sample(values), Sample(others)
    x = np.union1d(first.support, second.support)
    return Law(x, first.ecdf(x)), Law(x, second.ecdf(x))


def histogram(values: list[float], width: float) -> Floats:
    numbers = np.ceil(np.round(np.array(values) / width, 9)).astype(int)
    return np.bincount(numbers, minlength=20) / len(values)


@given(amounts, amounts, st.sampled_from([0.25, 0.5, 1.0]))
def test_bins_hold_what_a_histogram_counts(values: list[float], others: list[float], width: float) -> None:
    found = binned(laws(values, others)[0], width)
    expected = histogram(values, width)
    assert np.sort(found[found > 0]) == pytest.approx(np.sort(expected[expected > 0]))


@given(amounts, amounts)
def test_jensen_shannon_is_that_of_scipy(values: list[float], others: list[float]) -> None:
    expected = jensenshannon(histogram(values, 0.25), histogram(others, 0.25), base=2)
    found = find_measure("jensen_shannon@0.25")(*laws(values, others))
    assert found == pytest.approx(np.nan_to_num(expected), abs=1e-7)


@given(amounts, amounts)
def test_entropy_and_kl_are_those_of_scipy(values: list[float], others: list[float]) -> None:
    own, theirs = histogram(values, 0.25), histogram(others, 0.25)
    assert find_measure("entropy@0.25").summary(laws(values, others)[0]) == pytest.approx(stats.entropy(own, base=2))
    expected = stats.entropy(theirs, 0.05 * theirs + 0.95 * own)
    assert find_measure("kl@0.25,0.05")(*laws(values, others)) == pytest.approx(expected, abs=1e-12)


@given(amounts, amounts)
def test_energy_is_that_of_scipy(values: list[float], others: list[float]) -> None:
    expected = stats.energy_distance(values, others)
    assert find_measure("energy")(*laws(values, others)) == pytest.approx(expected, abs=1e-9)


@given(amounts, amounts)
def test_kl_is_bounded_by_its_smoothing(values: list[float], others: list[float]) -> None:
    assert 0 <= find_measure("kl@0.25,0.05")(*laws(values, others)) <= -np.log(0.05) + 1e-12


def test_coverage_is_what_draws_meet() -> None:
    values, others = [0.0] * 5 + [1.0] * 4 + [2.0], [0.0, 1.0, 2.0, 0.5]
    draws = np.random.default_rng(0).choice(values, size=(20_000, 6))
    seen = np.mean([[point in row for point in (0.0, 0.5, 1.0, 2.0)] for row in draws])
    assert find_measure("coverage@0.5,6").summary(*laws(values, others)) == pytest.approx(seen, abs=0.01)


def test_the_variance_ratio_is_one_of_people_and_unknown_where_they_do_not_vary() -> None:
    assert find_measure("variance_ratio").summary(*laws([0.0, 2.0], [0.0, 1.0])) == pytest.approx(4)
    assert np.isnan(find_measure("variance_ratio").summary(*laws([0.0, 2.0], [1.0])))


@pytest.mark.parametrize("name", ["total_variation@0", "entropy@-1", "kl@0.25,0", "coverage@0.5,0"])
def test_a_number_out_of_range_is_refused(name: str) -> None:
    with pytest.raises(StudyError, match=r"must be above 0|needs at least 1"):
        find_measure(name)(*laws([0.0, 1.0], [1.0]))


@pytest.mark.parametrize(
    ("name", "message"),
    [
        ("kl@0.25", "'kl' takes 2 numbers"),
        ("coverage@0.5,x", "'x' in .* is not a whole number"),
        ("entropy", "a number"),
    ],
)
def test_numbers_must_be_as_many_as_declared(name: str, message: str) -> None:
    with pytest.raises(StudyError, match=message):
        find_measure(name)


@pytest.mark.parametrize("module", [bins, text_statistics])
def test_the_examples_run(module: object) -> None:
    results = doctest.testmod(module)  # type: ignore[arg-type]
    assert results.attempted and not results.failed
