"""The stand-in model as a backend: it tests the instrument and says nothing about people."""

from __future__ import annotations

from collections.abc import Sequence

from pydantic import Field, field_validator

from vs_sim.core.message import Message, Reply, Request
from vs_sim.core.question import Strict
from vs_sim.core.scenario import ModelEntry
from vs_sim.llm.backend import Backend, backend
from vs_sim.llm.pricing import FREE, Tariff
from vs_sim.standin import engine

DEFAULTS = engine.Options()


class StandinOptions(Strict):
    """What an entry of `models:` may say; the meaning of each is in `vs_sim/standin/engine.py`."""

    gamma: float = Field(default=DEFAULTS.gamma, ge=0, description="sharpening of direct answers; 1 is none")
    tilt: float = Field(default=DEFAULTS.tilt, description="tilt of direct answers towards agreeing")
    noise: float = Field(default=DEFAULTS.noise, ge=0, description="noise of reported probabilities")
    capability: float = Field(default=DEFAULTS.capability, ge=0, le=1, description="1 reports without noise")
    law: str = Field(default=DEFAULTS.law, description="default, human, or shifted(0.1)")
    malformed: float = Field(default=DEFAULTS.malformed, ge=0, le=1, description="rate of malformed answers")
    temperature: float | None = Field(default=None, ge=0, description="decoding temperature of direct answers")

    @field_validator("law")
    @classmethod
    def _declared(cls, law: str) -> str:
        return engine.Options(law=law).law


@backend("standin")
class Standin(Backend):
    """Messages in, text out, from a known law."""

    options = StandinOptions
    instrument_test = True

    def __init__(self, entry: ModelEntry) -> None:
        own = StandinOptions.model_validate(entry.options)
        self.temperature = own.temperature
        self.own = engine.Options(**own.model_dump(exclude={"temperature"}))

    async def complete(self, request: Request) -> Reply:
        """Answer from the known law, sharpened or listed as the clause asks."""
        text = engine.respond(
            plain(request.messages),
            schema=request.schema,
            seed=request.seed or 0,
            temperature=self.temperature,
            options=self.own,
        )
        return Reply(text, model="standin", usd=0.0)

    def truth(self, request: Request) -> dict[str, float]:
        """The exact law over answers at the state a request describes, before any sharpening."""
        return engine.truth(plain(request.messages), options=self.own)

    def tariff(self) -> Tariff:
        """Nothing."""
        return FREE


def plain(messages: Sequence[Message]) -> list[dict[str, str]]:
    """Messages as any model gets them."""
    return [{"role": message.role, "content": message.content} for message in messages]
