"""Batches as OpenAI sells them: a file of requests, a batch, and files of answers and of errors."""

from __future__ import annotations

import json
from collections.abc import Sequence
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
from vs_sim.llm.lazy_aiohttp import import_aiohttp

_ENDPOINT = "/v1/chat/completions"
_ENDED = ("completed", "failed", "expired", "cancelled")
_MARK = "vs_sim"
_PAGE = 100


class OpenaiBatches(BatchProvider):
    """`/files` and `/batches` of an address that speaks OpenAI's protocol."""

    async def submit(self, lines: Sequence[BatchLine], mark: str) -> str:
        """Upload the requests and send the batch."""
        form = import_aiohttp().FormData()
        form.add_field("purpose", "batch")
        text = "".join(
            json.dumps({"custom_id": line.id, "method": "POST", "url": _ENDPOINT, "body": line.body}) + "\n"
            for line in lines
        )
        form.add_field("file", text.encode(), filename=f"{mark}.jsonl", content_type="application/jsonl")
        file = json_object(await self.client.call("POST", "/files", data=form))["id"]
        batch = {
            "input_file_id": file,
            "endpoint": _ENDPOINT,
            "completion_window": "24h",
            "metadata": {_MARK: mark},
        }
        return str(json_object(await self.client.call("POST", "/batches", json=batch))["id"])

    async def find(self, mark: str, ids: Sequence[str], since: float) -> str | None:
        """The batch with that mark in its metadata, among those sent since then."""
        after = ""
        while True:
            page = json_object(await self.client.call("GET", f"/batches?limit={_PAGE}{after}"))
            for batch in page["data"]:
                if (batch.get("metadata") or {}).get(_MARK) == mark:
                    return str(batch["id"])
            if not page.get("has_more") or not page["data"] or page["data"][-1].get("created_at", 0) < since - 3600:
                return None
            after = f"&after={page['data'][-1]['id']}"

    async def look(self, batch: str) -> Batch:
        """Where a batch stands."""
        found = json_object(await self.client.call("GET", f"/batches/{batch}"))
        files = (found.get("output_file_id"), found.get("error_file_id"))
        fault = json.dumps(found.get("errors")) if found["status"] == "failed" else ""
        return Batch(batch, found["status"], found["status"] in _ENDED, tuple(filter(None, files)), fault)

    async def answers(self, batch: Batch) -> dict[str, BatchAnswer]:
        """The answers and errors of its files."""
        found: dict[str, BatchAnswer] = {}
        for file in batch.results:
            for line in json_lines(await self.client.call("GET", f"/files/{file}/content")):
                found[str(line["custom_id"])] = _answer(line)
        return found


def _answer(line: dict[str, Any]) -> BatchAnswer:
    response = line.get("response")
    if not response:
        error = line.get("error") or {}
        return UNANSWERED if error.get("code") == "batch_expired" else BatchAnswer(500, json.dumps(line).encode())
    return BatchAnswer(int(response["status_code"]), json.dumps(response["body"]).encode())
