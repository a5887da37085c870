from __future__ import annotations

import asyncio
import json
import math
from collections.abc import Awaitable, Callable, Sequence
from pathlib import Path
from typing import Any, TypeVar

import pytest

from tests.tiny_gguf import needs_engine, needs_real_model, real_model, tiny_gguf
from vs_sim.core.message import Message, Request
from vs_sim.core.model_entry import ModelEntry
from vs_sim.errors import Rejected
from vs_sim.llm.backends.llama_cpp import LlamaCpp
from vs_sim.llm.gateway import _loop
from vs_sim.llm.local import sequence_scores
from vs_sim.llm.local.sequence_scores import SequenceScorer, normalised_by_place

pytestmark = needs_engine
T = TypeVar("T")
MESSAGES = [{"role": "user", "content": "Do you give money?"}]
ANSWERS = ["yes", "no", "not sure", "0.25", "0.2"]


@pytest.fixture(scope="module")
def tiny(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tiny_gguf(tmp_path_factory.mktemp("scores") / "tiny.gguf")


def model(path: Path) -> LlamaCpp:
    options = {"slots": 1, "threads": 1, "context": 512, "gpu_layers": 0}
    return LlamaCpp(ModelEntry.model_validate({"backend": "llama_cpp", "model": str(path), **options}))


def held(backend: LlamaCpp, use: Callable[[LlamaCpp], Awaitable[T]]) -> T:
    """What comes of using a model, on the loop on which engines live."""

    async def once() -> T:
        try:
            return await use(backend)
        finally:
            await backend.aclose()

    return asyncio.run_coroutine_threadsafe(once(), _loop()).result(timeout=120)


def scored(path: Path, answers: Sequence[str] = ANSWERS) -> dict[str, float]:
    async def score(backend: LlamaCpp) -> dict[str, float]:
        found = (await backend.scorer.score(MESSAGES, answers)).scores.logprobs
        return {text: -math.inf if logprob is None else logprob for text, logprob in found.items()}

    return held(model(path), score)


def test_probabilities_of_different_replies_sum_to_less_than_one(tiny: Path) -> None:
    found = scored(tiny)
    assert list(found) == ANSWERS
    assert 0 < math.fsum(map(math.exp, found.values())) < 1


def test_a_probability_does_not_depend_on_what_else_is_asked(tiny: Path) -> None:
    together = scored(tiny)
    assert {text: scored(tiny, [text])[text] for text in ANSWERS} == pytest.approx(together, abs=1e-3)


def test_a_token_outside_the_listed_ones_has_the_same_probability(tiny: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    listed = scored(tiny)
    monkeypatch.setattr(sequence_scores, "_LISTED", 1)
    assert scored(tiny) == pytest.approx(listed, abs=1e-3)


def test_it_is_the_product_of_the_probabilities_that_generation_reports(tmp_path: Path) -> None:
    template = "{% for m in messages %}[{{ m['role'] }}]{{ m['content'] }}\n{% endfor %}[assistant]"
    path = tiny_gguf(tmp_path / "tiny.gguf", template)

    async def generated(backend: LlamaCpp) -> float:
        prompt = (await backend._posted("/apply-template", {"messages": MESSAGES}))["prompt"]
        body = {"prompt": prompt, "grammar": r'root ::= "yes\n"', "temperature": 0, "n_predict": 8, "n_probs": 1}
        answer = await backend._posted("/completion", body)
        return math.fsum(part["logprob"] for part in answer["completion_probabilities"][:4])

    found = held(model(path), generated)
    assert scored(path, ["yes"])["yes"] == pytest.approx(found, abs=1e-3)


def test_where_only_answers_are_allowed_probabilities_are_normalised_place_by_place() -> None:
    known = {(1,): 0.02, (2,): 0.06, (1, 3): 0.5, (1, 4): 0.3, (2, 5): 0.001}
    found = normalised_by_place({path: math.log(share) for path, share in known.items()})
    assert {path: math.exp(log) for path, log in found.items()} == pytest.approx(
        {(1,): 0.25, (2,): 0.75, (1, 3): 0.625, (1, 4): 0.375, (2, 5): 1.0}
    )


def test_what_is_impossible_stays_impossible_under_a_grammar() -> None:
    assert normalised_by_place({(1,): -math.inf, (2,): -1.0, (1, 3): -math.inf}) == {
        (1,): -math.inf, (2,): 0.0, (1, 3): -math.inf,
    }  # fmt: skip


def test_a_request_for_scores_is_answered_by_the_backend_and_costs_nothing(tiny: Path) -> None:
    request = Request((Message("user", "?"),), answers=("yes", "no"))
    reply = held(model(tiny), lambda backend: backend.reply(request))
    assert list(json.loads(reply.text)["logprobs"]) == ["yes", "no"]
    assert (reply.finish_reason, reply.usd) == ("stop", 0.0) and reply.prompt_tokens


def test_a_template_that_hides_the_end_of_an_answer_is_refused() -> None:
    async def post(path: str, body: dict[str, Any]) -> Any:
        return {"prompt": f"{len(body['messages'])} messages"}

    with pytest.raises(Rejected, match="does not show where an answer ends"):
        asyncio.run(SequenceScorer(post).score(MESSAGES, ["yes"]))


@needs_real_model
def test_a_real_model_knows_what_follows() -> None:
    path = real_model()
    assert path is not None

    async def score(backend: LlamaCpp) -> Any:
        asked = [{"role": "user", "content": "Say the word Paris. Write only this word."}]
        return (await backend.scorer.score(asked, ["Paris", "Bananas"])).scores.logprobs

    found = held(model(path), score)
    assert found["Paris"] > found["Bananas"]
