from __future__ import annotations

import math

import numpy as np
import pytest
from hypothesis import given, settings

from tests.study.ecdfs import amounts
from tests.study.people import PAID, donors_lost, draws, moved
from vs_sim.errors import StudyError, UnknownName
from vs_sim.study.data.clustered_sample import Sample
from vs_sim.study.data.ecdf import Ecdf, stretched
from vs_sim.study.data.reference import exact_reference
from vs_sim.study.inference.two_sample import estimate_measure
from vs_sim.study.measure import MEASURES, find_measure

PEOPLE = np.repeat(PAID.support, np.asarray(PAID.counts, dtype=int))
NAMES = [
    "ks",
    "wasserstein",
    "donor_share",
    "mean",
    "median",
    "mass@0.5",
    "share_below@0.5",
    "energy",
    "total_variation@0.25",
]
NAMES += ["jensen_shannon@0.25", "kl@0.25,0.05", "variance_ratio", "entropy@0.25", "effective_outcomes@0.25"]
NAMES += ["coverage@0.5,20", "precision@0.25"]
each_measure = pytest.mark.parametrize("name", NAMES)
quick = settings(max_examples=20, deadline=None)


def test_every_measure_of_samples_is_tested_here() -> None:
    assert sorted(name for name in MEASURES.names() if MEASURES.get(name).shape == "samples") == sorted(
        name.partition("@")[0] for name in NAMES
    )


@each_measure
def test_a_measure_is_vectorised_over_curves(name: str) -> None:
    curves = PAID.resample(np.random.default_rng(0), 7)
    people = Ecdf(PAID.support, PAID.curve)
    together = find_measure(name)(Ecdf(PAID.support, curves), people)
    one_by_one = [float(find_measure(name)(Ecdf(PAID.support, curve), people)) for curve in curves]
    assert together.tolist() == pytest.approx(one_by_one)


@each_measure
def test_people_do_not_differ_from_themselves(name: str) -> None:
    people = Ecdf(PAID.support, PAID.curve)
    assert find_measure(name)(people, people) == pytest.approx(0, abs=1e-12)


@each_measure
def test_a_finer_grid_changes_nothing(name: str) -> None:
    curve = donors_lost(0.2).cumsum()
    fine = np.linspace(0, 2, 201).round(9)
    coarse = find_measure(name)(Ecdf(PAID.support, curve), Ecdf(PAID.support, PAID.curve))
    finer = find_measure(name)(*(Ecdf(fine, stretched(each, PAID.support, fine)) for each in (curve, PAID.curve)))
    assert finer == pytest.approx(coarse)


@each_measure
@pytest.mark.parametrize("values", [[0.0] * 40, [2.0] * 40, [5.0], [0.0, 2.0]], ids=str)
def test_constant_and_tiny_samples_have_an_interval(name: str, values: list[float]) -> None:
    found = estimate_measure(values, name, PAID)
    assert found.low <= found.high and math.isfinite(found.sampling_noise)


@each_measure
def test_an_empty_run_is_not_measured(name: str) -> None:
    found = estimate_measure([], name, PAID)
    assert (found.n, math.isnan(found.value), math.isnan(found.low)) == (0, True, True)


@each_measure
def test_equal_inputs_give_equal_estimates(name: str) -> None:
    sample = draws(moved(0.2, start=0.0, end=1.0), 60, np.random.default_rng(0))
    assert repr(estimate_measure(sample, name, PAID, seed=2)) == repr(estimate_measure(sample, name, PAID, seed=2))


@each_measure
@given(amounts)
@quick
def test_the_value_lies_in_its_interval(name: str, values: list[float]) -> None:
    found = estimate_measure(values, name, PAID)
    centre = found.value if math.isnan(found.difference) else found.difference
    assert name == "median" or found.low - 1e-9 <= centre <= found.high + 1e-9


def test_a_constant_sample_far_from_a_known_law_lies_in_its_interval() -> None:
    found = estimate_measure([5.0] * 40, "wasserstein", exact_reference({0.0: 1.0}))
    assert found.low < found.value == found.high == 5


def test_a_summary_stands_beside_that_of_people() -> None:
    found = estimate_measure([0.0, 1.0] * 50, "mean", PAID)
    assert (found.value, found.human) == pytest.approx((0.5, PAID.mean))
    assert found.difference == pytest.approx(0.5 - PAID.mean)


def test_only_the_distance_that_is_judged_votes() -> None:
    verdicts = {name: estimate_measure([2.0] * 40, name, PAID).verdict for name in NAMES}
    assert verdicts == {"ks": "beyond the margin", **dict.fromkeys(NAMES[1:])}


def test_amounts_have_the_unit_of_the_reference_and_shares_none() -> None:
    units = {name: estimate_measure([2.0] * 40, name, PAID).unit for name in NAMES}
    assert [name for name, unit in units.items() if unit == "USD"] == ["wasserstein", "mean", "median"]


def test_the_interval_of_the_mean_is_that_of_theory() -> None:
    sample = draws(PAID.probabilities, 200, np.random.default_rng(1))
    found = estimate_measure(sample, "mean", PAID)
    step = np.diff(PAID.support)
    error = math.sqrt(sample.numbers.var() / 200 + step @ PAID.clustered[:-1, :-1] @ step)
    assert found.high - found.low == pytest.approx(2 * 1.96 * error, rel=0.08)


def test_repeating_personas_widen_the_interval_and_are_noted() -> None:
    values = np.repeat(draws(PAID.probabilities, 50, np.random.default_rng(0)).numbers, 4)
    repeated = estimate_measure(Sample(values, [str(index // 4) for index in range(200)]), "mean", PAID)
    single = estimate_measure(Sample(values), "mean", PAID)
    assert repeated.high - repeated.low > 1.4 * (single.high - single.low)
    assert repeated.note == "50 personas; as informative as 50 independent dialogues"


def test_an_unknown_measure_meets_the_nearest_known_one() -> None:
    with pytest.raises(UnknownName) as caught:
        estimate_measure([0.0], "wassertein", PAID)
    assert caught.value.hint == "did you mean 'wasserstein'?"


@pytest.mark.parametrize(
    ("name", "message"),
    [("mass", "'mass' takes a number"), ("ks@1", "'ks' takes no number"), ("mass@half", "'half' in 'mass@half'")],
)
def test_a_number_behind_a_name_must_fit(name: str, message: str) -> None:
    with pytest.raises(StudyError, match=message):
        find_measure(name)
