"""Any provider through litellm, which is imported when the first request is made.

litellm's own cache, retries, limits and budget stay off: the layers do that. Its import would fetch a price
table and read a `.env`; both are switched off beforehand.
"""

from __future__ import annotations

import asyncio
import os
import time
import warnings
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import replace
from functools import cache, cached_property
from typing import Any, ClassVar

from pydantic import Field

from vs_sim.core.finish_reason import ending
from vs_sim.core.message import Reply, Request
from vs_sim.core.model_entry import ModelEntry, openai_speaking
from vs_sim.errors import BackendError
from vs_sim.llm import anthropic_messages
from vs_sim.llm.backend import Backend, backend
from vs_sim.llm.batches.anthropic_batches import AnthropicBatches
from vs_sim.llm.batches.batch_provider import BatchClient, BatchProvider
from vs_sim.llm.batches.batch_queue import BatchQueue
from vs_sim.llm.price_table import listed_tariff
from vs_sim.llm.prices import Tariff, tariff_of
from vs_sim.llm.provider_errors import failure, filtered, is_refused, no_key, not_running, wait_asked
from vs_sim.llm.provider_replies import cached_tokens, decoded, has_choice, reply_of
from vs_sim.llm.sampling_parameters import Sampling, request_parameters, wire_messages
from vs_sim.llm.structured_output import Structure

SETTINGS = {
    "LITELLM_LOCAL_MODEL_COST_MAP": "True",
    "LITELLM_MODE": "PRODUCTION",
    "AIOHTTP_CONNECTOR_LIMIT": "4096",
    "AIOHTTP_CONNECTOR_LIMIT_PER_HOST": "4096",
}
STATUSES = {"AuthenticationError": 401, "RateLimitError": 429, "Timeout": 408}
"""Statuses of litellm's exceptions where the class says more than the status it carries."""
NO_KEY = ("api_key client option must be set", "Missing credentials", "Missing API Key", "API key is required")
"""Words that mean a missing key; litellm calls it a server's failure."""
NO_CONNECTION = ("Connection error", "Cannot connect to host", "Connection refused", "Server disconnected")
"""Words that mean that nobody answered; litellm calls it a server's failure too."""


KEYS = {
    "anthropic": ("ANTHROPIC_API_KEY",),
    "cohere": ("COHERE_API_KEY", "CO_API_KEY"),
    "deepseek": ("DEEPSEEK_API_KEY",),
    "gemini": ("GEMINI_API_KEY", "GOOGLE_API_KEY"),
    "groq": ("GROQ_API_KEY",),
    "mistral": ("MISTRAL_API_KEY",),
    "openai": ("OPENAI_API_KEY",),
    "openrouter": ("OPENROUTER_API_KEY", "OR_API_KEY"),
    "together_ai": ("TOGETHERAI_API_KEY", "TOGETHER_API_KEY", "TOGETHER_AI_API_KEY"),
    "xai": ("XAI_API_KEY",),
}
"""Variables of which a provider's key is read; any of them."""


class LitellmOptions(Sampling):
    """Sampling parameters an entry of `models:` may give."""

    reasoning_effort: str | None = Field(default=None, description="for models that reason")


@cache
def import_litellm() -> Any:
    """litellm, imported without network or `.env`."""
    for name, value in SETTINGS.items():
        os.environ.setdefault(name, value)
    import litellm

    litellm.suppress_debug_info = True
    # its client dumps what it read with warnings where a provider's types are not OpenAI's; we read the text itself
    warnings.filterwarnings("ignore", "Pydantic serializer warnings", UserWarning, "pydantic")
    return litellm


@backend("litellm")
class Litellm(Backend):
    """One model through `litellm.acompletion`."""

    options = LitellmOptions
    needs: ClassVar[Mapping[str, str]] = {"model": "give it the name of a model, such as gpt-4.1, or backend: standin"}
    standin = False
    structured = True

    def __init__(self, entry: ModelEntry) -> None:
        self.entry, self.model = entry, str(entry.model)
        own = LitellmOptions.model_validate(entry.options)
        self.send_seed = own.send_seed
        self.sampling = own.model_dump(exclude={"send_seed"}, exclude_none=True)
        self.structure = Structure(self._ask)
        self.dropped: dict[str, tuple[str, ...]] = {}
        self.reached = False

    async def complete(self, request: Request) -> Reply:
        """Ask once, in the strongest form the model takes."""
        if self.batches is not None:
            return await self._ask_in_batch(request, self.batches)
        return await self.structure.complete(request)

    def ready(self, longest: Callable[[], float] | None = None) -> None:
        """Check that a key is set, where the provider's variable is known.

        Raises:
            Rejected: It is not.
        """
        if self.entry.api_key_env:
            variables: tuple[str, ...] = (self.entry.api_key_env,)
        elif self.entry.api_base:
            variables = ()
        else:
            variables = KEYS.get(_maker(self.model), ())
        if variables and not any(map(os.environ.get, variables)):
            raise no_key(variables[0])

    def tariff(self) -> Tariff:
        """From the entry's own price, else from litellm's table; NaN when neither knows the model."""
        known = tariff_of(self.entry) if self.entry.price else listed_tariff(self.model, self.entry.api_base)
        return self.billed(known)

    def batch_provider(self) -> BatchProvider | None:
        """Anthropic's batches, for models of Anthropic."""
        if _maker(self.model) != "anthropic":
            return None
        key = os.environ.get(self.entry.api_key_env or anthropic_messages.KEY, "")
        headers = {"x-api-key": key, "anthropic-version": anthropic_messages.VERSION}
        return AnthropicBatches(BatchClient(self.entry.api_base or anthropic_messages.ADDRESS, headers))

    async def aclose(self) -> None:
        """Close the connections for batches; litellm keeps its own."""
        if self.batches is not None:
            await self.batches.aclose()

    async def _ask_in_batch(self, request: Request, queue: BatchQueue) -> Reply:
        """Ask a model of Anthropic in a batch, in its own protocol; the prompt says the form of the answer."""
        wanted = request_parameters(request, self.sampling, "prompt", send_seed=self.send_seed)
        body, dropped = anthropic_messages.message_body(self.model.rpartition("/")[2], request, wanted)
        started = time.perf_counter()
        status, answer = await queue.answer(request, "prompt", body)
        seconds = time.perf_counter() - started
        if status != 200:
            words = answer.decode(errors="replace")
            raise failure(f"{self.model}: {status}: {words}", status)
        read = anthropic_messages.as_completion(decoded(self.model, answer))
        reply = replace(reply_of(self.model, read), dropped=dropped, seconds=seconds)
        return replace(reply, usd=self.tariff().paid(reply, cached_tokens(read)))

    async def _ask(self, request: Request, form: str) -> Reply:
        form, litellm = form if request.schema else "prompt", import_litellm()
        started, written = time.perf_counter(), Written()
        response = None
        try:
            wanted = request_parameters(request, self.sampling, form, send_seed=self.send_seed)
            dropped = self._dropped(form, wanted)
            sent = {name: value for name, value in wanted.items() if name not in dropped}
            async with asyncio.timeout(self.entry.timeout):
                response = await litellm.acompletion(
                    **sent, **self._fixed, messages=wire_messages(request), logger_fn=written.keep
                )
        except Exception as error:  # noqa: BLE001  # the adapter: whatever a provider raises becomes one of ours
            words, status = f"{self.model}: {type(error).__name__}: {error}", status_of(error)
            if filtered(words, status):
                return Reply("", finish_reason="content_filter", model=self.model)
            if isinstance(error, TimeoutError) or not written.readable:
                if self.entry.api_base and not self.reached and is_refused(error):
                    raise not_running(self.model, self.entry.api_base) from None
                raise our_error(error, words, status) from None
        self.reached = True
        reply = written.reply(self.model, response)
        reply = replace(reply, dropped=dropped, structured=form, seconds=time.perf_counter() - started)
        return replace(reply, usd=self._paid(reply, response))

    @cached_property
    def _fixed(self) -> dict[str, Any]:
        """What every request says besides its own: the model, where it is, and that litellm leaves retries to us."""
        said = {"model": self.model, "timeout": self.entry.timeout, "max_retries": 0, "drop_params": True}
        key = os.environ.get(self.entry.api_key_env) if self.entry.api_key_env else None
        if self.entry.api_base:
            return said | {"api_base": self.entry.api_base, "api_key": key or "none"}
        return said | ({"api_key": key} if key else {})

    def _dropped(self, form: str, wanted: Mapping[str, Any]) -> tuple[str, ...]:
        if form not in self.dropped:
            self.dropped[form] = without_effect(self.model, wanted)
        return self.dropped[form]

    def _paid(self, reply: Reply, response: Any) -> float | None:
        counted = getattr(response, "_hidden_params", {}).get("response_cost")
        if counted and not self.entry.price and not self.entry.api_base:
            return float(counted)
        return self.tariff().paid(reply)


def _maker(model: str) -> str:
    """The provider of a model, where its name says it."""
    provider, _, name = model.partition("/")
    if name:
        return provider
    named = openai_speaking(model, None)
    return named.provider if named else "anthropic" if model.startswith("claude-") else ""


class Written:
    """What a provider wrote, before litellm makes it fit its own types: there, an odd part loses the answer."""

    def __init__(self) -> None:
        self.answer: Any = None

    def keep(self, details: Mapping[str, Any]) -> None:
        """Called by litellm before and after a request."""
        raw = details.get("original_response")
        if details.get("log_event_type") == "post_api_call" and isinstance(raw, str):
            with suppress(BackendError):
                self.answer = decoded("", raw)

    @property
    def readable(self) -> bool:
        """Whether it is a chat completion."""
        return has_choice(self.answer)

    def reply(self, model: str, response: Any) -> Reply:
        """What was written, read as for every backend; where it has another outline, litellm's reading of it.

        Raises:
            BackendError: There is no answer in it.
        """
        if self.readable:
            reply = reply_of(model, self.answer)
            if response is None or ending(reply.finish_reason) != "tool_calls":
                return reply
        made = response.model_dump()
        for choice in made.get("choices") or ():
            stopped = choice.get("provider_specific_fields") or {}
            choice["finish_reason"] = stopped.get("native_finish_reason") or choice.get("finish_reason")
        return reply_of(model, made)


def without_effect(model: str, wanted: Mapping[str, Any]) -> tuple[str, ...]:
    """The parameters that litellm drops for a model: asking with them says nothing else than asking without."""
    litellm = import_litellm()
    name, provider, *_ = litellm.get_llm_provider(model)

    def said(**given: Any) -> dict[str, Any]:
        found: dict[str, Any] = litellm.utils.get_optional_params(
            model=name, custom_llm_provider=provider, drop_params=True, **given
        )
        return found

    nothing = said()
    return tuple(sorted(key for key in wanted if key not in nothing and said(**{key: wanted[key]}) == nothing))


def status_of(error: Exception) -> int | None:
    """The status that an exception of litellm's means; None when nobody answered."""
    words = str(error)
    if any(part in words for part in NO_KEY):
        return 401
    status = STATUSES.get(type(error).__name__, getattr(error, "status_code", None))
    nobody = status == 500 and any(part in words for part in NO_CONNECTION)
    return status if isinstance(status, int) and not nobody else None


def our_error(error: Exception, words: str, status: int | None) -> BackendError:
    """Whatever was raised, as one of our errors, without any key in it."""
    if isinstance(error, BackendError):
        return error
    if isinstance(error, TimeoutError):
        status = 408
    return failure(words, status, wait_asked(headers_of(error)))


def headers_of(error: Exception) -> Mapping[str, str]:
    """The headers that came with a failure: litellm keeps them beside a response it makes up, or in the cause."""
    found: BaseException | None = error
    while found is not None:
        its = getattr(found, "litellm_response_headers", None)
        if headers := its or getattr(getattr(found, "response", None), "headers", None):
            return dict(headers)
        found = found.__cause__ or found.__context__
    return {}
