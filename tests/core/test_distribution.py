from __future__ import annotations

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vs_sim.core.distribution import Candidate, Distribution, Draw, Select, uniform_over

weights = st.lists(st.floats(0, 1e6), min_size=1, max_size=12)
numbers = st.floats(0, 1, exclude_max=True)


def distribution(*probabilities: float) -> Distribution:
    return Distribution(tuple(Candidate(str(i), p, p) for i, p in enumerate(probabilities)))


def test_a_distribution_has_at_least_one_candidate() -> None:
    with pytest.raises(ValueError, match="at least one"):
        Distribution(())


@pytest.mark.parametrize("bad", [-0.1, math.nan, math.inf])
def test_a_probability_is_finite_and_not_negative(bad: float) -> None:
    with pytest.raises(ValueError, match="finite"):
        distribution(bad)


@given(weights)
def test_normalised_probabilities_sum_to_one(ps: list[float]) -> None:
    assert math.isclose(math.fsum(distribution(*ps).normalised().probabilities), 1, abs_tol=1e-9)


@given(weights)
def test_normalising_twice_changes_nothing(ps: list[float]) -> None:
    once = distribution(*ps).normalised()
    assert once.normalised().probabilities == pytest.approx(once.probabilities, abs=1e-12)


def test_all_zero_becomes_uniform_and_says_so() -> None:
    even = distribution(0, 0).normalised()
    assert even.probabilities == [0.5, 0.5]
    assert [repair.kind for repair in even.repairs] == ["all_zero"]


def test_stated_weights_survive_normalising() -> None:
    assert [c.stated for c in distribution(2, 6).normalised().candidates] == [2, 6]


def test_below_a_threshold_keeps_the_tail_and_says_so() -> None:
    tail = distribution(0.6, 0.3, 0.1).below(0.5)
    assert tail.probabilities == pytest.approx([0.75, 0.25])
    assert tail.repairs[-1].kind == "threshold"


def test_below_a_threshold_that_nothing_meets_is_an_error() -> None:
    with pytest.raises(ValueError, match="below"):
        distribution(0.5, 0.5).below(0.1)


def test_a_threshold_is_on_what_is_claimed_of_the_whole_law() -> None:
    listed = Distribution(tuple(Candidate(str(i), 0.05, 0.25) for i in range(4)))
    assert listed.below(0.1) is listed


def test_where_nothing_was_stated_a_threshold_is_on_the_probability() -> None:
    assert uniform_over(["a", "b"]).below(0.6).repairs == ()
    with pytest.raises(ValueError, match="below"):
        uniform_over(["a", "b"]).below(0.5)


@given(weights, st.sampled_from(["probability", "uniform", "mode"]))
def test_the_law_of_a_selection_sums_to_one(ps: list[float], select: Select) -> None:
    assert math.isclose(math.fsum(distribution(*ps).normalised().selection_probabilities(select)), 1)


@pytest.mark.parametrize(("u", "index"), [(0.0, 1), (0.29, 1), (0.31, 2), (0.999999, 2)])
def test_probability_inverts_the_cumulative_law_and_skips_zeros(u: float, index: int) -> None:
    assert distribution(0, 0.3, 0.7, 0).pick("probability", u) == index


@given(weights, numbers, st.sampled_from(["probability", "uniform", "mode"]))
def test_a_draw_is_always_one_of_the_candidates(ps: list[float], u: float, select: Select) -> None:
    normal = distribution(*ps).normalised()
    assert 0 <= normal.pick(select, u) < len(normal)


@given(weights, numbers)
def test_nothing_of_probability_zero_is_drawn(ps: list[float], u: float) -> None:
    drawn = Draw.make(distribution(*ps).normalised(), "probability", u)
    assert drawn.candidate.probability > 0


def test_mode_takes_the_first_of_the_likeliest() -> None:
    assert distribution(0.2, 0.4, 0.4).pick("mode", 0.99) == 1


def test_uniform_ignores_the_weights() -> None:
    assert distribution(0.98, 0.01, 0.01).pick("uniform", 0.67) == 2


def test_a_draw_survives_the_log() -> None:
    draw = Draw.make(distribution(1, 3).repair("percent", "x").normalised(), "probability", 0.5)
    assert Draw.from_dict(draw.to_dict()) == draw


def test_the_stated_sum_is_not_measured_when_nothing_was_stated() -> None:
    assert math.isnan(uniform_over(["a", "b"]).stated_sum)
