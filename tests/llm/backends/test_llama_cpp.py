from __future__ import annotations

import asyncio
from pathlib import Path
from typing import Any

import pytest

from tests.tiny_gguf import needs_engine, tiny_gguf
from vs_sim.core.message import Message, Reply, Request
from vs_sim.core.model_entry import ModelEntry
from vs_sim.errors import Refused, Rejected
from vs_sim.llm.backends.llama_cpp import LlamaCpp
from vs_sim.llm.gateway import _loop

pytestmark = needs_engine
SCHEMA = {
    "type": "object",
    "properties": {"answer": {"enum": ["yes", "no"]}},
    "required": ["answer"],
    "additionalProperties": False,
}


@pytest.fixture(scope="module")
def tiny(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tiny_gguf(tmp_path_factory.mktemp("gguf") / "tiny.gguf")


def made(path: Path | str, **more: Any) -> LlamaCpp:
    loading = {"slots": 2, "threads": 1, "context": 512, "gpu_layers": 0}
    return LlamaCpp(
        ModelEntry.model_validate({"backend": "llama_cpp", "model": str(path), "max_tokens": 40, **loading, **more})
    )


def replies(backend: LlamaCpp, *requests: Request) -> list[Reply]:
    """The replies to requests one after the other, on the loop on which backends live."""

    async def each() -> list[Reply]:
        try:
            return [await backend.complete(request) for request in requests]
        finally:
            await backend.aclose()

    return asyncio.run_coroutine_threadsafe(each(), _loop()).result(timeout=60)


def asked(text: str = "Do you give?", schema: Any = None, seed: int = 7) -> Request:
    return Request((Message("system", "You are a worker."), Message("user", text)), schema, {}, seed)


def test_a_reply_has_text_tokens_and_the_fingerprint_of_the_file(tiny: Path) -> None:
    (reply,) = replies(made(tiny), asked())
    assert reply.text and reply.prompt_tokens and reply.completion_tokens and reply.usd == 0.0
    assert reply.model.startswith("tiny.gguf#") and reply.finish_reason in ("stop", "length")


@pytest.mark.parametrize("mode", ["chat", "completion"])
def test_an_answer_follows_its_schema_though_the_model_has_no_sense(tiny: Path, mode: str) -> None:
    found = replies(made(tiny, mode=mode), *(asked(schema=SCHEMA, seed=seed) for seed in range(5)))
    assert {reply.text for reply in found} <= {'{"answer": "yes"}', '{"answer": "no"}'}
    assert {reply.structured for reply in found} == {"json_schema"}


def test_a_base_model_without_a_template_is_asked_in_plain_text(tmp_path: Path) -> None:
    (reply,) = replies(made(tiny_gguf(tmp_path / "base.gguf", template=None)), asked())
    assert reply.completion_tokens


def test_the_same_seed_gives_the_same_words_and_another_seed_others(tiny: Path) -> None:
    one, same, other = replies(made(tiny), asked(seed=1), asked(seed=1), asked(seed=2))
    assert one.text == same.text != other.text


def test_nothing_is_cut_off_from_the_distribution_unless_the_entry_says_so(tiny: Path) -> None:
    greedy = replies(made(tiny, top_k=1), asked(seed=1), asked(seed=2))
    assert greedy[0].text == greedy[1].text
    assert made(tiny).sampling | {"max_tokens": 0} == {
        "temperature": 1.0, "top_p": 1.0, "top_k": 0, "min_p": 0.0, "max_tokens": 0,
    }  # fmt: skip


def test_what_a_dialogue_said_before_is_read_from_the_cache(tiny: Path) -> None:
    backend = made(tiny)
    spoken = "I would like to give a lot of money to help the children. " * 5
    replies(backend, asked(spoken), asked(spoken + "And you?"))

    async def use() -> float:
        engine = await backend.loaded()
        await backend.aclose()
        return engine.use.cached_tokens / engine.use.prompt_tokens

    assert asyncio.run_coroutine_threadsafe(use(), _loop()).result(timeout=60) > 0.3


def test_a_request_longer_than_the_context_fails_its_dialogue_alone(tiny: Path) -> None:
    with pytest.raises(Refused) as caught:
        replies(made(tiny), asked("yes " * 2000))
    assert caught.value.reason == "context_window"


def test_equal_requests_for_probabilities_are_worked_on_once(tiny: Path) -> None:
    backend = made(tiny)
    request = Request((Message("user", "?"),), answers=("yes", "no"))

    async def scored() -> tuple[list[Reply], int]:
        found = await asyncio.gather(*(backend.complete(request) for _ in range(3)))
        with pytest.MonkeyPatch.context() as patched:
            patched.setattr(backend.scorer, "post", None)
            found.append(await backend.complete(request))
        await backend.aclose()
        return found, len(backend.scored)

    found, kept = asyncio.run_coroutine_threadsafe(scored(), _loop()).result(timeout=60)
    assert len({reply.text for reply in found}) == kept == 1


def test_a_file_that_is_cut_off_is_refused_before_anything_is_asked(tiny: Path, tmp_path: Path) -> None:
    (cut := tmp_path / "cut.gguf").write_bytes(tiny.read_bytes()[:300_000])
    with pytest.raises(Rejected, match="cut off"):
        made(cut).ready()


def test_a_context_that_no_memory_holds_is_refused_before_it_is_loaded(tiny: Path) -> None:
    with pytest.raises(Rejected, match="GB of memory"):
        made(tiny, context=2**40).ready()


def test_the_context_follows_from_the_longest_request_and_the_longest_answer(tiny: Path) -> None:
    backend = made(tiny, context=None, max_tokens=100)
    backend.ready(lambda: 3000.0)
    assert backend.settings is not None and backend.settings.context == 4096


def test_loading_is_no_part_of_what_is_asked() -> None:
    assert {"slots", "threads", "context", "gpu_layers"} == LlamaCpp.loading


def test_an_answer_ends_where_a_small_model_goes_on_with_the_blocks_of_the_prompt(tiny: Path) -> None:
    backend = made(tiny)
    assert {"<now>", "</answer>"} <= set(backend._body(asked(), "prompt")["stop"])
    assert backend._body(asked(schema=SCHEMA), "json_schema")["stop"] == []
    assert made(tiny, stop=["END"])._body(asked(), "prompt")["stop"] == ["END"]
