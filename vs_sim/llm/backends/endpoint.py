"""Models by their provider's name, such as `gpt-4.1` or `ollama_chat/llama3.2`, over OpenAI's protocol.

This is the backend of every entry that names a model and no backend, where the model's server speaks that protocol.
The name says where the server is, which variable holds the key, and what the model costs.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping
from typing import Any, ClassVar
from urllib.parse import urlsplit

from pydantic import Field

from vs_sim.core.message import Reply
from vs_sim.core.model_entry import PROVIDERS, ModelEntry, openai_speaking
from vs_sim.errors import Rejected
from vs_sim.llm.accepted_parameters import AcceptedParameters
from vs_sim.llm.backend import backend
from vs_sim.llm.backends.openai_compatible import OpenaiCompatible, OpenaiCompatibleOptions
from vs_sim.llm.batches.batch_provider import BatchProvider
from vs_sim.llm.price_table import listed_tariff
from vs_sim.llm.prices import Tariff, tariff_of
from vs_sim.llm.provider_errors import no_key
from vs_sim.llm.provider_replies import stated_cost

_OLLAMA = ("ollama", "ollama_chat")
_WITHOUT_BATCHES = [PROVIDERS[name] for name in (*_OLLAMA, "openrouter", "llamafile", "lm_studio")]


class EndpointOptions(OpenaiCompatibleOptions):
    """Sampling parameters an entry of `models:` may give."""

    reasoning_effort: str | None = Field(default=None, description="for models that reason")


@backend("endpoint")
class Endpoint(OpenaiCompatible):
    """One model by name, at its provider's endpoint or at `api_base`."""

    options: ClassVar[type[OpenaiCompatibleOptions]] = EndpointOptions
    needs: ClassVar[Mapping[str, str]] = {"model": "give it the name of a model, such as gpt-4.1, or backend: standin"}
    standin = False

    def __init__(self, entry: ModelEntry) -> None:
        super().__init__(entry)
        named = openai_speaking(self.model, entry.api_base or "")
        if named is None:
            raise Rejected(f"{self.model} is not asked over OpenAI's protocol", hint="write backend: litellm")
        self.provider, self.name = PROVIDERS[named.provider], named.name
        self.address = self._address(named.provider)
        self.accepted = AcceptedParameters(self.name)

    def _address(self, provider: str) -> str:
        """The address from the entry, from the environment, or the provider's own; empty where none is known."""
        variables = (os.environ.get(name) for name in self.provider.address_variables)
        address = self.entry.api_base or next(filter(None, variables), None) or self.provider.address or ""
        if provider in _OLLAMA and urlsplit(address).path in ("", "/"):
            address = f"{address.rstrip('/')}/v1"
        return address

    def ready(self, longest: Callable[[], float] | None = None) -> None:
        """Check that the address is known and the key is set.

        Raises:
            Rejected: One of them is missing.
        """
        super().ready(longest)
        if not self.address:
            raise Rejected("its server's address is not known", hint="give api_base: http://127.0.0.1:8000/v1 or alike")
        if self.provider.key_needed and not self.entry.api_base and not self.key():
            raise no_key(str(self.provider.key_variable))

    def batch_provider(self) -> BatchProvider | None:
        """The `/batches` of OpenAI, or of a server at `api_base`."""
        return None if self.provider in _WITHOUT_BATCHES else super().batch_provider()

    def key(self) -> str | None:
        """The key: an `api_base` gets only one that the entry names."""
        if self.entry.api_key_env or self.entry.api_base or not self.provider.key_variable:
            return super().key()
        return os.environ.get(self.provider.key_variable)

    def tariff(self) -> Tariff:
        """From the entry's own price, else from the table of prices; NaN when neither knows the model."""
        known = tariff_of(self.entry) if self.entry.price else listed_tariff(self.model, self.entry.api_base)
        return self.billed(known)

    def cost(self, reply: Reply, answer: Any) -> float | None:
        """The cost by the tariff; where no price is known, what the reply itself states."""
        cost = super().cost(reply, answer)
        return stated_cost(answer) if cost is None else cost
