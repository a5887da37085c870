"""Servers that tests start on loopback and stop again."""

from __future__ import annotations

import importlib.util
import json
import socket
import subprocess
import sys
import threading
import time
import urllib.error
import urllib.request
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest

from tests.places import SHARED

TOOLS = SHARED / "tools"
missing = [name for name in ("xllamacpp", "gguf") if importlib.util.find_spec(name) is None]
needs_llama = pytest.mark.skipif(
    bool(missing) or not TOOLS.exists(),
    reason=f"the llama.cpp server cannot be started: {', '.join(missing) or 'its tools'} not at hand",
)


def free_port() -> int:
    """A port on loopback that nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@contextmanager
def llama_server(folder: Path, *variant: str) -> Iterator[str]:
    """A real llama.cpp server with a tiny model of random weights; gives its OpenAI-compatible address."""
    model, port = folder / "tiny.gguf", free_port()
    subprocess.run([sys.executable, TOOLS / "make_tiny_gguf.py", model, "0", *variant], check=True, capture_output=True)
    command = [sys.executable, str(TOOLS / "serve_llama_cpp.py"), str(model), str(port), "4", "4096"]
    with (folder / "server.log").open("wb") as log:
        server = subprocess.Popen(command, stdout=log, stderr=log)
    try:
        wait_until_healthy(f"http://127.0.0.1:{port}/health", server)
        yield f"http://127.0.0.1:{port}/v1"
    finally:
        server.terminate()
        server.wait(timeout=60)


def wait_until_healthy(address: str, server: subprocess.Popen[bytes]) -> None:
    """Wait until a server answers, or fail when it has died."""
    for _ in range(1200):
        if server.poll() is not None:
            pytest.fail(f"the server ended with {server.returncode}")
        try:
            with urllib.request.urlopen(address, timeout=10):
                return
        except (urllib.error.URLError, ConnectionError, TimeoutError):
            time.sleep(0.1)
    pytest.fail("the server did not become healthy")


@dataclass(frozen=True)
class Answer:
    """What a canned server says."""

    status: int = 200
    body: str | bytes = ""
    headers: Mapping[str, str] = field(default_factory=dict)
    after: float = 0.0
    """Seconds it takes."""


@dataclass
class Canned:
    """A server of canned answers, given in turn and then the last one again; it keeps what it was asked."""

    address: str = ""
    answers: list[Answer] = field(default_factory=list)
    asked: list[dict[str, Any]] = field(default_factory=list)
    headers: list[Mapping[str, str]] = field(default_factory=list)
    """Of the requests, their names in lower case."""
    over: threading.Event = field(default_factory=threading.Event)
    """Set when the block ends, so that nobody waits for an answer that is slow."""


@contextmanager
def canned(*answers: Answer) -> Iterator[Canned]:
    """A server on loopback that gives these answers to whatever it is asked."""
    said = Canned(answers=list(answers))

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            said.asked.append(json.loads(self.rfile.read(int(self.headers["Content-Length"]))))
            said.headers.append({name.lower(): value for name, value in self.headers.items()})
            answer = said.answers[min(len(said.asked), len(said.answers)) - 1]
            said.over.wait(answer.after)
            body = answer.body.encode() if isinstance(answer.body, str) else answer.body
            with suppress(ConnectionError):
                self.send_response(answer.status)
                headers = {"Content-Type": "application/json", "Content-Length": str(len(body)), **answer.headers}
                for name, value in headers.items():
                    self.send_header(name, value)
                self.end_headers()
                self.wfile.write(body)

        def log_message(self, format: str, *args: Any) -> None:
            """Nothing."""

    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        said.address = f"http://127.0.0.1:{server.server_port}/v1"
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
        thread.start()
        try:
            yield said
        finally:
            said.over.set()
            server.shutdown()
            thread.join()
