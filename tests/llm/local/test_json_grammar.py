from __future__ import annotations

import asyncio
import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from tests.tiny_gguf import needs_engine, needs_real_model, real_model, tiny_gguf
from vs_sim.core.distribution import Distribution
from vs_sim.core.message import Message, Reply, Request
from vs_sim.core.model_entry import ModelEntry
from vs_sim.core.question import Choice, Question
from vs_sim.elicitation.method import Context, WeightedOptions, elicit
from vs_sim.elicitation.prompts.answer_schema import closed_object, response_schema, weighted_schema
from vs_sim.llm.backends.llama_cpp import LlamaCpp
from vs_sim.llm.gateway import _loop
from vs_sim.llm.local.json_grammar import on_one_line

ROLL = Question.model_validate({"ask": "Roll the die. What comes up?", "of": "person", "answer": {"scale": [1, 6]}})
DONATION = Question.model_validate({"ask": "How much?", "of": "person", "answer": {"amount": [0, 2]}})
HEAD = "<scenario>\nSomebody rolls a fair die with six sides and says what comes up.\n</scenario>"


@pytest.fixture(scope="module")
def tiny(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tiny_gguf(tmp_path_factory.mktemp("grammar") / "tiny.gguf")


def the_text_of(schema: Mapping[str, Any]) -> str:
    grammar = on_one_line(schema)
    assert grammar is not None
    return grammar.partition("\n")[0]


def test_one_of_several_texts_is_written_in_one_way() -> None:
    assert the_text_of(closed_object({"response": {"type": "string", "enum": ["Yes", 'a "b"']}})) == (
        r'root ::= "{" "\"response\": " ("\"Yes\"" | "\"a \\\"b\\\"\"") "}"'
    )


def test_a_pattern_keeps_its_groups_and_its_repetitions() -> None:
    assert the_text_of({"type": "string", "pattern": r"^((0|1)(\.[0-9]{1,2})?|2)$"}) == (
        r'root ::= "\"" (( ( "0" | "1" ) ( "." [0-9] {1,2} ) ? | "2") "\""'.replace('"2")', '"2" ))')
    )


@pytest.mark.parametrize("odd", [{"type": "null"}, {"type": "number", "multipleOf": 2}, {"anyOf": []}])
def test_a_schema_that_says_more_is_left_to_the_engine(odd: dict[str, Any]) -> None:
    assert on_one_line(odd) is None
    assert on_one_line(closed_object({"response": odd})) is None


@needs_engine
@pytest.mark.parametrize(
    "schema",
    [
        closed_object({"response": DONATION.answer.text_schema(300)}),
        response_schema(weighted_schema(ROLL, "explicit"), WeightedOptions(k=2), ("reasoning",)),
        response_schema(weighted_schema(DONATION, "perplexity"), WeightedOptions(k="model")),
    ],
)
def test_the_engine_reads_the_grammar_and_every_answer_fits_the_schema(schema: dict[str, Any], tiny: Path) -> None:
    options = {"slots": 1, "threads": 1, "context": 2048, "gpu_layers": 0, "max_tokens": 1500}
    backend = LlamaCpp(ModelEntry.model_validate({"backend": "llama_cpp", "model": str(tiny), **options}))
    requests = [Request((Message("user", "?"),), schema, seed=seed) for seed in range(2)]
    for text in held(backend, *requests):
        jsonschema.validate(json.loads(text), schema)
        assert text == json.dumps(json.loads(text), ensure_ascii=False) or "." in text


def held(backend: LlamaCpp, *requests: Request) -> list[str]:
    async def each() -> list[str]:
        try:
            return [(await backend.complete(request)).text for request in requests]
        finally:
            await backend.aclose()

    return asyncio.run_coroutine_threadsafe(each(), _loop()).result(timeout=120)


def asked(backend: LlamaCpp, method: str) -> tuple[Request, Any]:
    """What a method asks of the model, and the flow that reads the reply."""
    context = Context(HEAD, structured=backend.structured, scores=backend.scores)
    flow = elicit(Choice(name=method), ROLL, context)
    return next(flow), flow


def read(flow: Any, reply: Reply) -> Distribution:
    with pytest.raises(StopIteration) as end:
        flow.send(reply)
    found: Distribution = end.value.value
    return found


@needs_real_model
def test_a_real_model_draws_from_the_distribution_that_its_probabilities_state() -> None:
    options = {"slots": 1, "threads": 1, "context": 1024, "gpu_layers": 0}
    entry = {"backend": "llama_cpp", "model": str(real_model()), **options}
    backend = LlamaCpp(ModelEntry.model_validate(entry))
    scored, flow = asked(backend, "logprobs")
    direct = asked(backend, "direct")[0].seeded(0)

    async def held() -> tuple[Reply, Any]:
        try:
            reply = await backend.complete(scored)
            more = {"logprobs": True, "top_logprobs": 60, "post_sampling_probs": True}
            return reply, await backend._posted("/v1/chat/completions", backend._body(direct, "json_schema") | more)
        finally:
            await backend.aclose()

    reply, drawn = asyncio.run_coroutine_threadsafe(held(), _loop()).result(timeout=120)
    choice = drawn["choices"][0]
    assert json.loads(choice["message"]["content"])["response"] in "123456"
    (place,) = [part for part in choice["logprobs"]["content"] if part["token"] in list("123456")]
    at_place = {part["token"]: part["prob"] for part in place["top_probs"] if part["token"] in list("123456")}
    shares = {token: prob / sum(at_place.values()) for token, prob in at_place.items()}
    stated = {candidate.text: candidate.probability for candidate in read(flow, reply).candidates}
    distance = sum(abs(shares.get(text, 0) - probability) for text, probability in stated.items()) / 2
    assert distance < 0.05  # the engine spells what comes before the answer in other tokens from draw to draw
