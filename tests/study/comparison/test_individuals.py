from __future__ import annotations

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.places import needs_shared
from tests.study.corpus import payments, published
from vs_sim.errors import StudyError
from vs_sim.study.comparison.individuals import PersonPairs, estimate_pairs, expected
from vs_sim.study.data.published_vs_paper import empty_answer, load_paper
from vs_sim.study.measure import find_measure

amounts = st.lists(st.integers(0, 8).map(lambda quarters: quarters / 4), min_size=1, max_size=30)


def pairs(simulated: list[float], own: list[float]) -> PersonPairs:
    return PersonPairs(simulated, own, [str(at) for at in range(len(own))], "gift", "USD")


@given(amounts, st.randoms())
def test_independent_pairing_is_the_mean_over_all_pairs(values: list[float], random: object) -> None:
    own = sorted(values)
    every = [abs(one - other) for one in values for other in own]
    assert expected(pairs(values, own), find_measure("mae")) == pytest.approx(np.mean(every))


def test_the_measure_comes_first_and_its_baselines_after() -> None:
    found = estimate_pairs(pairs([0.0, 1.0, 2.0, 0.0], [0.0, 1.0, 1.0, 0.5]))
    assert [estimate.name for estimate in found] == [
        "mae",
        "mae shuffled",
        "mae always 0",
        "mae always the median (0.5)",
        "mae best constant (0.5)",
    ]
    assert found[0].value == pytest.approx(0.375)


def test_a_simulation_that_knows_its_persons_is_nearer_than_shuffled_ones() -> None:
    own = np.random.default_rng(0).choice([0.0, 0.5, 1.0, 2.0], size=60).tolist()
    first, null, *_ = estimate_pairs(pairs(own, own))
    assert (first.value, first.note) == (0, "0% of shuffled pairings are as near as or nearer than this: p = .000")
    assert null.low > 0


def test_one_that_does_not_is_not() -> None:
    rng = np.random.default_rng(1)
    own, others = (rng.choice([0.0, 0.5, 1.0, 2.0], size=60).tolist() for _ in range(2))
    first, null, *_ = estimate_pairs(pairs(others, own))
    assert null.low < first.value < null.high


def test_no_pairs_are_not_measured() -> None:
    (found,) = estimate_pairs(pairs([], []))
    assert math.isnan(found.value)


def test_pairs_need_both_sides() -> None:
    with pytest.raises(StudyError, match="2 simulated values, 1 own ones"):
        PersonPairs([0.0, 1.0], [0.0], ["ann"])


def test_a_measure_of_another_shape_is_refused() -> None:
    with pytest.raises(StudyError, match="'ks' is one of samples, not of pairs"):
        estimate_pairs(pairs([0.0], [0.0]), "ks")


@needs_shared
def test_constants_and_shuffled_people_of_period_c() -> None:
    table = payments(published().period_c())
    people = PersonPairs(table.values[::-1], table.values, table.sample.people or [], "paid", "USD")
    _, null, zero, median, best = (round(estimate.value, 3) for estimate in estimate_pairs(people))
    assert (null, zero, median, best) == (0.623, 0.465, 0.454, 0.454)


def test_the_empty_answer_beats_every_method_of_the_paper() -> None:
    paper = load_paper()
    assert paper.constant_mae() == pytest.approx(0.485, abs=0.001)
    assert paper.constant_mae() < min(row.mae for row in paper.rows)
    assert "better than every method" in empty_answer()
