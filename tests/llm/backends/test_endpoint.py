from __future__ import annotations

import asyncio
import json
from typing import Any

import pytest

from tests.llm.asking import REQUEST, completion
from tests.servers import Answer, canned
from vs_sim.core.message import Reply
from vs_sim.core.model_entry import ModelEntry
from vs_sim.errors import Rejected
from vs_sim.llm.backends.endpoint import Endpoint
from vs_sim.llm.gateway import _loop

VARIABLES = ("OPENAI_API_KEY", "OPENAI_BASE_URL", "OPENAI_API_BASE", "OPENROUTER_API_KEY", "OLLAMA_API_BASE")


@pytest.fixture(autouse=True)
def environment(monkeypatch: pytest.MonkeyPatch) -> pytest.MonkeyPatch:
    for name in (*VARIABLES, "HOSTED_VLLM_API_BASE"):
        monkeypatch.delenv(name, raising=False)
    return monkeypatch


def endpoint(model: str, **entry: Any) -> Endpoint:
    return Endpoint(ModelEntry.model_validate({"model": model, **entry}))


def asked(made: Endpoint) -> Reply:
    async def once() -> Reply:
        try:
            return await made.complete(REQUEST)
        finally:
            await made.aclose()

    return asyncio.run_coroutine_threadsafe(once(), _loop()).result(timeout=60)


@pytest.mark.parametrize(
    ("model", "address", "name"),
    [
        ("gpt-4.1", "https://api.openai.com/v1", "gpt-4.1"),
        ("openrouter/openai/gpt-4.1", "https://openrouter.ai/api/v1", "openai/gpt-4.1"),
        ("ollama_chat/llama3.2", "http://127.0.0.1:11434/v1", "llama3.2"),
    ],
)
def test_the_name_says_where_the_model_is_and_how_its_server_calls_it(model: str, address: str, name: str) -> None:
    assert (endpoint(model).address, endpoint(model).name) == (address, name)


def test_ollama_is_asked_over_openais_protocol_whichever_address_is_given() -> None:
    assert endpoint("ollama_chat/llama3.2", api_base="http://gpu:11434").address == "http://gpu:11434/v1"


def test_a_missing_key_is_named_before_anything_is_asked() -> None:
    with pytest.raises(Rejected, match="OPENAI_API_KEY is not set"):
        endpoint("gpt-4.1").ready()


def test_a_missing_address_is_named_before_anything_is_asked() -> None:
    with pytest.raises(Rejected, match="address is not known"):
        endpoint("hosted_vllm/qwen").ready()


def test_the_key_of_the_provider_goes_to_the_provider_alone(environment: pytest.MonkeyPatch) -> None:
    environment.setenv("OPENAI_API_KEY", "secret-of-mine")
    assert endpoint("gpt-4.1").key() == "secret-of-mine"
    assert endpoint("gpt-4.1", api_base="http://127.0.0.1:8000/v1").key() is None


def test_a_server_named_in_the_environment_is_asked_with_the_key(environment: pytest.MonkeyPatch) -> None:
    with canned(Answer(body=completion())) as server:
        environment.setenv("OPENAI_BASE_URL", server.address)
        environment.setenv("OPENAI_API_KEY", "secret-of-mine")
        reply = asked(endpoint("openai/gpt-4.1"))
    assert (reply.text, server.asked[0]["model"]) == ("A worker.", "gpt-4.1")
    assert server.headers[0]["authorization"] == "Bearer secret-of-mine"
    assert reply.usd == pytest.approx(12 * 2e-6 + 3 * 8e-6)


def test_what_the_provider_had_in_its_cache_costs_less(environment: pytest.MonkeyPatch) -> None:
    body = json.loads(completion())
    body["usage"]["prompt_tokens_details"] = {"cached_tokens": 10}
    with canned(Answer(body=json.dumps(body))) as server:
        environment.setenv("OPENAI_BASE_URL", server.address)
        reply = asked(endpoint("gpt-4.1"))
    assert reply.usd == pytest.approx(2 * 2e-6 + 10 * 5e-7 + 3 * 8e-6)


def test_a_cost_that_the_reply_states_is_taken_where_no_price_is_listed() -> None:
    body = json.loads(completion())
    body["usage"]["cost"] = 0.25
    with canned(Answer(body=json.dumps(body))) as server:
        assert asked(endpoint("openrouter/some/model", api_base=server.address)).usd == 0.25


def test_a_parameter_that_the_model_does_not_take_is_recorded_as_dropped() -> None:
    refusal = {"error": {"message": "no", "param": "temperature", "code": "unsupported_value"}}
    with canned(Answer(400, json.dumps(refusal)), Answer(body=completion())) as server:
        reply = asked(endpoint("a-new-model", api_base=server.address, temperature=0.5))
    assert ("temperature" in server.asked[0], "temperature" in server.asked[1]) == (True, False)
    assert reply.dropped == ("temperature",)


def test_models_of_other_protocols_are_not_asked_here() -> None:
    with pytest.raises(Rejected, match="not asked over OpenAI"):
        endpoint("anthropic/claude-sonnet-4-5", backend="endpoint")
