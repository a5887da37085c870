from __future__ import annotations

import asyncio
import time

import pytest

from tests.llm.batches.batch_server import BatchServer, selling
from vs_sim.llm.batches.anthropic_batches import AnthropicBatches, _answer
from vs_sim.llm.batches.batch_provider import BatchClient, BatchLine

LINES = [BatchLine(name, {"model": "m", "messages": [{"role": "user", "content": "Hi"}]}) for name in ("a", "b")]


async def found(server: BatchServer, ids: tuple[str, ...], since: float) -> tuple[str, str | None]:
    provider = AnthropicBatches(BatchClient(server.address, {"x-api-key": "secret-of-mine"}))
    try:
        sent = await provider.submit(LINES, "mark")
        await provider.look(sent)
        return sent, await provider.find("mark", ids, since)
    finally:
        await provider.client.aclose()


def test_a_batch_is_found_again_by_the_requests_that_it_holds() -> None:
    with selling() as server:
        sent, again = asyncio.run(found(server, ("a", "b"), time.time()))
    assert sent == again


@pytest.mark.parametrize(("ids", "later"), [(("a", "c"), 0), (("a", "b", "c"), 0), (("a", "b"), 3600)])
def test_a_batch_of_other_requests_or_of_another_time_is_not_taken(ids: tuple[str, ...], later: float) -> None:
    with selling() as server:
        assert asyncio.run(found(server, ids, time.time() + later))[1] is None


@pytest.mark.parametrize(
    ("kind", "status"), [("invalid_request_error", 400), ("overloaded_error", 529), ("something_new", 500)]
)
def test_an_error_has_the_status_of_a_request_sent_alone(kind: str, status: int) -> None:
    assert _answer({"type": "errored", "error": {"type": "error", "error": {"type": kind}}}).status == status


@pytest.mark.parametrize("kind", ["expired", "canceled"])
def test_a_request_without_an_answer_may_be_sent_again(kind: str) -> None:
    assert _answer({"type": kind}).status == 408
