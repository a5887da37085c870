"""The stand-in served by a process of its own, which ends with the test."""

from __future__ import annotations

import json
import signal
import subprocess
import sys
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from tests.places import ROOT


@contextmanager
def served(*sets: str) -> Iterator[str]:
    """The address of a stand-in with these options."""
    command = [sys.executable, "-m", "vs_sim.cli.main", "serve-standin", "--port", "0"]
    command += [word for text in sets for word in ("--set", text)]
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True) as server:
        try:
            assert server.stdout is not None
            yield server.stdout.readline().rpartition(" ")[2].strip()
        finally:
            server.send_signal(signal.SIGINT)
            assert server.wait(timeout=120) == 0


def asked(address: str, body: Any, seconds: float = 120) -> tuple[int, dict[str, Any]]:
    """Status and answer to a chat completion; a body that is bytes is sent as it is."""
    data = body if isinstance(body, bytes) else json.dumps(body).encode()
    request = urllib.request.Request(f"{address}/chat/completions", data, {"Content-Type": "application/json"})
    try:
        with urllib.request.urlopen(request, timeout=seconds) as response:
            return response.status, json.load(response)
    except urllib.error.HTTPError as error:
        with error:
            return error.code, json.load(error)


def fetched(address: str) -> dict[str, Any]:
    """What a GET gives."""
    with urllib.request.urlopen(address, timeout=120) as response:
        found: dict[str, Any] = json.load(response)
        return found
