from __future__ import annotations

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vs_sim.core.message import Message, Reply, Request
from vs_sim.core.model_entry import ModelEntry
from vs_sim.llm.prices import FREE, Tariff, tariff_of

tokens = st.integers(0, 10**6)


def test_a_price_is_stated_for_a_million_tokens() -> None:
    entry = ModelEntry.model_validate({"price": {"input": 2, "output": 8}})
    assert tariff_of(entry).of(1_000_000, 500_000) == pytest.approx(6)


def test_a_price_that_is_not_stated_is_not_nought() -> None:
    assert math.isnan(tariff_of(ModelEntry()).of(1, 1))
    assert tariff_of(ModelEntry()).paid(Reply("x", prompt_tokens=1, completion_tokens=1)) is None


@given(tokens, tokens)
def test_what_costs_nothing_costs_nothing(prompt: int, completion: int) -> None:
    assert FREE.paid(Reply("x", prompt_tokens=prompt, completion_tokens=completion)) == 0


@pytest.mark.parametrize("counts", [(None, 5), (5, None), (None, None)])
def test_without_tokens_the_cost_is_not_known(counts: tuple[int | None, int | None]) -> None:
    assert FREE.paid(Reply("x", prompt_tokens=counts[0], completion_tokens=counts[1])) is None


@given(st.text(min_size=1, max_size=2000))
def test_the_lowest_expected_cost_is_at_most_the_highest(text: str) -> None:
    low, high = Tariff(1e-6, 1e-6).expected(Request((Message("user", text),)))
    assert 0 < low <= high
