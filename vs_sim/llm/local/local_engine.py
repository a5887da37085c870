"""llama.cpp inside this process: loaded once for all who ask the same file in the same way.

Its requests go over a Unix socket in a folder that only this user can enter, so that no port is open; where the system
has none, over loopback on a free port. Either way it answers only to a key that this process alone knows.
"""

from __future__ import annotations

import asyncio
import hashlib
import os
import secrets
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

from pydantic_core import to_json

from vs_sim.errors import Rejected, TimedOut, Unreachable
from vs_sim.llm.local.gguf_header import GgufHeader
from vs_sim.llm.local.memory_need import resident_memory
from vs_sim.llm.local.socket_folder import remove_folder, socket_folder

if TYPE_CHECKING:
    import aiohttp

CACHE_MIB = 2048
"""Mebibytes for prompts whose slot was given to another dialogue."""
SOCKET = "s.sock"
PLAIN = (
    "{% for m in messages %}{{ 'Answer:\\n' if m['role'] == 'assistant' }}{{ m['content'] | trim }}\n\n{% endfor %}"
    "{{ 'Answer:\\n' }}"
)
"""A conversation as plain text that a base model continues, in the place of a chat template.

An answer begins a line, so that its first token is the same with a grammar and without one.
"""
_SAMPLES, _SAMPLE_BYTES = 64, 65536


@dataclass(frozen=True)
class EngineSettings:
    """What an engine is loaded with.

    Attributes:
        path: The file, or the first part of a split one.
        slots: Requests that it works on at once.
        threads: Threads of the processor.
        context: Tokens of a request and its answer together.
        gpu_layers: Layers on the graphics card; -1 for as many as fit.
        plain: Whether a conversation is given as plain text, without the model's chat template.
    """

    path: Path
    slots: int
    threads: int
    context: int
    gpu_layers: int = -1
    plain: bool = False


@dataclass
class EngineUse:
    """What was asked of an engine."""

    requests: int = 0
    prompt_tokens: int = 0
    cached_tokens: int = 0
    """Of the prompt tokens those that were read before and kept."""
    completion_tokens: int = 0
    seconds: float = 0.0
    """Work of all slots together, waiting not counted."""

    def __str__(self) -> str:
        cached = self.cached_tokens / self.prompt_tokens if self.prompt_tokens else 0.0
        return (
            f"{self.requests:,} requests, {self.prompt_tokens:,} prompt tokens, {cached:.0%} of them from the cache, "
            f"{self.completion_tokens:,} answered"
        )


@dataclass
class LocalEngine:
    """One loaded model.

    Attributes:
        settings: What it was loaded with.
        server: llama.cpp's own object.
        folder: Where its socket lies; None where it listens on loopback.
        key: What a request has to show.
        loaded: Seconds that loading took.
        memory: Bytes that the process holds since; None when unknown.
        users: Backends that hold it.
    """

    settings: EngineSettings
    server: Any
    folder: Path | None
    key: str
    loaded: float
    memory: int | None
    use: EngineUse = field(default_factory=EngineUse)
    users: int = 0
    session: aiohttp.ClientSession | None = None
    turn: asyncio.Semaphore | None = None

    async def post(self, path: str, body: dict[str, Any], timeout: float | None = None) -> tuple[int, bytes]:
        """Status and body of the answer to one request; it waits until a slot is free.

        Args:
            path: Of llama.cpp's server, such as `/v1/chat/completions`, `/completion` or `/tokenize`.
            body: What is asked.
            timeout: Seconds of work, waiting not counted; None for no limit.

        Raises:
            TimedOut: No answer within the time.
            Unreachable: The engine broke off.
        """
        import aiohttp

        self.session = self.session or aiohttp.ClientSession(
            connector=aiohttp.UnixConnector(path=str(self.folder / SOCKET)) if self.folder else None,
            headers={"Content-Type": "application/json", "Authorization": f"Bearer {self.key}"},
        )
        self.turn = self.turn or asyncio.Semaphore(self.settings.slots)
        async with self.turn:
            started = time.perf_counter()
            try:
                limit = aiohttp.ClientTimeout(total=timeout)
                async with self.session.post(self._address(path), data=to_json(body), timeout=limit) as response:
                    return response.status, await response.read()
            except TimeoutError:
                raise TimedOut(f"{self.settings.path.name}: no answer within {timeout:g} s") from None
            except aiohttp.ClientError as error:
                raise Unreachable(f"{self.settings.path.name}: {type(error).__name__}: {error}") from None
            finally:
                self.use.seconds += time.perf_counter() - started

    async def close(self) -> None:
        """End its requests and give its memory back."""
        if self.session is not None:
            await self.session.close()
        self.server = None
        if self.folder is not None:
            remove_folder(self.folder)

    def _address(self, path: str) -> str:
        return f"http://localhost{path}" if self.folder else f"{self.server.listening_address}{path}"


_loaded: dict[EngineSettings, LocalEngine] = {}
_loading = asyncio.Lock()


async def engine_of(settings: EngineSettings, told: Callable[[str], None]) -> LocalEngine:
    """The engine with these settings, loaded now where it is not; `release` gives it back.

    Args:
        settings: What it is loaded with.
        told: Called with a sentence about what is loaded.

    Raises:
        Rejected: It cannot be loaded.
    """
    async with _loading:
        if settings not in _loaded:
            for idle in [engine for engine in _loaded.values() if not engine.users]:
                del _loaded[idle.settings]
                await idle.close()
            _loaded[settings] = _load(settings)
            told(_account(_loaded[settings]))
        engine = _loaded[settings]
        engine.users += 1
        return engine


async def release(engine: LocalEngine) -> None:
    """Give an engine back; it stays loaded for the next run of this process until another model needs its place."""
    engine.users -= 1
    if engine.session is not None and not engine.users:
        await engine.session.close()
        engine.session = None


def _load(settings: EngineSettings) -> LocalEngine:
    try:
        import xllamacpp
    except ImportError:
        raise Rejected("llama_cpp: xllamacpp is not installed", hint="pip install 'vs-sim[local]'") from None
    before, started = resident_memory(), time.perf_counter()
    folder = socket_folder()
    key = secrets.token_hex(32)
    parameters = xllamacpp.CommonParams()
    parameters.model.path = str(settings.path)
    parameters.model_alias = {settings.path.name}
    parameters.hostnames = [str(folder / SOCKET)] if folder else ["127.0.0.1"]
    parameters.api_keys = [key]
    parameters.ui = parameters.endpoint_slots = parameters.endpoint_props = parameters.endpoint_metrics = False
    parameters.verbosity = 0
    parameters.n_parallel = settings.slots
    parameters.n_ctx = settings.slots * settings.context
    parameters.n_gpu_layers = settings.gpu_layers
    parameters.cpuparams.n_threads = parameters.cpuparams_batch.n_threads = settings.threads
    parameters.cache_ram_mib = CACHE_MIB
    parameters.warmup = False
    if settings.plain:
        parameters.chat_template = PLAIN
    parameters.fit_params = False
    try:
        server = xllamacpp.Server(parameters)
    except RuntimeError as error:
        raise Rejected(f"{settings.path}: llama.cpp cannot load it: {error}", hint="try a newer xllamacpp") from None
    after = resident_memory()
    taken = None if before is None or after is None else after - before
    return LocalEngine(settings, server, folder, key, time.perf_counter() - started, taken)


def _account(engine: LocalEngine) -> str:
    memory = "" if engine.memory is None else f", {engine.memory / 1e6:,.0f} MB"
    settings = engine.settings
    return (
        f"{settings.path.name}: loaded in {engine.loaded:.1f} s{memory}; {settings.slots} slots of "
        f"{settings.context:,} tokens, {settings.threads} threads"
    )


def fingerprint(path: Path, header: GgufHeader) -> str:
    """Twelve hexadecimal digits that tell files apart: SHA-256 over size and evenly spaced samples of the file.

    It is quick for files of many gigabytes, and two conversions or quantizations of a model never share it in practice.
    """
    size = path.stat().st_size
    found = hashlib.sha256(f"{size} {header.name}".encode())
    with path.open("rb") as file:
        for number in range(_SAMPLES):
            file.seek(size * number // _SAMPLES, os.SEEK_SET)
            found.update(file.read(_SAMPLE_BYTES))
    return found.hexdigest()[:12]
