from __future__ import annotations

import math

import pytest

from vs_sim.core.message import Message, Reply, Request
from vs_sim.core.scenario import ModelEntry
from vs_sim.llm.prices import FREE, Tariff, expected_tokens, tariff_of, tokens_used

TARIFF = Tariff(1e-6, 4e-6)
LONG = Request((Message("user", "x" * 1000),))


def test_a_price_is_stated_per_million_tokens() -> None:
    entry = ModelEntry.model_validate({"backend": "litellm", "model": "m", "price": {"input": 1, "output": 4}})
    assert tariff_of(entry) == TARIFF


def test_the_price_of_an_entry_without_one_is_unknown() -> None:
    assert math.isnan(tariff_of(ModelEntry()).of(1, 1))


def test_a_reply_costs_its_tokens() -> None:
    assert TARIFF.paid(Reply("a", prompt_tokens=1000, completion_tokens=500)) == pytest.approx(0.003)


@pytest.mark.parametrize(("prompt", "completion"), [(None, None), (1000, None), (None, 500)])
def test_unknown_tokens_are_never_counted_as_none(prompt: int | None, completion: int | None) -> None:
    reply = Reply("a", prompt_tokens=prompt, completion_tokens=completion)
    assert (TARIFF.paid(reply), tokens_used(reply)) == (None, None)


def test_no_tokens_are_a_known_number() -> None:
    assert tokens_used(Reply("", prompt_tokens=0, completion_tokens=0)) == 0


def test_an_unknown_price_is_no_cost() -> None:
    assert Tariff().paid(Reply("a", prompt_tokens=1, completion_tokens=1)) is None
    assert FREE.paid(Reply("a", prompt_tokens=1, completion_tokens=1)) == 0


def test_a_request_is_estimated_by_its_characters() -> None:
    (low, _), (high, _) = expected_tokens(LONG)
    assert (low, high) == (200, 400)


def test_a_limit_of_tokens_bounds_the_estimate() -> None:
    limited = Request(LONG.messages, parameters={"max_tokens": 20})
    assert [answer for _, answer in expected_tokens(limited)] == [20, 20]
