"""Any provider through litellm, which is imported when the first request is made.

litellm's own cache, retries, limits and budget stay off: the layers do that. Its import would fetch a price
table and read a `.env`; both are switched off beforehand.
"""

from __future__ import annotations

import asyncio
import math
import os
import time
from dataclasses import replace
from typing import Any

from pydantic import Field

from vs_sim.core.message import Reply, Request
from vs_sim.core.question import Strict
from vs_sim.core.scenario import ModelEntry
from vs_sim.errors import BackendError, RateLimited, Refused, Rejected, TimedOut, Unreachable
from vs_sim.llm.backend import Backend, backend
from vs_sim.llm.pricing import Tariff
from vs_sim.llm.redaction import redacted
from vs_sim.llm.structure import Structure, response_format

SETTINGS = {
    "LITELLM_LOCAL_MODEL_COST_MAP": "True",
    "LITELLM_MODE": "PRODUCTION",
    "AIOHTTP_CONNECTOR_LIMIT": "4096",
    "AIOHTTP_CONNECTOR_LIMIT_PER_HOST": "4096",
}


class LitellmOptions(Strict):
    """Sampling parameters an entry of `models:` may give."""

    temperature: float | None = Field(default=None, ge=0, le=2, description="decoding temperature")
    top_p: float | None = Field(default=None, gt=0, le=1, description="nucleus sampling")
    max_tokens: int | None = Field(default=None, ge=1, description="longest answer in tokens")
    reasoning_effort: str | None = Field(default=None, description="for models that reason")
    send_seed: bool = Field(default=True, description="send a seed with every request")


def imported() -> Any:
    """litellm, imported without network or `.env`."""
    for name, value in SETTINGS.items():
        os.environ.setdefault(name, value)
    import litellm

    litellm.suppress_debug_info = True
    return litellm


@backend("litellm")
class Litellm(Backend):
    """One model through `litellm.acompletion`."""

    options = LitellmOptions
    instrument_test = False

    def __init__(self, entry: ModelEntry) -> None:
        self.entry = entry
        self.own = LitellmOptions.model_validate(entry.options)
        self.structure = Structure(self._ask)
        self.tariff = Tariff()

    async def complete(self, request: Request) -> Reply:
        """Ask once, in the strongest form the model takes."""
        return await self.structure.complete(request)

    def price(self, request: Request) -> tuple[float, float]:
        """From the entry's own price, else from litellm's table; NaN when neither knows the model."""
        return self._tariff().expected(request)

    def _tariff(self) -> Tariff:
        if math.isnan(self.tariff.input):
            self.tariff = tariff(self.entry)
        return self.tariff

    async def _ask(self, request: Request, form: str) -> Reply:
        litellm = imported()
        sent, dropped = self._parameters(litellm, request, form)
        started = time.perf_counter()
        try:
            response = await asyncio.wait_for(litellm.acompletion(**sent), self.entry.timeout)
        except Exception as error:  # noqa: BLE001  # the adapter: whatever a provider raises becomes one of ours
            if type(error).__name__ == "ContentPolicyViolationError":
                return Reply("", finish_reason="content_filter", model=str(self.entry.model), dropped=dropped)
            raise translated(error, str(self.entry.model)) from None
        return self._reply(response, dropped, form if request.schema else "prompt", time.perf_counter() - started)

    def _parameters(self, litellm: Any, request: Request, form: str) -> tuple[dict[str, Any], tuple[str, ...]]:
        wanted = {
            **self.own.model_dump(exclude={"send_seed"}),
            "response_format": response_format(form, request.schema),
        }
        wanted["seed"] = request.seed if self.own.send_seed else None
        wanted = {name: value for name, value in wanted.items() if value is not None}
        supported = litellm.get_supported_openai_params(model=self.entry.model) or list(wanted)
        dropped = tuple(sorted(name for name in wanted if name not in supported))
        sent = {name: value for name, value in wanted.items() if name in supported}
        sent |= {
            "model": self.entry.model,
            "messages": [{"role": m.role, "content": m.content} for m in request.messages],
            "timeout": self.entry.timeout,
            "max_retries": 0,
            "drop_params": True,
        }
        if self.entry.api_base:
            sent |= {"api_base": self.entry.api_base, "api_key": self._key() or "none"}
        elif key := self._key():
            sent["api_key"] = key
        return sent, dropped

    def _key(self) -> str | None:
        return os.environ.get(self.entry.api_key_env) if self.entry.api_key_env else None

    def _reply(self, response: Any, dropped: tuple[str, ...], form: str, seconds: float) -> Reply:
        if not response.choices:
            raise Unreachable(f"{self.entry.model}: a reply without choices")
        choice, usage = response.choices[0], getattr(response, "usage", None)
        reply = Reply(
            text=choice.message.content or "",
            finish_reason=choice.finish_reason or "stop",
            model=response.model or str(self.entry.model),
            prompt_tokens=getattr(usage, "prompt_tokens", None),
            completion_tokens=getattr(usage, "completion_tokens", None),
            seconds=seconds,
            dropped=dropped,
            structured=form,
        )
        counted = getattr(response, "_hidden_params", {}).get("response_cost")
        if counted and not self.entry.price and not self.entry.api_base:
            return replace(reply, usd=float(counted))
        return replace(reply, usd=self._tariff().paid(reply))


def tariff(entry: ModelEntry) -> Tariff:
    """Dollars per token of a model: the entry's own price, else litellm's table."""
    if entry.price:
        return Tariff(entry.price.input / 1e6, entry.price.output / 1e6)
    known = imported().model_cost
    name = str(entry.model)
    found = known.get(name) or known.get(name.partition("/")[2]) or {}
    local = entry.api_base is not None and name not in known
    if local or "input_cost_per_token" not in found:
        return Tariff()
    return Tariff(found["input_cost_per_token"], found["output_cost_per_token"])


def translated(error: Exception, model: str) -> BackendError:
    """Whatever litellm raised, as one of our errors, without any key in it."""
    kind = type(error).__name__
    status = getattr(error, "status_code", None)
    text = redacted(f"{model}: {kind}: {error}")[:2000]
    refused_connection = "connect" in text.casefold() or kind == "APIConnectionError"
    if kind == "ContextWindowExceededError" or "exceeds the available context size" in text:
        return with_status(Refused(text, reason="context_window"), status)
    if "insufficient_quota" in text or "exceeded your current quota" in text:
        return with_status(Rejected(text, hint="the quota of this key is spent"), status)
    if kind in {"Timeout", "TimeoutError", "APITimeoutError"}:
        return with_status(TimedOut(f"{model}: no answer within the time allowed"), status)
    if kind == "RateLimitError" or status == 429 or status == 503:
        return with_status(RateLimited(text, retry_after=retry_after(error)), status)
    if kind == "AuthenticationError" or "api_key client option must be set" in text or "Missing credentials" in text:
        return with_status(Rejected(text, hint="check the key in the environment, or api_key_env"), status)
    if isinstance(status, int) and 400 <= status < 500 and not refused_connection:
        return with_status(Rejected(text, hint="check the model's name and its parameters"), status)
    return with_status(Unreachable(text, retry_after=retry_after(error)), status)


def with_status(error: BackendError, status: object) -> BackendError:
    """The error with the HTTP status it came with."""
    error.status = status if isinstance(status, int) else None
    return error


def retry_after(error: Exception) -> float | None:
    """Seconds from a `Retry-After` header; None when there is none that can be read."""
    headers = getattr(getattr(error, "response", None), "headers", None) or {}
    try:
        return float(headers.get("retry-after", ""))
    except ValueError:
        return None
