"""A GGUF model inside this process, through llama.cpp: no key, no server of one's own, no open port.

Nothing of the model's distribution is cut off unless the entry says so: temperature 1, and neither top-k, top-p nor
min-p. So what is drawn can be compared with the model's own probabilities.
"""

from __future__ import annotations

import asyncio
import time
from collections.abc import Callable, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any, ClassVar, Literal

from pydantic import Field

from vs_sim.core.message import Reply, Request
from vs_sim.core.model_entry import ModelEntry
from vs_sim.llm.backend import Backend, backend
from vs_sim.llm.local.gguf_header import GgufHeader, read_header
from vs_sim.llm.local.json_grammar import on_one_line
from vs_sim.llm.local.local_engine import EngineSettings, LocalEngine, engine_of, fingerprint, release
from vs_sim.llm.local.memory_need import check_memory, memory_needed, processor_cores
from vs_sim.llm.local.model_file import FORMS, find_model, parts_of
from vs_sim.llm.local.sequence_scores import ScoredAnswers, SequenceScorer
from vs_sim.llm.prices import FREE, Tariff
from vs_sim.llm.provider_errors import failure
from vs_sim.llm.provider_replies import decoded, reply_of
from vs_sim.llm.sampling_parameters import Sampling, request_parameters, wire_messages
from vs_sim.llm.structured_output import Structure

SLOTS = 4
LEAST_CONTEXT, USUAL_CONTEXT = 2048, 4096
"""Tokens of a slot: at least, and where nothing is known of the requests."""
LONGEST_ANSWER = 1024
"""Tokens of an answer when the entry names no `max_tokens`."""
PLAIN_STOPS = ["\n\n"]
"""What ends the answer of a base model, which would go on writing, where no form does."""
BLOCK_STOPS = [
    f"<{close}{block}>" for block in ("scenario", "persona", "answer", "conversation", "now") for close in ("", "/")
]
"""The blocks of a prompt: small models go on with them after their answer, and none of it belongs to the answer."""
SCORES_KEPT = 64
"""Requests for probabilities whose answers are remembered."""
RANDOM_SEED = 2**32 - 1
"""The seed by which llama.cpp means any."""


class LlamaCppOptions(Sampling):
    """Sampling parameters, and how the model is loaded."""

    temperature: float = Field(default=1.0, ge=0, le=5, description="decoding temperature")
    top_p: float = Field(default=1.0, gt=0, le=1, description="nucleus sampling")
    top_k: int = Field(default=0, ge=0, description="only the k likeliest tokens; 0 for all")
    min_p: float = Field(
        default=0.0, ge=0, le=1, description="only tokens at least so likely as the likeliest, times it"
    )
    max_tokens: int = Field(default=LONGEST_ANSWER, ge=1, description="longest answer in tokens")
    stop: tuple[str, ...] = Field(default=(), description="texts that end an answer")
    mode: Literal["chat", "completion"] | None = Field(
        default=None, description="completion: without a chat template, for base models; default as the file has one"
    )
    slots: int | None = Field(default=None, ge=1, le=256, description=f"requests worked on at once; default {SLOTS}")
    threads: int | None = Field(default=None, ge=1, description="processor threads; default one a physical core")
    context: int | None = Field(
        default=None, ge=64, description="tokens of a request and its answer; default from the scenario's estimate"
    )
    gpu_layers: int = Field(default=-1, ge=-1, description="layers on the graphics card; -1 for as many as fit")


@backend("llama_cpp")
class LlamaCpp(Backend):
    """One GGUF model, loaded when the first request is made and shared by all who ask it in this process."""

    options = LlamaCppOptions
    needs: ClassVar[Mapping[str, str]] = {"model": f"name a GGUF file: {FORMS}"}
    scores = "sequence"
    structured = True
    packages = ("xllamacpp",)
    one_process = True
    loading: ClassVar[frozenset[str]] = frozenset({"slots", "threads", "context", "gpu_layers"})

    def __init__(self, entry: ModelEntry) -> None:
        self.entry, self.own = entry, LlamaCppOptions.model_validate(entry.options)
        self.sampling = self.own.model_dump(include={"temperature", "top_p", "top_k", "min_p", "max_tokens"})
        self.structure = Structure(self._ask)
        self.scorer, self.scored = SequenceScorer(self._posted), dict[str, ScoredAnswers]()
        self.scoring = asyncio.Lock()
        self.path: Path | None = None
        self.header: GgufHeader | None = None
        self.settings: EngineSettings | None = None
        self.engine: LocalEngine | None = None
        self.opening = asyncio.Lock()
        self.name = str(entry.model)

    def ready(self, longest: Callable[[], float] | None = None) -> None:
        """Find the file, and check that it is whole and fits into memory.

        Args:
            longest: Gives the tokens of the longest request that is expected, if that is known.

        Raises:
            Rejected: There is no such file, it is no whole GGUF file, or it needs more memory than there is.
        """
        path = find_model(str(self.entry.model))
        headers = [read_header(part) for part in parts_of(path)]
        own, header = self.own, headers[0]
        self.settings = EngineSettings(
            path=path,
            slots=min(self.entry.max_in_flight, SLOTS) if own.slots is None else own.slots,
            threads=own.threads or processor_cores(),
            context=own.context or self._context(header, longest),
            gpu_layers=own.gpu_layers,
            plain=own.mode == "completion" or (own.mode is None and not header.has_chat_template),
        )
        weights = sum(part.stat().st_size for part in parts_of(path))
        if own.gpu_layers <= 0:
            check_memory(path, memory_needed(header, weights, self.settings.slots * self.settings.context))
        self.path, self.header = path, header
        self.name = f"{path.name}#{fingerprint(path, header)}"

    def _context(self, header: GgufHeader, longest: Callable[[], float] | None) -> int:
        wanted = USUAL_CONTEXT if longest is None else max(LEAST_CONTEXT, round(longest()) + self.own.max_tokens)
        wanted = 1 << (wanted - 1).bit_length()  # so that cells of a sweep that differ little share an engine
        return wanted if header.context is None else min(wanted, header.context)

    async def complete(self, request: Request) -> Reply:
        """Ask once, in the form of its schema; or for the probabilities of given answers."""
        if request.answers:
            return await self._scored(request)
        return await self.structure.complete(request)

    async def loaded(self) -> LocalEngine:
        """The engine, loaded now where it is not."""
        if self.settings is None:
            self.ready()
        assert self.settings is not None
        async with self.opening:
            if self.engine is None:
                self.engine = await engine_of(self.settings, self.told)
            return self.engine

    def tariff(self) -> Tariff:
        """Nothing."""
        return FREE

    def most_dialogues(self) -> int | None:
        """As many as there are slots: the cache of a dialogue that waits would be given to another."""
        return None if self.settings is None else self.settings.slots

    def account(self) -> str | None:
        """What was asked so far, and how much of it the prompt cache held."""
        return None if self.engine is None else f"{self.engine.settings.path.name}: {self.engine.use}"

    async def aclose(self) -> None:
        """Give the engine back."""
        if self.engine is not None:
            engine, self.engine = self.engine, None
            await release(engine)

    async def _scored(self, request: Request) -> Reply:
        """The probabilities of answers; as they are the same each time, an equal request is worked on once."""
        started = time.perf_counter()
        async with self.scoring:
            if request.sha256 not in self.scored:
                self.scored[request.sha256] = await self.scorer.score(wire_messages(request), request.answers)
                if len(self.scored) > SCORES_KEPT:
                    del self.scored[next(iter(self.scored))]
            found = self.scored[request.sha256]
        reply = Reply(found.scores.to_json(), model=self.name, prompt_tokens=found.prompt_tokens, completion_tokens=0)
        return replace(reply, usd=0.0, seconds=time.perf_counter() - started)

    async def _posted(self, path: str, body: dict[str, Any]) -> Any:
        engine = await self.loaded()
        status, answer = await engine.post(path, body, self._timeout)
        if status != 200:
            raise failure(f"{self.name}: {status}: {answer.decode(errors='replace')}", status)
        return decoded(self.name, answer)

    async def _ask(self, request: Request, form: str) -> Reply:
        engine = await self.loaded()
        form, started = form if request.schema else "prompt", time.perf_counter()
        read = await self._posted("/v1/chat/completions", self._body(request, form))
        reply = reply_of(self.name, read)
        self._count(engine, reply, read)
        seconds = time.perf_counter() - started
        return replace(reply, model=self.name, structured=form, seconds=seconds, usd=0.0)

    @property
    def _timeout(self) -> float | None:
        """None where the entry leaves it as it is for servers: a slow processor is no server that hangs."""
        usual = ModelEntry.model_fields["timeout"].default
        return None if self.entry.timeout == usual else self.entry.timeout

    def _body(self, request: Request, form: str) -> dict[str, Any]:
        seeded = replace(request, seed=None if request.seed is None else request.seed % RANDOM_SEED)
        body = request_parameters(seeded, self.sampling, form, send_seed=self.own.send_seed)
        if form == "json_schema" and request.schema is not None and (grammar := on_one_line(request.schema)):
            del body["response_format"]
            body["grammar"] = grammar
        plain = self.settings is not None and self.settings.plain
        usual = [] if form != "prompt" else PLAIN_STOPS if plain else BLOCK_STOPS
        stops = list(self.own.stop) or usual
        return body | {"messages": wire_messages(request), "cache_prompt": True, "stop": stops}

    def _count(self, engine: LocalEngine, reply: Reply, read: Any) -> None:
        use, cached = engine.use, read.get("timings", {}).get("cache_n")
        use.requests += 1
        use.prompt_tokens += reply.prompt_tokens or 0
        use.cached_tokens += cached if isinstance(cached, int) else 0
        use.completion_tokens += reply.completion_tokens or 0
