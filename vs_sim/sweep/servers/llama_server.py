"""The server of llama.cpp: a GGUF file of this machine or of Hugging Face, all layers on the GPU where there is one."""

from __future__ import annotations

from pathlib import PurePath

from vs_sim.errors import VsSimError
from vs_sim.llm.local.model_file import HUB
from vs_sim.sweep.server import JOB_SERVERS, PORT, ServerCommand

_SLOTS = 16
"""Requests that are answered at once."""
_CONTEXT = 8192
"""Tokens of context of each."""


def llama_server(model: str, gpus: int) -> ServerCommand:
    """How llama.cpp serves a model.

    Raises:
        VsSimError: The model is no GGUF file.
    """
    if not model.endswith(".gguf"):
        raise VsSimError(f"{model}: llama.cpp serves a GGUF file", hint="hf:owner/repo/file.gguf, or a path")
    alias = PurePath(model).stem
    if model.startswith(HUB):
        repository, _, file = model.removeprefix(HUB).rpartition("/")
        where: tuple[str, ...] = ("--hf-repo", repository, "--hf-file", file)
    else:
        where = ("--model", model)
    room = ("--parallel", str(_SLOTS), "--ctx-size", str(_SLOTS * _CONTEXT))
    layers = ("--n-gpu-layers", "999") if gpus else ()
    return ServerCommand(
        ("llama-server", *where, "--alias", alias, "--host", "127.0.0.1", "--port", PORT, *room, *layers), alias
    )


JOB_SERVERS.register("llama_server", llama_server)
