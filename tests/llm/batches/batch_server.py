"""A loopback server that sells batches in the protocols of OpenAI and of Anthropic, and counts what it answered."""

from __future__ import annotations

import json
import random
import re
import threading
import time
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

from tests.bench.answers import answer

Line = dict[str, Any]


@dataclass
class Sold:
    """A batch: its requests by their identifiers, and what it ends with."""

    id: str
    lines: dict[str, Line]
    metadata: dict[str, str] = field(default_factory=dict)
    created: float = field(default_factory=time.time)
    ended: str = ""


@dataclass
class BatchServer:
    """A server of batches.

    Attributes:
        address: For `api_base`.
        held: Whether batches wait for `release`.
        accepted_without_answer: Whether the next batch is taken, and its sender never hears of it.
        ending: How batches end: `completed`, or `expired` without an answer; the last one again and again.
        failing: Gives the error of a request by the number of times that it was asked, or None.
        answered: How often each request was answered, which is what a buyer pays for.
    """

    address: str = ""
    held: bool = False
    accepted_without_answer: bool = False
    ending: list[str] = field(default_factory=lambda: ["completed"])
    failing: Callable[[int, Line], int | None] = lambda times, line: None
    batches: dict[str, Sold] = field(default_factory=dict)
    files: dict[str, bytes] = field(default_factory=dict)
    answered: Counter[str] = field(default_factory=Counter)
    asked: Counter[str] = field(default_factory=Counter)
    keys: set[str] = field(default_factory=set)

    def release(self) -> None:
        """Let batches end from now on."""
        self.held = False

    def add(self, lines: dict[str, Line], metadata: dict[str, str]) -> Sold:
        """Take a batch."""
        sold = Sold(f"batch_{len(self.batches) + 1}", lines, metadata)
        self.batches[sold.id] = sold
        return sold

    def look(self, sold: Sold) -> Sold:
        """The batch, ended if it may."""
        if not sold.ended and not self.held:
            sold.ended = self.ending[min(list(self.batches).index(sold.id), len(self.ending) - 1)]
        return sold

    def results(self, sold: Sold) -> Iterator[tuple[str, int, str]]:
        """Identifier, status and text of every answer."""
        for name, body in sold.lines.items():
            self.asked[name] += 1
            status = self.failing(self.asked[name], body)
            if sold.ended == "expired":
                yield name, 0, ""
            elif status is not None:
                yield name, status, "out of order"
            else:
                self.answered[name] += 1
                asked = str(body["messages"][-1]["content"])
                yield name, 200, answer(asked, random.Random(name))


def openai_object(server: BatchServer, sold: Sold) -> dict[str, Any]:
    status = sold.ended or "in_progress"
    found = {"id": sold.id, "object": "batch", "status": status, "metadata": sold.metadata, "created_at": sold.created}
    return found | ({"output_file_id": f"out_{sold.id}"} if sold.ended else {})


def openai_line(name: str, status: int, text: str) -> dict[str, Any]:
    if status == 0:
        return {"custom_id": name, "response": None, "error": {"code": "batch_expired", "message": "expired"}}
    message = {"role": "assistant", "content": text}
    usage = {"prompt_tokens": 100, "completion_tokens": 10, "total_tokens": 110}
    good = {"model": "bench", "choices": [{"index": 0, "finish_reason": "stop", "message": message}], "usage": usage}
    body = good if status == 200 else {"error": {"message": text, "code": status}}
    return {"custom_id": name, "response": {"status_code": status, "body": body}, "error": None}


def anthropic_object(server: BatchServer, sold: Sold) -> dict[str, Any]:
    counts = {"processing": 0 if sold.ended else len(sold.lines), "succeeded": len(sold.lines) if sold.ended else 0}
    return {
        "id": sold.id,
        "type": "message_batch",
        "processing_status": "ended" if sold.ended else "in_progress",
        "request_counts": counts,
        "created_at": datetime.fromtimestamp(sold.created, UTC).isoformat(),
        "results_url": f"{server.address}/messages/batches/{sold.id}/results" if sold.ended else None,
    }


def anthropic_line(name: str, status: int, text: str) -> dict[str, Any]:
    if status == 0:
        return {"custom_id": name, "result": {"type": "expired"}}
    if status != 200:
        error = {"type": "error", "error": {"type": "api_error", "message": text}}
        return {"custom_id": name, "result": {"type": "errored", "error": error}}
    message = {
        "type": "message",
        "role": "assistant",
        "model": "claude-bench",
        "content": [{"type": "text", "text": text}],
        "stop_reason": "end_turn",
        "usage": {"input_tokens": 100, "output_tokens": 10},
    }
    return {"custom_id": name, "result": {"type": "succeeded", "message": message}}


class Handler(BaseHTTPRequestHandler):
    server_state: BatchServer

    def do_POST(self) -> None:
        state, body = self.server_state, self.rfile.read(int(self.headers["Content-Length"]))
        state.keys.add(self.headers.get("x-api-key") or self.headers.get("Authorization") or "")
        if self.path == "/v1/files":
            name = f"file_{len(state.files) + 1}"
            state.files[name] = body
            return self.say({"id": name, "object": "file"})
        said = json.loads(body)
        if self.path == "/v1/batches":
            uploaded = [
                json.loads(line) for line in state.files[said["input_file_id"]].splitlines() if line[:1] == b"{"
            ]
            lines = {line["custom_id"]: line["body"] for line in uploaded}
            return self.taken(state.add(lines, said["metadata"]), openai_object)
        lines = {line["custom_id"]: line["params"] for line in said["requests"]}
        return self.taken(state.add(lines, {}), anthropic_object)

    def taken(self, sold: Sold, as_object: Callable[[BatchServer, Sold], dict[str, Any]]) -> None:
        if self.server_state.accepted_without_answer:
            threading.Event().wait(30)
        self.say(as_object(self.server_state, sold))

    def do_GET(self) -> None:
        state, path = self.server_state, self.path.partition("?")[0]
        as_object = openai_object if path.startswith("/v1/batches") else anthropic_object
        if path in ("/v1/batches", "/v1/messages/batches"):
            return self.say({"data": [as_object(state, sold) for sold in state.batches.values()], "has_more": False})
        if found := re.fullmatch(r"/v1/files/out_(\w+)/content", path):
            return self.say_lines(openai_line(*line) for line in state.results(state.batches[found[1]]))
        if found := re.fullmatch(r"/v1/messages/batches/(\w+)/results", path):
            return self.say_lines(anthropic_line(*line) for line in state.results(state.batches[found[1]]))
        return self.say(as_object(state, state.look(state.batches[path.rpartition("/")[2]])))

    def say_lines(self, lines: Iterator[dict[str, Any]]) -> None:
        self.write("".join(json.dumps(line) + "\n" for line in lines).encode())

    def say(self, found: dict[str, Any]) -> None:
        self.write(json.dumps(found).encode())

    def write(self, body: bytes) -> None:
        self.send_response(200)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, format: str, *args: Any) -> None:
        """Nothing."""


@contextmanager
def selling(**settings: Any) -> Iterator[BatchServer]:
    """A server of batches, for as long as the block lasts."""
    state = BatchServer(**settings)
    handler = type("Handler", (Handler,), {"server_state": state})
    with ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        server.daemon_threads = True
        state.address = f"http://127.0.0.1:{server.server_port}/v1"
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
        thread.start()
        try:
            yield state
        finally:
            server.shutdown()
            thread.join()
