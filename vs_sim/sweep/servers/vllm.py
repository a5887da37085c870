"""vLLM: a model of Hugging Face by its name, or a folder; its tensors are divided among the GPUs of the node."""

from __future__ import annotations

from vs_sim.errors import VsSimError
from vs_sim.llm.local.model_file import HUB
from vs_sim.sweep.server import JOB_SERVERS, PORT, ServerCommand


def vllm(model: str, gpus: int) -> ServerCommand:
    """How vLLM serves a model.

    Raises:
        VsSimError: The model is a single GGUF file of a hub, which vLLM does not load by that name.
    """
    name = model.removeprefix(HUB)
    if name.endswith(".gguf"):
        raise VsSimError(f"{model}: vLLM serves a whole repository", hint="hf:Qwen/Qwen3-8B, or --serve llama_cpp")
    words = ("vllm", "serve", name, "--host", "127.0.0.1", "--port", PORT, "--tensor-parallel-size", str(max(gpus, 1)))
    return ServerCommand(words, name)


JOB_SERVERS.register("vllm", vllm)
