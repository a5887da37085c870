"""Servers that tests start on loopback and stop again."""

from __future__ import annotations

import importlib.util
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

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
        server.wait(timeout=20)


def wait_until_healthy(address: str, server: subprocess.Popen[bytes]) -> None:
    """Wait until a server answers, or fail when it has died."""
    for _ in range(300):
        if server.poll() is not None:
            pytest.fail(f"the server ended with {server.returncode}")
        try:
            with urllib.request.urlopen(address, timeout=1):
                return
        except (urllib.error.URLError, ConnectionError, TimeoutError):
            time.sleep(0.1)
    pytest.fail("the server did not become healthy")
