from __future__ import annotations

import pytest

from vs_sim.errors import VsSimError
from vs_sim.sweep.server import JOB_SERVERS


def test_a_model_of_the_hub_is_served_by_its_name_on_all_gpus() -> None:
    served = JOB_SERVERS.get("vllm")("hf:Qwen/Qwen3-8B", 2)
    assert served.model == "Qwen/Qwen3-8B"
    assert " ".join(served.words).startswith("vllm serve Qwen/Qwen3-8B --host 127.0.0.1 --port $port")
    assert served.words[-1] == "2"


def test_a_single_file_is_refused() -> None:
    with pytest.raises(VsSimError, match="whole repository"):
        JOB_SERVERS.get("vllm")("hf:o/r/f.gguf", 1)
