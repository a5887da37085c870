"""One entry of `models:`: which model is asked, through which backend, with which limits and at which price.

An entry keeps its backend's options as they are written; the backend's own schema reads them.
"""

from __future__ import annotations

from typing import Any

from pydantic import BaseModel, ConfigDict, Field, field_validator, model_validator

from vs_sim.core.strict_model import Strict


class Price(Strict):
    """What a model costs, for models whose price litellm does not know."""

    input: float = Field(ge=0, description="US dollars per million tokens of the request")
    output: float = Field(ge=0, description="US dollars per million tokens of the answer")


class ModelEntry(BaseModel):
    """A model under a name, referred to by roles and questions.

    Naming a `model` always means a real one: it is asked through litellm unless another backend is named.
    """

    model_config = ConfigDict(frozen=True, extra="allow")

    backend: str = Field(default="litellm", description="litellm, openai_compatible, llama_cpp, standin or scripted")
    model: str | None = Field(default=None, description="the model's name as litellm knows it")
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
        if isinstance(data, dict) and data.get("model") is not None and data.get("backend") == "standin":
            return {**data, "backend": "litellm"}
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

    def part(self, which: int, of: int) -> ModelEntry:
        """The entry with a part of its limits, so that the parts of all together keep them.

        Args:
            which: 0 for the first part; the first ones get what cannot be divided.
            of: How many parts there are, at most `max_in_flight`.
        """
        slots = self.max_in_flight // of + (which < self.max_in_flight % of)
        rpm, tpm = (limit and limit / of for limit in (self.rpm, self.tpm))
        return self.model_copy(update={"max_in_flight": max(slots, 1), "rpm": rpm, "tpm": tpm})
