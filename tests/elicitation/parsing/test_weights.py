from __future__ import annotations

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vs_sim.core.distribution import Distribution
from vs_sim.elicitation.parsing.candidates import Unusable, Wanted, distribution
from vs_sim.elicitation.parsing.field_names import Scale
from vs_sim.elicitation.parsing.items import ABSENT, Item
from vs_sim.elicitation.parsing.repair import Repairs
from vs_sim.elicitation.parsing.weights import Definition

weights = st.one_of(st.floats(), st.integers(), st.none(), st.text(max_size=8), st.just(ABSENT))


def weighed(*values: object, scale: Scale = "asked", definition: Definition = "explicit") -> Distribution:
    items = [Item(f"text {at}", value, scale) for at, value in enumerate(values)]
    return distribution(items, Wanted(len(items), definition=definition), Repairs())


def shares(*values: object, scale: Scale = "asked", definition: Definition = "explicit") -> list[float]:
    return weighed(*values, scale=scale, definition=definition).probabilities


def test_percent_numbers_on_one_scale_are_weights() -> None:
    assert shares(60, 30, 10) == pytest.approx([0.6, 0.3, 0.1])


def test_a_value_above_one_is_not_clipped() -> None:
    assert shares(1.2, 0.5, 0.3) == pytest.approx([0.6, 0.25, 0.15])


def test_signed_percentages_join_fractions() -> None:
    assert shares("45%", 0.3, "25%") == pytest.approx([0.45, 0.3, 0.25])


def test_unsigned_numbers_beside_signed_percentages_are_percentages() -> None:
    assert shares("60%", 30, 10) == pytest.approx([0.6, 0.3, 0.1])


def test_a_missing_weight_gets_the_uniform_share() -> None:
    assert shares(0.6, None, 0.2) == pytest.approx([0.5, 1 / 3, 1 / 6])


def test_without_any_usable_weight_the_law_is_uniform() -> None:
    assert shares("high", "low") == [0.5, 0.5]


def test_all_zero_is_uniform() -> None:
    assert shares(0, 0, 0, 0) == [0.25] * 4


def test_a_negative_weight_is_zero_and_keeps_its_place() -> None:
    assert shares(-0.2, 0.5, 0.5) == [0, 0.5, 0.5]


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
    items = [Item("a", 1.0, "nll"), Item("a", 1.0, "nll"), Item("b", 1.0, "nll")]
    merged = distribution(items, Wanted(), Repairs())
    assert [(c.stated, round(c.probability, 6)) for c in merged.candidates] == [(1.0, 0.666667), (1.0, 0.333333)]


def test_masses_of_one_text_add_up_at_its_first_place() -> None:
    merged = distribution([Item("a", 0.2), Item("b", 0.5), Item(" a", 0.3)], Wanted(), Repairs())
    assert (merged.texts, merged.candidates[0].stated) == (["a", "b"], 0.5)


def test_without_texts_there_is_no_distribution() -> None:
    with pytest.raises(Unusable, match="no_candidates"):
        distribution([Item(None, 0.5), Item(" ", 0.5)], Wanted(), Repairs())


@given(
    st.lists(weights, min_size=1, max_size=20),
    st.sampled_from(["asked", "percent", "nll", "perplexity", "logprob"]),
)
def test_whatever_is_stated_the_law_is_valid(values: list[object], scale: Scale) -> None:
    law = shares(*values, scale=scale)
    assert all(math.isfinite(p) and p >= 0 for p in law) and abs(math.fsum(law) - 1) < 1e-9


@given(st.lists(st.floats(1e-6, 1e6), min_size=2, max_size=10), st.floats(1e-3, 1e3))
def test_only_ratios_count(values: list[float], factor: float) -> None:
    scaled = [value * factor for value in values]
    assert shares(*scaled, scale="probability") == pytest.approx(shares(*values, scale="probability"))


@given(st.lists(weights, min_size=2, max_size=10))
def test_the_order_of_answers_is_theirs(values: list[object]) -> None:
    assert weighed(*values).texts == [f"text {at}" for at in range(len(values))]


@given(st.lists(weights, min_size=1, max_size=10))
def test_normalising_again_changes_nothing(values: list[object]) -> None:
    once = weighed(*values).normalised()
    assert once.normalised() == once
