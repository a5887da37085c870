"""Any server that speaks OpenAI's chat completions, over one shared HTTP session and nothing else.

A request costs a tenth of the CPU that it costs through litellm, which is the limit beyond some 250 calls a second.
"""

from __future__ import annotations

import os
import time
from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import TYPE_CHECKING, Any, ClassVar

from pydantic import Field, field_validator
from pydantic_core import to_json

from vs_sim.core.message import Reply, Request
from vs_sim.core.model_entry import ModelEntry
from vs_sim.errors import Rejected, TimedOut, Undelivered
from vs_sim.llm.accepted_parameters import AcceptedParameters
from vs_sim.llm.backend import Backend, backend
from vs_sim.llm.batches.batch_provider import BatchClient, BatchProvider
from vs_sim.llm.batches.openai_batches import OpenaiBatches
from vs_sim.llm.first_token_scores import with_scores
from vs_sim.llm.lazy_aiohttp import import_aiohttp
from vs_sim.llm.prices import Tariff, tariff_of
from vs_sim.llm.provider_errors import failure, filtered, is_refused, no_key, not_running, wait_asked
from vs_sim.llm.provider_replies import cached_tokens, decoded, reply_of
from vs_sim.llm.sampling_parameters import Sampling, request_parameters, wire_messages
from vs_sim.llm.structured_output import Structure

if TYPE_CHECKING:
    import aiohttp

_RESERVED_FIELDS = frozenset({"model", "messages", "seed", "response_format", "stream", "n"})
"""Fields of the body that follow from the request and that an entry does not set."""
_KEEP_ALIVE = 60
"""Seconds an idle connection is kept; dialogues come back to it after their own pauses."""


MOST_BYTES = 16_000_000
"""Bytes of an answer; what follows is not read."""
TOO_LARGE = "too_large"
"""Why an answer that is longer is none; it was billed, and is kept as an answer that cannot be read."""


class OpenaiCompatibleOptions(Sampling):
    """Sampling parameters an entry of `models:` may give."""

    extra: dict[str, Any] = Field(
        default_factory=dict, description="fields only this server knows, sent as they are, for example {top_k: 20}"
    )

    @field_validator("extra")
    @classmethod
    def _not_ours(cls, extra: dict[str, Any]) -> dict[str, Any]:
        if taken := sorted(_RESERVED_FIELDS & extra.keys()):
            raise ValueError(f"extra cannot set {', '.join(taken)}: the request does")
        return extra


@backend("openai_compatible")
class OpenaiCompatible(Backend):
    """One model behind `POST {api_base}/chat/completions`."""

    options: ClassVar[type[OpenaiCompatibleOptions]] = OpenaiCompatibleOptions
    needs: ClassVar[Mapping[str, str]] = {
        "model": "give it the name by which the server knows the model",
        "api_base": "give it the server's address, for example http://127.0.0.1:8000/v1",
    }
    standin = False
    scores = "first_token"
    structured = True

    def __init__(self, entry: ModelEntry) -> None:
        self.entry, self.model = entry, str(entry.model)
        self.name, self.address = self.model, str(entry.api_base)
        own = self.options.model_validate(entry.options)
        self.send_seed = own.send_seed
        self.sampling = own.extra | own.model_dump(exclude={"send_seed", "extra"}, exclude_none=True)
        self.accepted = AcceptedParameters(self.name)
        self.structure = Structure(self._ask)
        self.session: aiohttp.ClientSession | None = None
        self.reached = False

    async def complete(self, request: Request) -> Reply:
        """Ask once, in the strongest form the model takes."""
        return await self.structure.complete(request)

    def tariff(self) -> Tariff:
        """From the entry's own price."""
        return self.billed(tariff_of(self.entry))

    def batch_provider(self) -> BatchProvider | None:
        """The `/batches` of the same address."""
        return OpenaiBatches(BatchClient(self.address, self._authorization()))

    async def aclose(self) -> None:
        """Close the session and its connections."""
        if self.session is not None:
            await self.session.close()
        if self.batches is not None:
            await self.batches.aclose()

    def ready(self, longest: Callable[[], float] | None = None) -> None:
        """Check that the key which the entry names is set.

        Raises:
            Rejected: It is not.
        """
        if self.entry.api_key_env and not os.environ.get(self.entry.api_key_env):
            raise no_key(self.entry.api_key_env)

    def key(self) -> str | None:
        """The key; None where the server is asked without one."""
        return os.environ.get(self.entry.api_key_env) if self.entry.api_key_env else None

    def cost(self, reply: Reply, answer: Any) -> float | None:
        """What a reply cost in US dollars; None when that is unknown."""
        return self.tariff().paid(reply, cached_tokens(answer))

    async def _ask(self, request: Request, form: str) -> Reply:
        form = form if request.schema else "prompt"
        started = time.perf_counter()
        wanted = request_parameters(request, self.sampling, form, send_seed=self.send_seed)
        fixed = {"model": self.name, "messages": wire_messages(request)}
        while True:
            sent, dropped = self.accepted.fitted(wanted)
            status, headers, answer = await self._answer(request, form, sent | fixed)
            if not self.accepted.learn(status, answer, sent):
                break
        seconds = time.perf_counter() - started
        if status == 200 and len(answer) > MOST_BYTES:
            return Reply("", finish_reason=TOO_LARGE, model=self.model, seconds=seconds, structured=form)
        if status == 200:
            read = decoded(self.model, answer)
            reply = replace(reply_of(self.model, read), structured=form, seconds=seconds, dropped=dropped)
            reply = with_scores(reply, read, request)
            return replace(reply, usd=self.cost(reply, read))
        words = answer.decode(errors="replace")
        if filtered(words, status):
            return Reply("", finish_reason="content_filter", model=self.model, seconds=seconds, structured=form)
        raise failure(f"{self.model}: {status}: {words}", status, wait_asked(headers))

    async def _answer(self, request: Request, form: str, body: dict[str, Any]) -> tuple[int, Mapping[str, str], bytes]:
        """Status, headers and body of the answer to a body, sent alone or in a batch."""
        if self.batches is None:
            return await self._post(body)
        answered = await self.batches.answer(request, form, body)
        return answered.status, {}, answered.body

    async def _post(self, body: dict[str, Any]) -> tuple[int, Mapping[str, str], bytes]:
        """Status, headers and body of the answer to a body."""
        aiohttp = import_aiohttp()
        self.session = self.session or self._opened()
        address = f"{self.address.rstrip('/')}/chat/completions"
        try:
            async with self.session.post(address, data=to_json(body)) as response:
                self.reached = True
                return response.status, response.headers, await _bounded(response)
        except TimeoutError:
            raise TimedOut(f"{self.model}: no answer within {self.entry.timeout:g} s") from None
        except aiohttp.ClientPayloadError as error:
            raise Undelivered(f"{self.model}: {type(error).__name__}: {error}") from None
        except aiohttp.InvalidURL:
            raise Rejected(f"{self.model}: {address} is no address", hint="check api_base") from None
        except aiohttp.ClientError as error:
            if not self.reached and is_refused(error):
                raise not_running(self.model, self.address) from None
            raise failure(f"{self.model}: {type(error).__name__}: {error}", None) from None

    def _opened(self) -> aiohttp.ClientSession:
        aiohttp = import_aiohttp()
        return aiohttp.ClientSession(  # type: ignore[no-any-return]  # its module is imported late
            connector=aiohttp.TCPConnector(limit=0, keepalive_timeout=_KEEP_ALIVE),
            timeout=aiohttp.ClientTimeout(total=self.entry.timeout),
            headers={"Content-Type": "application/json"} | self._authorization(),
        )

    def _authorization(self) -> dict[str, str]:
        key = self.key()
        return {"Authorization": f"Bearer {key}"} if key else {}


async def _bounded(response: aiohttp.ClientResponse) -> bytes:
    """The body; of one that is too long so much that it shows, and the connection is closed."""
    body = bytearray()
    async for part in response.content.iter_any():
        body += part
        if len(body) > MOST_BYTES:
            response.close()
            break
    return bytes(body)
