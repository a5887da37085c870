from __future__ import annotations

import pytest

from vs_sim.errors import VsSimError
from vs_sim.sweep.server import JOB_SERVERS


def test_a_file_of_the_hub_or_of_this_machine_is_served_under_its_name() -> None:
    hub = JOB_SERVERS.get("llama_server")("hf:o/r/small.gguf", 1)
    here = JOB_SERVERS.get("llama_server")("/models/small.gguf", 0)
    assert (hub.model, here.model) == ("small", "small")
    assert hub.words[1:5] == ("--hf-repo", "o/r", "--hf-file", "small.gguf")
    assert here.words[1:3] == ("--model", "/models/small.gguf")
    assert ("--n-gpu-layers" in hub.words, "--n-gpu-layers" in here.words) == (True, False)


def test_what_is_no_gguf_file_is_refused() -> None:
    with pytest.raises(VsSimError, match="GGUF"):
        JOB_SERVERS.get("llama_server")("hf:Qwen/Qwen3-8B", 1)
