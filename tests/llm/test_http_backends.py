from __future__ import annotations

import json

import pytest

from tests.llm.asking import LISTED, ask, both, completion, error, failing
from tests.servers import Answer, canned, free_port
from vs_sim.errors import BackendError, RateLimited, Refused, Rejected, ScenarioError, TimedOut, Unreachable
from vs_sim.llm.provider_errors import wait_asked
from vs_sim.simulation.checking import load_scenario


@both
def test_a_reply_holds_what_was_said_by_whom_and_its_tokens(backend: str) -> None:
    with canned(Answer(body=completion())) as server:
        reply = ask(backend, server.address)
    assert (reply.text, reply.model, reply.finish_reason) == ("A worker.", "bench-2", "stop")
    assert (reply.prompt_tokens, reply.completion_tokens, reply.usd) == (12, 3, None)


@both
def test_the_price_of_the_entry_is_the_cost(backend: str) -> None:
    with canned(Answer(body=completion())) as server:
        reply = ask(backend, server.address, price={"input": 1, "output": 10})
    assert reply.usd == pytest.approx(12e-6 + 30e-6)


@both
def test_parameters_are_sent_as_the_entry_writes_them(backend: str) -> None:
    with canned(Answer(body=completion())) as server:
        ask(backend, server.address, temperature=0.5, top_p=0.9, max_tokens=99)
    sent = server.asked[0]
    assert (sent["temperature"], sent["top_p"], sent["max_tokens"], sent["seed"]) == (0.5, 0.9, 99, 7)


@both
def test_no_seed_is_sent_where_the_entry_says_so(backend: str) -> None:
    with canned(Answer(body=completion())) as server:
        ask(backend, server.address, send_seed=False)
    assert "seed" not in server.asked[0]


@both
def test_the_key_comes_from_the_named_variable(backend: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("BENCH_KEY", "secret-of-mine")
    with canned(Answer(body=completion())) as server:
        ask(backend, server.address, api_key_env="BENCH_KEY")
    assert server.headers[0]["authorization"] == "Bearer secret-of-mine"


@both
def test_a_key_never_stands_in_an_error(backend: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("BENCH_KEY", "secret-of-mine")
    found = error(backend, failing(401, "bad key secret-of-mine"), api_key_env="BENCH_KEY")
    assert "secret-of-mine" not in str(found)


STATUSES = [
    (400, Rejected),
    (401, Rejected),
    (402, Rejected),
    (403, Rejected),
    (404, Rejected),
    (408, TimedOut),
    (422, Rejected),
    (429, RateLimited),
    (500, Unreachable),
    (502, Unreachable),
    (503, RateLimited),
    (504, TimedOut),
]


@both
@pytest.mark.parametrize(("status", "kind"), STATUSES)
def test_a_status_means_the_same_everywhere(backend: str, status: int, kind: type[BackendError]) -> None:
    found = error(backend, failing(status))
    assert isinstance(found, kind)


@both
def test_what_can_never_succeed_says_what_to_do(backend: str) -> None:
    assert "key" in (error(backend, failing(401)).hint or "")


@both
def test_a_spent_quota_is_no_passing_limit(backend: str) -> None:
    found = error(backend, failing(429, "insufficient_quota: You exceeded your current quota"))
    assert (type(found), found.retryable) == (Rejected, False)


WAITS: list[tuple[str, float | None]] = [
    ("3", 3.0),
    ("0", 0.0),
    ("1.5", 1.5),
    ("3600", 3600.0),
    ("soon", None),
    ("nan", None),
    ("inf", None),
    ("-5", None),
    ("1e9", None),
    ("1_000", None),
    ("٣", None),
]


@both
@pytest.mark.parametrize(("asked", "seconds"), WAITS)
def test_the_wait_that_is_asked_for_is_kept(backend: str, asked: str, seconds: float | None) -> None:
    assert error(backend, failing(429, **{"Retry-After": asked})).retry_after == seconds


def test_a_wait_may_be_asked_for_as_a_date() -> None:
    found = error("openai_compatible", failing(429, **{"Retry-After": "Wed, 21 Oct 2015 07:28:00 GMT"}))
    assert found.retry_after == 0


def test_a_date_is_taken_by_the_clock_of_the_server() -> None:
    headers = {"Date": "Wed, 21 Oct 2015 07:28:00 GMT", "Retry-After": "Wed, 21 Oct 2015 07:28:30 GMT"}
    assert wait_asked(headers) == 30


def test_milliseconds_are_read_where_a_provider_gives_them() -> None:
    assert wait_asked({"retry-after-ms": "250", "retry-after": "1"}) == 0.25


TOO_LONG = [
    "This model's maximum context length is 4096 tokens. However, you requested 5000 tokens",
    "the request exceeds the available context size, try increasing it",
    "context_length_exceeded",
]


@both
@pytest.mark.parametrize("message", TOO_LONG)
def test_a_prompt_too_long_fails_its_dialogue_only(backend: str, message: str) -> None:
    found = error(backend, failing(400, message))
    assert isinstance(found, Refused)
    assert found.reason == "context_window"


@both
def test_no_answer_in_time_is_a_timeout(backend: str) -> None:
    assert isinstance(error(backend, Answer(body=completion(), after=60.0), timeout=0.2), TimedOut)


@both
def test_a_server_that_is_not_running_is_reported_with_its_address_and_not_tried_again(backend: str) -> None:
    address = f"http://127.0.0.1:{free_port()}/v1"
    with pytest.raises(Unreachable, match=address) as caught:
        ask(backend, address)
    assert (caught.value.retryable, caught.value.status) == (False, None)
    assert "start it" in str(caught.value.hint)


BROKEN = ["{", "<html>Bad gateway</html>", json.dumps({"choices": []}), "", "null"]


@both
@pytest.mark.parametrize("body", BROKEN)
def test_a_broken_reply_is_transport(backend: str, body: str) -> None:
    assert isinstance(error(backend, Answer(body=body)), Unreachable)


@both
def test_null_content_is_an_empty_text(backend: str) -> None:
    with canned(Answer(body=completion(None))) as server:
        assert ask(backend, server.address).text == ""


@both
def test_why_the_model_stopped_is_kept(backend: str) -> None:
    with canned(Answer(body=completion("", finish_reason="content_filter"))) as server:
        assert ask(backend, server.address).finish_reason == "content_filter"


@both
def test_a_filtered_prompt_is_an_answer_of_the_filter(backend: str) -> None:
    with canned(failing(400, "content_policy_violation: rejected by our safety system")) as server:
        assert ask(backend, server.address).finish_reason == "content_filter"


@both
def test_the_strongest_form_is_asked_for_first(backend: str) -> None:
    with canned(Answer(body=completion())) as server:
        reply = ask(backend, server.address, LISTED)
    assert (server.asked[0]["response_format"]["type"], reply.structured) == ("json_schema", "json_schema")


@both
def test_a_refused_form_is_followed_by_weaker_ones(backend: str) -> None:
    with canned(failing(400), failing(400), Answer(body=completion())) as server:
        reply = ask(backend, server.address, LISTED)
    assert (len(server.asked), reply.structured) == (3, "json_object_with_schema")


@both
def test_a_servers_own_failure_does_not_weaken_the_form_at_once(backend: str) -> None:
    with canned(failing(500), Answer(body=completion())) as server:
        assert ask(backend, server.address, LISTED).structured == "json_schema"


@pytest.mark.parametrize(("backend", "missing"), [("openai_compatible", "api_base"), ("litellm", "model")])
def test_what_a_backend_cannot_do_without_is_asked_for_before_the_run(backend: str, missing: str) -> None:
    entry = {"backend": backend, "model": "m", "api_base": "http://127.0.0.1:1/v1"}
    del entry[missing]
    with pytest.raises(ScenarioError, match=f"missing key '{missing}'"):
        load_scenario("persuasion_for_good", [f"models.persona={json.dumps(entry)}"])
