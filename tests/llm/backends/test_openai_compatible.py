from __future__ import annotations

import json

import pytest

from tests.llm.asking import ask, completion, error
from tests.servers import Answer, canned
from vs_sim.core.finish_reason import ending
from vs_sim.errors import RateLimited, Rejected, Undelivered
from vs_sim.llm.backends.openai_compatible import MOST_BYTES


def test_fields_of_one_server_are_sent_as_they_are() -> None:
    with canned(Answer(body=completion())) as server:
        ask("openai_compatible", server.address, extra={"top_k": 20})
    assert server.asked[0]["top_k"] == 20


def test_fields_of_one_server_cannot_change_the_request() -> None:
    with pytest.raises(ValueError, match="extra cannot set messages"):
        ask("openai_compatible", "http://127.0.0.1:1/v1", extra={"messages": []})


def test_an_address_that_is_none_is_the_entrys_fault() -> None:
    with pytest.raises(Rejected, match="no address"):
        ask("openai_compatible", "http://:80:80")


def test_half_a_character_is_replaced() -> None:
    with canned(Answer(body=completion("\ud83d cut"))) as server:
        assert ask("openai_compatible", server.address).text == "\ufffd cut"


def test_an_error_that_comes_with_status_200_is_that_error() -> None:
    body = json.dumps({"error": {"message": "slow down", "code": 429}})
    assert isinstance(error("openai_compatible", Answer(body=body)), RateLimited)


def test_an_answer_beyond_the_limit_is_kept_as_one_that_cannot_be_read() -> None:
    with canned(Answer(body=b" " * (MOST_BYTES + 1_000_000) + completion().encode())) as server:
        reply = ask("openai_compatible", server.address)
    assert (reply.text, reply.finish_reason, ending(reply.finish_reason)) == ("", "too_large", "interrupted")


def test_an_answer_that_breaks_off_on_its_way_may_have_been_billed() -> None:
    broken = error("openai_compatible", Answer(body=completion(), headers={"Content-Length": "100000"}))
    assert isinstance(broken, Undelivered) and broken.billed and broken.retryable
