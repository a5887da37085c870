"""One entry of `models:`: which model is asked, through which backend, with which limits and at which price.

An entry keeps its backend's options as they are written; the backend's own schema reads them. Providers whose servers
speak OpenAI's protocol are known by the first part of a model's name, as litellm names them.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, NamedTuple

from pydantic import BaseModel, ConfigDict, Field, field_validator, model_validator

from vs_sim.core.strict_model import Strict

ENDPOINT, LITELLM = "endpoint", "litellm"
"""The backends that a model's name chooses between."""
OPINION_RULE, RULE = "rule", "rule/"
"""The backend of opinion rules, and how a model is named that is one: `rule/degroot`."""


@dataclass(frozen=True)
class Provider:
    """How the models of one provider are reached.

    Attributes:
        address: Address of the server; None where everybody has a server of their own.
        address_variables: Environment variables that name another address.
        key_variable: Environment variable that holds the key; None where none is used.
        key_needed: Whether nothing is answered without a key.
    """

    address: str | None = None
    address_variables: tuple[str, ...] = ()
    key_variable: str | None = None
    key_needed: bool = False


class NamedModel(NamedTuple):
    """A model by its provider and by the name under which its server knows it."""

    provider: str
    name: str


_OLLAMA = Provider("http://127.0.0.1:11434/v1", ("OLLAMA_API_BASE",))
PROVIDERS = {
    "openai": Provider("https://api.openai.com/v1", ("OPENAI_BASE_URL", "OPENAI_API_BASE"), "OPENAI_API_KEY", True),
    "openrouter": Provider("https://openrouter.ai/api/v1", ("OPENROUTER_API_BASE",), "OPENROUTER_API_KEY", True),
    "hosted_vllm": Provider(None, ("HOSTED_VLLM_API_BASE",), "HOSTED_VLLM_API_KEY"),
    "ollama": _OLLAMA,
    "ollama_chat": _OLLAMA,
    "llamafile": Provider("http://127.0.0.1:8080/v1", ("LLAMAFILE_API_BASE",)),
    "lm_studio": Provider("http://127.0.0.1:1234/v1", ("LM_STUDIO_API_BASE",)),
    "custom_openai": Provider(),
}
_OF_OPENAI = re.compile(r"(ft:)?(gpt-|chatgpt-|o\d)")
_OF_OTHERS = re.compile(
    r"(anthropic|azure|azure_ai|bedrock|cohere|cohere_chat|databricks|deepseek|fireworks_ai|gemini|groq|huggingface"
    r"|mistral|perplexity|replicate|sagemaker|together_ai|vertex_ai|vertex_ai_beta|watsonx|xai)/"
    r"|(claude|gemini|command)-"
)
"""Models that litellm knows by name and asks by another protocol, or with parameters of their own."""


def openai_speaking(model: str, api_base: str | None) -> NamedModel | None:
    """The provider of a model and its name there, where OpenAI's protocol reaches it; None where litellm is needed.

    Args:
        model: The model as a scenario names it.
        api_base: Address of its server, if the scenario gives one.
    """
    provider, _, name = model.partition("/")
    if name and provider in PROVIDERS:
        return NamedModel(provider, name)
    if not name and _OF_OPENAI.match(model):
        return NamedModel("openai", model)
    if api_base is not None and not _OF_OTHERS.match(model):
        return NamedModel("custom_openai", model)
    return None


def backend_for(model: str | None, api_base: str | None) -> str:
    """The backend of an entry of `models:` that names none."""
    if (model or "").startswith(RULE):
        return OPINION_RULE
    return ENDPOINT if model is None or openai_speaking(model, api_base) else LITELLM


HOW = frozenset({"max_in_flight", "rpm", "tpm", "timeout", "retries", "price", "api_key_env"})
"""Of a model's entry, what says how it is reached and changes nothing that happens."""


def deciding(written: Mapping[str, Any], how: frozenset[str] = HOW) -> dict[str, Any]:
    """A scenario in JSON without what changes nothing that happens in it."""
    models = {
        key: {name: value for name, value in entry.items() if name not in how}
        for key, entry in written["models"].items()
    }
    return {**written, "models": models}


def file_name(model: str) -> str:
    """A model's name; of one that is a file of this machine, the name of the file.

    >>> file_name("/home/ann/qwen.gguf"), file_name("hf:owner/repo/qwen.gguf"), file_name("openai/gpt-4.1")
    ('qwen.gguf', 'hf:owner/repo/qwen.gguf', 'openai/gpt-4.1')
    """
    is_file = model.lower().endswith(".gguf") and not model.startswith("hf:")
    return re.split(r"[/\\]", model)[-1] if is_file else model


class Price(Strict):
    """What a model costs, for models whose price is not listed."""

    input: float = Field(ge=0, description="US dollars per million tokens of the request")
    output: float = Field(ge=0, description="US dollars per million tokens of the answer")


class ModelEntry(BaseModel):
    """A model under a name, referred to by roles and questions.

    Naming a `model` always means a real one. Unless a backend is named, it is asked over OpenAI's protocol where its
    server speaks it (OpenAI, OpenRouter, vLLM, Ollama, llama.cpp, any `api_base`), and through litellm otherwise.
    """

    model_config = ConfigDict(frozen=True, extra="allow")

    backend: str = Field(
        default=ENDPOINT,
        description="endpoint or litellm by the model's name; openai_compatible, llama_cpp, standin or scripted",
    )
    model: str | None = Field(default=None, description="the model's name, for example gpt-4.1 or ollama_chat/llama3.2")
    max_in_flight: int = Field(default=64, ge=1, description="requests under way at once")
    rpm: float | None = Field(default=None, gt=0, description="requests per minute; no limit when absent")
    tpm: float | None = Field(default=None, gt=0, description="tokens per minute; no limit when absent")
    api_base: str | None = Field(
        default=None, description="address of the server, for example http://127.0.0.1:8000/v1"
    )
    api_key_env: str | None = Field(default=None, description="environment variable that holds the key")
    price: Price | None = Field(default=None, description="dollars per million tokens, {input: …, output: …}")
    timeout: float = Field(default=120.0, gt=0, description="seconds until a request is given up")
    retries: int = Field(default=6, ge=0, description="transport retries before the run is paused")

    @model_validator(mode="before")
    @classmethod
    def _a_named_model_is_real(cls, data: Any) -> Any:
        if isinstance(data, str):
            raise ValueError(f"expected {{backend: standin}}, {{model: gpt-4.1}} or the like, found {data!r}")
        if not isinstance(data, dict):
            return data
        model, named = data.get("model"), data.get("backend")
        if named is None or (named == "standin" and model is not None):
            address = data.get("api_base")
            data = {**data, "backend": backend_for(model and str(model), address and str(address))}
        return data

    @field_validator("api_base")
    @classmethod
    def _address(cls, address: str | None) -> str | None:
        if address is not None and not address.startswith(("http://", "https://")):
            raise ValueError(f"write an address such as http://127.0.0.1:8000/v1, found {address!r}")
        return address

    @property
    def options(self) -> dict[str, Any]:
        """What is left for the backend: its own options and the sampling parameters."""
        return dict(self.model_extra or {})

    @property
    def called(self) -> str:
        """The model as tables and pages name it: of a file, its name without the folders of whoever runs it."""
        return file_name(self.model or self.backend)

    def part(self, which: int, of: int) -> ModelEntry:
        """The entry with a part of its limits, so that the parts of all together keep them.

        Args:
            which: 0 for the first part; the first ones get what cannot be divided.
            of: How many parts there are, at most `max_in_flight`.
        """
        slots = self.max_in_flight // of + (which < self.max_in_flight % of)
        rpm, tpm = (limit and limit / of for limit in (self.rpm, self.tpm))
        return self.model_copy(update={"max_in_flight": max(slots, 1), "rpm": rpm, "tpm": tpm})
