"""Verdicts: of an estimate alone, and of estimates that are judged together."""

from __future__ import annotations

import math
from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import stats

from vs_sim.study.data.estimate import Estimate, Verdict, descriptive
from vs_sim.study.inference.judging import holm, judged_alone, judged_together, verdict_alone, verdict_of_contrast

KS = Estimate("ks", "gift", 0.2, low=0.1, n=99, personas=99, upper=0.3, sampling_noise=0.1, p=0.001, margin=0.15)
MEAN = Estimate("mean", "gift", 0.2, n=99, personas=99, p=0.001)


@pytest.mark.parametrize(
    ("low", "upper", "p", "said"),
    [
        (0.0, 0.14, 0.4, "equivalent"),
        (0.16, 0.3, 0.001, "beyond the margin"),
        (0.1, 0.3, 0.001, "different"),
        (0.0, 0.16, 0.4, "inconclusive"),
    ],
)
def test_a_distance_alone_has_the_verdict_of_the_contract(low: float, upper: float, p: float, said: Verdict) -> None:
    assert verdict_alone(replace(KS, low=low, upper=upper, p=p)) == said


@given(st.floats(0, 1), st.floats(0, 1), st.floats(0, 1))
def test_no_difference_is_claimed_beside_a_p_above_five_percent(low: float, upper: float, p: float) -> None:
    said = verdict_alone(replace(KS, low=min(low, upper), upper=max(low, upper), p=p))
    assert said in (("equivalent", "inconclusive") if p > 0.05 else ("equivalent", "beyond the margin", "different"))


def test_a_lower_bound_at_the_margin_is_not_beyond_it() -> None:
    assert verdict_alone(replace(KS, low=0.15)) == "different"


def test_an_equivalence_that_missing_answers_could_overturn_is_inconclusive() -> None:
    near = replace(KS, low=0.0, upper=0.1, p=0.4, missing=37, low_missing=0.0, upper_missing=0.23, p_missing=1.0)
    found = judged_alone(near)
    assert (found.verdict, found.reason) == ("inconclusive", "missing dialogues")
    assert found.verdict_text == "inconclusive because 37 dialogues are missing"


def test_a_claim_that_holds_whatever_the_missing_answers_were_is_made() -> None:
    near = replace(KS, low=0.0, upper=0.1, p=0.4, missing=2, low_missing=0.0, upper_missing=0.12, p_missing=1.0)
    assert (judged_alone(near).verdict, judged_alone(near).reason) == ("equivalent", None)


def test_missing_answers_may_leave_a_difference_and_take_its_size() -> None:
    far = replace(KS, low=0.16, missing=5, low_missing=0.1, upper_missing=0.4, p_missing=0.01)
    assert (judged_alone(far).verdict, judged_alone(far).reason) == ("different", "missing dialogues")


@given(st.floats(0, 1), st.floats(0, 1), st.floats(0, 1), st.floats(0, 1), st.floats(0, 1), st.floats(0, 1))
def test_missing_answers_never_add_a_claim(
    low: float, upper: float, p: float, less: float, more: float, q: float
) -> None:
    whole = replace(KS, low=min(low, upper), upper=max(low, upper), p=p)
    worse = replace(
        whole, missing=1, low_missing=whole.low * less, upper_missing=whole.upper + more, p_missing=max(p, q)
    )
    allowed = {"beyond the margin": {"beyond the margin", "different"}}
    said = verdict_alone(whole)
    assert verdict_alone(worse) in allowed.get(str(said), {said}) | {"inconclusive"}


def test_in_a_family_a_distance_beyond_the_margin_needs_the_adjusted_p_too() -> None:
    far = replace(KS, low=0.16, p=0.03)
    assert verdict_alone(far) == "beyond the margin"
    assert judged_together([far, *[replace(MEAN, p=0.5)] * 9])[0].verdict == "inconclusive"


def test_a_bound_at_the_margin_is_not_equivalent() -> None:
    assert verdict_alone(replace(KS, low=0.0, upper=0.15, p=0.4)) == "inconclusive"


def test_a_distance_below_the_margin_is_equivalent_even_where_it_exceeds_sampling_noise() -> None:
    assert verdict_alone(replace(KS, low=0.02, upper=0.14)) == "equivalent"


@pytest.mark.parametrize(("p", "said"), [(0.05, "different"), (0.06, "inconclusive")])
def test_without_a_margin_p_decides_and_equivalence_is_never_shown(p: float, said: Verdict) -> None:
    assert verdict_alone(replace(MEAN, p=p)) == said


def test_what_is_not_tested_has_no_verdict() -> None:
    assert verdict_alone(replace(MEAN, p=math.nan)) is None
    assert verdict_alone(replace(descriptive(KS), p=math.nan)) is None


@pytest.mark.parametrize("estimate", [KS, MEAN])
def test_fewer_than_thirty_persons_are_inconclusive(estimate: Estimate) -> None:
    assert verdict_alone(replace(estimate, personas=29)) == "inconclusive"


@given(st.floats(0, 0.5), st.floats(0, 0.5), st.floats(0, 1))
def test_a_family_of_one_has_the_verdict_of_the_estimate_alone(value: float, upper: float, p: float) -> None:
    estimate = replace(KS, value=value, upper=max(value, upper), p=p)
    (judged,) = judged_together([estimate])
    assert (judged.verdict, judged.p_adjusted) == (verdict_alone(estimate), p)


def test_one_difference_among_many_needs_more_than_one_in_twenty() -> None:
    family = [replace(MEAN, p=0.03), *[replace(MEAN, p=0.5)] * 9]
    assert {each.verdict for each in judged_together(family)} == {"inconclusive"}


def test_an_equivalence_does_not_depend_on_who_is_judged_with_it() -> None:
    near = replace(KS, value=0.08, upper=0.14, p=0.4)
    assert judged_together([near, *[MEAN] * 50])[0].verdict == "equivalent"


def test_among_equal_populations_a_family_is_rarely_called_different() -> None:
    draws = np.random.default_rng(0).uniform(size=(400, 12))
    families = [judged_together([replace(MEAN, p=p) for p in row]) for row in draws.tolist()]
    assert np.mean([any(each.verdict == "different" for each in family) for family in families]) <= 0.075


@given(st.lists(st.floats(0, 1), min_size=1, max_size=20))
def test_adjusted_p_are_those_of_the_step_down_procedure(values: list[float]) -> None:
    found = holm(values)
    order = np.argsort(values, kind="stable")
    steps = np.maximum.accumulate([(len(values) - rank) * values[at] for rank, at in enumerate(order)]).clip(max=1)
    assert [found[at] for at in order] == pytest.approx(steps.tolist())


def test_two_tests_are_adjusted_as_scipy_controls_them() -> None:
    smaller = stats.false_discovery_control([0.01, 0.9], method="by")  # never below Holm's for the smallest of two
    assert holm([0.01, 0.9])[0] == 0.02 <= smaller[0]


@pytest.mark.parametrize(
    ("p", "persons", "said"),
    [(0.01, 60, "different"), (0.2, 60, "inconclusive"), (0.01, 29, "inconclusive"), (math.nan, 60, None)],
)
def test_a_contrast_is_different_or_inconclusive(p: float, persons: int, said: Verdict | None) -> None:
    assert verdict_of_contrast(p, persons) == said
