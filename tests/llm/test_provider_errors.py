from __future__ import annotations

import errno

import pytest

from vs_sim.errors import Refused, Rejected
from vs_sim.llm.provider_errors import failure, filtered, is_refused, not_running


def test_a_refused_connection_is_known_by_its_cause_whoever_wraps_it() -> None:
    try:
        try:
            raise ConnectionRefusedError(errno.ECONNREFUSED, "no")
        except OSError as cause:
            raise RuntimeError("Connection error.") from cause
    except RuntimeError as error:
        assert is_refused(error)


def test_another_failure_is_no_refused_connection() -> None:
    assert not is_refused(TimeoutError())


@pytest.mark.parametrize(
    ("address", "command"),
    [
        ("http://127.0.0.1:11434/v1", "ollama serve"),
        ("http://localhost:8000/v1", "vllm serve llama-3 --port 8000"),
        ("http://127.0.0.1:8080/v1", "llama-server -m FILE.gguf --port 8080"),
    ],
)
def test_the_usual_port_says_how_the_server_is_started(address: str, command: str) -> None:
    error = not_running("hosted_vllm/llama-3", address)
    assert address in str(error)
    assert command in str(error.hint)


def test_a_prompt_that_is_too_long_fails_its_dialogue_only() -> None:
    assert isinstance(failure("m: context_length_exceeded", 400), Refused)


def test_a_spent_quota_is_not_a_limit_that_passes() -> None:
    assert isinstance(failure("m: insufficient_quota", 429), Rejected)


def test_the_words_of_a_provider_are_kept_up_to_a_bound() -> None:
    assert len(str(failure("x" * 10_000, 500))) == 2000


@pytest.mark.parametrize(("status", "is_filtered"), [(400, True), (500, False), (None, False)])
def test_only_a_refusal_of_the_request_is_the_filters_answer(status: int | None, is_filtered: bool) -> None:
    assert filtered("content_filter", status) is is_filtered
