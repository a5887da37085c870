from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from vs_sim.study.data.clustered_sample import Sample
from vs_sim.study.data.ecdf import Ecdf, grid, largest_gap
from vs_sim.study.data.reference import Reference, exact_reference, load_reference
from vs_sim.study.inference.missing_bounds import distance_bounds, summary_bounds

PAID = load_reference("persuasion_for_good/paid")
SPAN = (0.0, 2.0)
amounts = st.lists(st.sampled_from([0.0, 0.1, 0.5, 1.0, 1.5, 2.0]), max_size=12)


def distance(values: list[float], reference: Reference = PAID) -> float:
    sample = Sample(values)
    x = grid([sample.support, reference.support])
    return float(largest_gap(Ecdf(x, sample.ecdf(x)), Ecdf(x, reference.ecdf(x))))


@given(amounts, amounts)
def test_whatever_was_missing_the_distance_lies_between_the_bounds(seen: list[float], missing: list[float]) -> None:
    if not seen + missing:
        return
    low, high = distance_bounds(Sample(seen), len(missing), PAID, SPAN)
    assert low - 1e-9 <= distance(seen + missing) <= high + 1e-9


def test_nothing_missing_leaves_the_distance() -> None:
    seen = [0.0, 0.5, 0.5, 2.0]
    assert distance_bounds(Sample(seen), 0, PAID, SPAN) == pytest.approx((distance(seen), distance(seen)))


def test_the_upper_bound_is_reached() -> None:
    seen = [0.0, 0.5, 1.0, 1.0]
    reached = max(distance([*seen, *[value] * 3]) for value in (0.0, *np.nextafter(PAID.support, 9)[:-1], 2.0))
    assert distance_bounds(Sample(seen), 3, PAID, SPAN)[1] == pytest.approx(reached)


def test_the_lower_bound_is_zero_where_the_missing_can_complete_the_law() -> None:
    law = exact_reference({0.0: 0.5, 1.0: 0.5})
    assert distance_bounds(Sample([0.0, 0.0]), 2, law, SPAN)[0] == pytest.approx(0.0)


def test_the_lower_bound_is_what_cannot_be_mended() -> None:
    law = exact_reference({0.0: 0.25, 1.0: 0.75})
    assert distance_bounds(Sample([0.0, 0.0]), 2, law, SPAN)[0] == pytest.approx(0.25)


@given(amounts.filter(bool), amounts)
def test_whatever_was_missing_the_mean_lies_between_the_bounds(seen: list[float], missing: list[float]) -> None:
    low, high = summary_bounds(Sample(seen), len(missing), "mean", SPAN)
    assert low - 1e-9 <= np.mean(seen + missing) <= high + 1e-9


def test_the_donor_share_is_bounded_by_all_giving_and_none() -> None:
    assert summary_bounds(Sample([0.0, 1.0]), 2, "donor_share", SPAN) == pytest.approx((0.25, 0.75))


def test_of_nothing_at_all_nothing_is_known() -> None:
    assert np.isnan(distance_bounds(Sample([]), 0, PAID, SPAN)).all()
    assert np.isnan(summary_bounds(Sample([]), 0, "mean", SPAN)).all()
