"""Batches as Anthropic sells them: one call with all requests, and one file of results."""

from __future__ import annotations

import json
from collections.abc import Sequence
from datetime import datetime
from typing import Any

from vs_sim.llm.batches.batch_provider import (
    UNANSWERED,
    Batch,
    BatchAnswer,
    BatchLine,
    BatchProvider,
    json_lines,
    json_object,
)

_STATUSES = {
    "invalid_request_error": 400,
    "authentication_error": 401,
    "billing_error": 402,
    "permission_error": 403,
    "not_found_error": 404,
    "request_too_large": 413,
    "rate_limit_error": 429,
    "api_error": 500,
    "timeout_error": 504,
    "overloaded_error": 529,
}
"""The statuses that Anthropic's errors have when a request is sent alone."""
_CLOCKS = 120.0
"""Seconds by which two clocks may differ."""


class AnthropicBatches(BatchProvider):
    """`/messages/batches` of Anthropic."""

    async def submit(self, lines: Sequence[BatchLine], mark: str) -> str:
        """Send the batch."""
        requests = [{"custom_id": line.id, "params": line.body} for line in lines]
        return str(json_object(await self.client.call("POST", "/messages/batches", json={"requests": requests}))["id"])

    async def find(self, mark: str, ids: Sequence[str], since: float) -> str | None:
        """The batch of those requests: Anthropic keeps no mark, so it is known by its size and then by its results."""
        page = json_object(await self.client.call("GET", "/messages/batches?limit=100"))
        for batch in page["data"]:
            recent = datetime.fromisoformat(batch["created_at"]).timestamp() > since - _CLOCKS
            if recent and sum(batch["request_counts"].values()) == len(ids):
                looked = _batch(batch)
                if not looked.ended or set(await self.answers(looked)) == set(ids):
                    return looked.id
        return None

    async def look(self, batch: str) -> Batch:
        """Where a batch stands."""
        return _batch(json_object(await self.client.call("GET", f"/messages/batches/{batch}")))

    async def answers(self, batch: Batch) -> dict[str, BatchAnswer]:
        """The results of its file."""
        found: dict[str, BatchAnswer] = {}
        for address in batch.results:
            for line in json_lines(await self.client.call("GET", address)):
                found[str(line["custom_id"])] = _answer(line["result"])
        return found


def _batch(found: dict[str, Any]) -> Batch:
    ended = found["processing_status"] == "ended"
    results = (f"/messages/batches/{found['id']}/results",) if ended and found.get("results_url") else ()
    return Batch(found["id"], found["processing_status"], ended, results)


def _answer(result: dict[str, Any]) -> BatchAnswer:
    if result["type"] == "succeeded":
        return BatchAnswer(200, json.dumps(result["message"]).encode())
    if result["type"] != "errored":
        return UNANSWERED
    error = result.get("error") or {}
    kind = (error.get("error") or error).get("type", "")
    return BatchAnswer(_STATUSES.get(kind, 500), json.dumps(error).encode())
