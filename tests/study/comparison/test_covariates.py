from __future__ import annotations

import math

import numpy as np
import pytest

from tests.places import needs_shared
from tests.study.corpus import HEADER, payments, published
from vs_sim.errors import StudyError, UnknownName
from vs_sim.study.comparison.covariates import estimate_table, moments_of_table
from vs_sim.study.data.clustered_sample import Sample
from vs_sim.study.data.outcome_table import OutcomeTable
from vs_sim.study.data.published_figures import load_moments
from vs_sim.study.inference.cluster_bootstrap import point_value
from vs_sim.study.measure import find_measure

SMALL = OutcomeTable(
    Sample([0.0, 0.0, 1.0, 2.0, 1.0, 0.0], ["a", "a", "b", "b", "c", "d"], "gift"),
    {"care": [1, 1, 3, 3, 2, None], "sex": ["f", "f", "m", "m", "f", None]},
    unit="USD",
)


def of(table: OutcomeTable, name: str) -> float:
    return point_value(lambda weights: find_measure(name).of(table, weights), table.sample.n)


@pytest.mark.parametrize(
    "name", ["trait_effect@care", "trait_correlation@care", "subgroup_gap@sex=f", "within_person", "retest_gap"]
)
def test_a_weight_is_a_repetition(name: str) -> None:
    weights = np.array([[2.0, 2.0, 1.0, 1.0, 3.0, 1.0]])
    chosen = [at for at, often in enumerate(weights[0]) for _ in range(int(often))]
    people = [
        f"{(SMALL.sample.people or ())[at]} {sum(other == at for other in chosen[:n])}" for n, at in enumerate(chosen)
    ]
    traits = {trait: [entries[at] for at in chosen] for trait, entries in SMALL.traits.items()}
    repeated = OutcomeTable(Sample([SMALL.values[at] for at in chosen], people), traits)
    assert find_measure(name).of(SMALL, weights)[0] == pytest.approx(of(repeated, name))


def test_who_is_not_known_is_left_out() -> None:
    assert of(SMALL, "subgroup_gap@sex=m") == pytest.approx(1.5 - 1 / 3)


def test_a_gap_has_the_unit_of_the_amounts() -> None:
    assert [estimate_table(SMALL, name).unit for name in ("subgroup_gap@sex=m", "within_person")] == ["USD", ""]


@pytest.mark.parametrize("name", ["within_person", "retest_gap", "variance_split@persona"])
def test_without_repeated_measures_persons_are_not_measured(name: str) -> None:
    single = OutcomeTable(Sample([0.0, 1.0, 2.0]), {}, np.array([0.0, 1.0, 2.0]), np.zeros(3))
    assert math.isnan(of(single, name))


def test_a_simulation_that_draws_afresh_has_no_persons() -> None:
    values = np.random.default_rng(0).choice([0.0, 0.5, 1.0], size=500)
    table = OutcomeTable(Sample(values, np.repeat(np.arange(100), 5).astype(str).tolist()))
    found = estimate_table(table, "within_person", load_moments("persuasion_for_good/persons"))
    assert found.low < -0.5 < found.value - 0.5 + 0.1
    assert found.high < 0 and found.human == pytest.approx(0.78, abs=0.005)


@pytest.mark.parametrize(
    ("name", "message"),
    [
        ("trait_effect@sex", "'sex' is not a number"),
        ("subgroup_gap@sex=x", "nobody has sex=x; sex is f, m"),
        ("variance_split@mood", "no part 'mood'"),
        ("variance_split@draw", "distributions .* are not known"),
        ("distinct@1", "is one of texts, not of tables"),
    ],
)
def test_what_cannot_be_measured_says_why(name: str, message: str) -> None:
    with pytest.raises(StudyError, match=message):
        estimate_table(SMALL, name)


def test_an_unknown_trait_meets_the_nearest() -> None:
    with pytest.raises(UnknownName, match="no trait 'car'"):
        estimate_table(SMALL, "trait_effect@car")


def test_groups_of_ten_and_traits_that_vary_are_listed() -> None:
    traits = {"care": [1, 2] * 10, "same": [1] * 20, "sex": ["f"] * 10 + ["m"] * 10, "rare": ["x"] + ["y"] * 19}
    listed = OutcomeTable(Sample([0.0, 1.0] * 10), traits).names  # type: ignore[arg-type]
    assert listed == ["trait_effect@care", "trait_correlation@care", "subgroup_gap@sex=f", "subgroup_gap@sex=m"]


@needs_shared
def test_figures_of_traits_in_period_c() -> None:
    table = payments(published().period_c())
    names = ["trait_effect@agreeable", "trait_effect@care", "trait_effect@benevolence"]
    names += ["trait_correlation@agreeable", "trait_correlation@care", "within_person", "retest_gap"]
    found = [round(of(table, name), 3 if "corr" in name else 2) for name in names]
    assert found == [0.44, 0.29, 0.26, 0.147, 0.145, 0.78, 0.15]


@needs_shared
def test_the_interval_of_the_correlation_within_persons() -> None:
    found = estimate_table(payments(published().period_c()), "within_person")
    assert (found.low, found.high) == pytest.approx((0.59, 0.92), abs=0.02)


@needs_shared
def test_the_correlations_over_all_dialogues() -> None:
    table = payments(published().persuadees)
    traits = {"care": 0.167, "agreeable": 0.105, "authority": 0.125, "hedonism": -0.116}
    found = {trait: round(of(table, f"trait_correlation@{trait}"), 3) for trait in traits}
    assert found == pytest.approx(traits, abs=0.0015)


@needs_shared
def test_a_shipped_effect_is_made_again() -> None:
    table = payments(published().period_c())
    names = ["trait_effect@care", "subgroup_gap@sex=Male"]
    assert moments_of_table(table, names, HEADER).rows == {
        name: load_moments("persuasion_for_good/traits").rows[name] for name in names
    }
