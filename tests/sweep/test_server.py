from __future__ import annotations

import pytest

from vs_sim.sweep.server import JOB_SERVERS, PORT


@pytest.mark.parametrize(("name", "model"), [("vllm", "hf:o/model"), ("llama_server", "hf:o/r/model.gguf")])
def test_every_server_listens_on_loopback_at_the_port_of_the_job(name: str, model: str) -> None:
    served = JOB_SERVERS.get(name)(model, 1)
    assert served.words[served.words.index("--host") + 1] == "127.0.0.1"
    assert served.words[served.words.index("--port") + 1] == PORT


def test_the_servers_are_those_that_are_tested() -> None:
    assert JOB_SERVERS.names() == ["llama_server", "vllm"]
