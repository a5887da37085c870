from __future__ import annotations

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vs_sim.core.distribution import Distribution
from vs_sim.elicitation.parsing.candidates import Listed, distribution
from vs_sim.elicitation.parsing.key_names import WeightScale
from vs_sim.elicitation.parsing.repair import Repairs, Unusable
from vs_sim.elicitation.parsing.weights import Definition, are_shares

weights = st.one_of(st.floats(), st.integers(), st.none(), st.text(max_size=8))


def weighed(*values: object, scale: WeightScale = "asked", definition: Definition = "explicit") -> Distribution:
    found = Listed(tuple(f"text {at}" for at in range(len(values))), values, scale)
    return distribution(found, len(values), definition, Repairs())


def shares(*values: object, scale: WeightScale = "asked", definition: Definition = "explicit") -> list[float]:
    return weighed(*values, scale=scale, definition=definition).probabilities


def reason(*values: object, scale: WeightScale = "asked", definition: Definition = "explicit") -> str:
    with pytest.raises(Unusable) as caught:
        weighed(*values, scale=scale, definition=definition)
    return caught.value.reason


def test_percent_numbers_on_one_scale_are_weights() -> None:
    assert shares(60, 30, 10) == pytest.approx([0.6, 0.3, 0.1])


def test_a_value_above_one_is_not_clipped() -> None:
    assert shares(1.2, 0.5, 0.3) == pytest.approx([0.6, 0.25, 0.15])


def test_signed_percentages_join_fractions() -> None:
    assert shares("45%", 0.3, "25%") == pytest.approx([0.45, 0.3, 0.25])


def test_unsigned_numbers_beside_signed_percentages_are_percentages_where_they_make_a_whole() -> None:
    assert shares("60%", 30, 10) == pytest.approx([0.6, 0.3, 0.1])


def test_unsigned_numbers_beside_signed_percentages_that_make_no_whole_are_on_no_common_scale() -> None:
    assert reason("60%", 5, 0.2) == "mixed_scales"


@pytest.mark.parametrize("weight", ["high", "0.2-0.3", "about a third", "", "NaN", math.nan, True, -0.2, {"low": 0.1}])
def test_one_weight_that_cannot_be_read_makes_the_answer_unreadable(weight: object) -> None:
    assert reason(0.6, weight, 0.2) == "unreadable_weight"


def test_a_weight_left_out_is_never_filled_in() -> None:
    assert reason(0.6, None, 0.2) == "missing_weight"


def test_weights_without_any_mass_are_no_distribution() -> None:
    assert reason(0, 0, 0) == "all_zero"


def test_an_explicit_zero_is_kept() -> None:
    assert shares(0, 0.5, 0.5) == [0, 0.5, 0.5]


def test_an_nll_is_a_logarithm() -> None:
    assert shares(1.0, 2.0, scale="nll")[0] == pytest.approx(1 / (1 + math.exp(-1)))


def test_large_nlls_do_not_underflow() -> None:
    assert shares(5000.0, 5001.0, scale="nll") == pytest.approx(shares(1.0, 2.0, scale="nll"))


def test_negative_nlls_are_read_as_log_probabilities() -> None:
    assert shares(-1.0, -2.0, scale="nll") == pytest.approx(shares(1.0, 2.0, scale="nll"))


def test_a_perplexity_counts_by_its_inverse() -> None:
    assert shares(2, 6, scale="perplexity") == pytest.approx([0.75, 0.25])


@pytest.mark.parametrize(("definition", "expected"), [("nll", 0.731), ("perplexity", 2 / 3), ("percentage", 1 / 3)])
def test_the_definition_asked_for_decides_where_the_key_does_not(definition: Definition, expected: float) -> None:
    assert shares(1.0, 2.0, definition=definition)[0] == pytest.approx(expected, abs=1e-3)


def test_stated_nlls_of_one_text_do_not_add_up() -> None:
    merged = distribution(Listed(("a", "a", "b"), (1.0, 1.0, 1.0), "nll"), None, "explicit", Repairs())
    assert [(c.stated, round(c.probability, 6)) for c in merged.candidates] == [(1.0, 0.666667), (1.0, 0.333333)]


def test_masses_of_one_text_add_up_at_its_first_place() -> None:
    merged = distribution(Listed(("a", "b", "a"), (0.2, 0.5, 0.3)), None, "explicit", Repairs())
    assert (merged.texts, merged.candidates[0].stated) == (["a", "b"], 0.5)


@pytest.mark.parametrize(("lost", "k"), [((None, None), 5), ((0.5,), 5), ((None,), 2)])
def test_more_than_a_third_lost_is_unreadable(lost: tuple[object, ...], k: int) -> None:
    with pytest.raises(Unusable, match="too_much_lost"):
        distribution(Listed(("a",), (0.5,), lost=lost), k, "explicit", Repairs())


def test_a_candidate_that_is_lost_is_named() -> None:
    found = distribution(Listed(("a", "b", "c"), (0.3, 0.3, 0.3), lost=(0.1,)), 4, "explicit", Repairs())
    assert ("lost_candidate", "1 dropped") in [(repair.kind, repair.detail) for repair in found.repairs]


@pytest.mark.parametrize(
    ("values", "whole"),
    [
        ([0.7, 0.3], True), ([70, 30], True), (["70%", "30%"], True), ([1, 0], False), ([0.9, 0.9], False),
        ([1.0], False), ([1, 2], False), (["high", "low"], False), ([0.7, None], False),
    ],
)  # fmt: skip
def test_shares_are_numbers_that_make_a_whole(values: list[object], whole: bool) -> None:
    assert are_shares(values) is whole


@given(
    st.lists(weights, min_size=1, max_size=20), st.sampled_from(["asked", "percent", "nll", "perplexity", "logprob"])
)
def test_whatever_is_stated_the_distribution_is_valid_or_there_is_none(
    values: list[object], scale: WeightScale
) -> None:
    try:
        found = shares(*values, scale=scale)
    except Unusable:
        return
    assert all(math.isfinite(p) and p >= 0 for p in found) and abs(math.fsum(found) - 1) < 1e-9


@given(st.lists(st.floats(1e-6, 1e6), min_size=2, max_size=10), st.floats(1e-3, 1e3))
def test_only_ratios_count(values: list[float], factor: float) -> None:
    scaled = [value * factor for value in values]
    assert shares(*scaled, scale="probability") == pytest.approx(shares(*values, scale="probability"))


@given(st.lists(st.floats(0.001, 1), min_size=2, max_size=10))
def test_the_order_of_answers_is_theirs(values: list[float]) -> None:
    assert weighed(*values).texts == [f"text {at}" for at in range(len(values))]
