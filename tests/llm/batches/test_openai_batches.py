from __future__ import annotations

import asyncio

from tests.llm.batches.batch_server import BatchServer, selling
from vs_sim.llm.batches.batch_provider import Batch, BatchAnswer, BatchClient, BatchLine
from vs_sim.llm.batches.openai_batches import OpenaiBatches

LINES = [BatchLine(name, {"model": "m", "messages": [{"role": "user", "content": "Hi"}]}) for name in ("a", "b")]


async def bought(server: BatchServer) -> tuple[str | None, Batch, dict[str, BatchAnswer]]:
    provider = OpenaiBatches(BatchClient(server.address, {"Authorization": "Bearer secret-of-mine"}))
    try:
        sent = await provider.submit(LINES, "mark")
        assert await provider.find("mark", ("a", "b"), 0.0) == sent
        batch = await provider.look(sent)
        return await provider.find("another", ("a", "b"), 0.0), batch, await provider.answers(batch)
    finally:
        await provider.client.aclose()


def test_a_batch_is_sent_found_by_its_mark_and_answered() -> None:
    with selling() as server:
        another, batch, answers = asyncio.run(bought(server))
    assert (another, batch.state, batch.ended) == (None, "completed", True)
    assert {name: answer.status for name, answer in answers.items()} == {"a": 200, "b": 200}
    assert server.keys == {"Bearer secret-of-mine"}


def test_requests_of_an_expired_batch_are_unanswered() -> None:
    with selling(ending=["expired"]) as server:
        answers = asyncio.run(bought(server))[2]
    assert {answer.status for answer in answers.values()} == {408}


def test_an_error_of_one_request_has_the_status_of_a_request_sent_alone() -> None:
    with selling(failing=lambda times, line: 429) as server:
        answers = asyncio.run(bought(server))[2]
    assert {answer.status for answer in answers.values()} == {429}
