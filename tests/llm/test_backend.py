from __future__ import annotations

import asyncio

import pytest

from tests.llm.gateways import request
from vs_sim.core.message import Reply, Request
from vs_sim.core.model_entry import ModelEntry
from vs_sim.core.strict_model import Strict
from vs_sim.errors import Rejected
from vs_sim.llm.backend import BACKENDS, Backend, require_ready
from vs_sim.llm.prices import Tariff


class Priced(Backend):
    """A model with a price and nothing else."""

    options = Strict

    def __init__(self, entry: ModelEntry) -> None:
        self.entry = entry

    async def complete(self, request: Request) -> Reply:
        return Reply("up")

    def tariff(self) -> Tariff:
        return self.billed(Tariff(2.0, 4.0))


class Unready(Priced):
    """A model whose key is missing."""

    def ready(self, longest: object = None) -> None:
        raise Rejected("A_KEY is not set", hint="set it")


def test_every_shipped_backend_is_found_by_its_name() -> None:
    names = {"endpoint", "litellm", "llama_cpp", "openai_compatible", "scripted", "standin"}
    assert names <= set(BACKENDS.names())


def test_a_model_that_cannot_be_asked_is_named_with_its_entry() -> None:
    with pytest.raises(Rejected, match=r"models\.persona \(gpt-4\.1\): A_KEY is not set") as caught:
        require_ready(Unready(ModelEntry()), "models.persona (gpt-4.1)")
    assert caught.value.hint == "set it"


def test_a_backend_that_does_not_say_otherwise_is_ready_and_sells_no_batches() -> None:
    made = Priced(ModelEntry())
    require_ready(made, "models.persona")
    assert made.batch_provider() is None


def test_a_request_is_priced_by_the_tariff_before_it_is_sent() -> None:
    low, high = Priced(ModelEntry()).price(request("hello" * 10))
    assert 0 < low < high


def test_probabilities_of_answers_are_refused_where_a_backend_has_none() -> None:
    asked = Request(request().messages, answers=("Yes", "No"))
    with pytest.raises(Rejected, match="gives no token probabilities"):
        asyncio.run(Priced(ModelEntry()).reply(asked))
