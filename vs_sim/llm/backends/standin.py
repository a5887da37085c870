"""The stand-in model as a backend: it tests the instrument and says nothing about people."""

from __future__ import annotations

import asyncio
import math
from collections.abc import Callable, Sequence
from typing import Annotated

from pydantic import Field, field_validator, model_validator

from vs_sim.core.answer_scores import AnswerScores
from vs_sim.core.message import Message, Reply, Request
from vs_sim.core.model_entry import ModelEntry
from vs_sim.core.strict_model import Strict
from vs_sim.errors import RateLimited, TimedOut, Unreachable
from vs_sim.llm.backend import Backend, backend
from vs_sim.llm.prices import FREE, Tariff
from vs_sim.standin import engine
from vs_sim.standin.declared_conformity import Conformity
from vs_sim.standin.declared_distributions import amount_pairs, declared_distribution
from vs_sim.standin.phrase_banks import custom_banks
from vs_sim.standin.service import GENERIC_MODEL_NAME, MODEL_NAME, RETRY_AFTER, Service
from vs_sim.standin.standin_options import (
    DEFAULT_OPTIONS,
    FAULT_NAMES,
    GREATEST_CONSISTENCY,
    LEAST_CONSISTENCY,
    EngineOptions,
    check_faults,
)

Rate = Annotated[float, Field(ge=0, le=1)]


class Latency(Strict):
    """Log-normal seconds until an answer."""

    median: float = Field(ge=0, description="seconds until half of the answers are there")
    spread: float = Field(default=0.0, ge=0, description="standard deviation of their logarithm")


class ConformityOptions(Strict):
    """How a stance changes with those of others; the meaning of each is in `vs_sim/standin/declared_conformity.py`."""

    base: float = Field(default=Conformity.base, ge=0, le=1, description="P(change) where nobody differs")
    slope: float = Field(default=Conformity.slope, ge=0, le=1, description="how much it grows until everybody differs")
    spread: float = Field(default=Conformity.spread, ge=0, le=1, description="half of the range of slopes over people")
    bias: float = Field(default=Conformity.bias, ge=-1, le=1, description="share of `base` that goes up less down")
    weight: float = Field(default=Conformity.weight, gt=0, le=1, description="part of the distance that is moved")

    @model_validator(mode="after")
    def _together(self) -> ConformityOptions:
        self.engine()
        return self

    def engine(self) -> Conformity:
        """The same as the engine takes it."""
        return Conformity(**self.model_dump())


class StandinOptions(Strict):
    """What an entry of `models:` may say; the meaning of each is in `vs_sim/standin/standin_options.py`."""

    gamma: float = Field(default=DEFAULT_OPTIONS.gamma, ge=0, description="sharpening of direct answers; 1 is none")
    tilt: float = Field(default=DEFAULT_OPTIONS.tilt, description="tilt of direct answers towards agreeing")
    noise: float = Field(default=DEFAULT_OPTIONS.noise, ge=0, description="noise of reported probabilities")
    capability: float = Field(default=DEFAULT_OPTIONS.capability, ge=0, le=1, description="1 reports without noise")
    law: str | dict[str, float] = Field(
        default="default", description="default, human, shifted(0.1), or one's own: {amount: probability}"
    )
    consistency: float = Field(
        default=DEFAULT_OPTIONS.consistency,
        ge=LEAST_CONSISTENCY,
        le=GREATEST_CONSISTENCY,
        description="how much a person decides alike in two dialogues; people: 0.85",
    )
    malformed: float = Field(default=0.0, ge=0, le=1, description="rate of answers that do not keep to the form")
    faults: dict[str, Rate] = Field(
        default_factory=dict,
        description="rates by fault, for example {refusal: 0.05, http_429: 0.01}",
        json_schema_extra={"propertyNames": {"enum": [*FAULT_NAMES]}},
    )
    latency: float | Latency = Field(default=0.0, description="seconds until an answer, or {median: …, spread: …}")
    lexicon: dict[str, dict[str, tuple[str, ...]]] = Field(
        default_factory=dict, description="words of one's own: side to act to templates"
    )
    conformity: ConformityOptions | None = Field(
        default_factory=ConformityOptions,
        description="how stances change with those of others: {base: 0.15, slope: 0.5}; null: not at all",
    )
    temperature: float | None = Field(default=None, ge=0, description="decoding temperature of direct answers")

    @field_validator("law")
    @classmethod
    def _declared(cls, law: str | dict[str, float]) -> str | dict[str, float]:
        declared_distribution(amount_pairs(law))
        return law

    @field_validator("faults")
    @classmethod
    def _known(cls, rates: dict[str, float]) -> dict[str, float]:
        check_faults(rates)
        return rates

    @field_validator("lexicon")
    @classmethod
    def _words(cls, lexicon: dict[str, dict[str, tuple[str, ...]]]) -> dict[str, dict[str, tuple[str, ...]]]:
        custom_banks(lexicon)
        return lexicon

    @field_validator("latency")
    @classmethod
    def _not_before(cls, latency: float | Latency) -> float | Latency:
        if isinstance(latency, float) and not latency >= 0:
            raise ValueError("an answer takes at least 0 seconds")
        return latency

    @model_validator(mode="after")
    def _together(self) -> StandinOptions:
        self.engine()
        return self

    def engine(self) -> EngineOptions:
        """The same as the engine takes it."""
        latency = self.latency if isinstance(self.latency, Latency) else Latency(median=self.latency)
        own = self.model_dump(exclude={"temperature", "latency", "conformity"})
        conformity = self.conformity.engine() if self.conformity else None
        return EngineOptions(**own, latency=latency.median, latency_spread=latency.spread, conformity=conformity)


@backend("standin")
class Standin(Backend):
    """Messages in, text out, from a known law."""

    options = StandinOptions
    standin = True
    scores = "sequence"

    def __init__(self, entry: ModelEntry) -> None:
        own = StandinOptions.model_validate(entry.options)
        self.temperature, self.timeout = own.temperature, entry.timeout
        self.own = own.engine()
        self.service = Service(self.own)

    def tariff(self) -> Tariff:
        """Nothing."""
        return FREE

    async def complete(self, request: Request) -> Reply:
        """Answer from the known law, sharpened or listed as the clause asks.

        Raises:
            RateLimited, Unreachable, TimedOut: A fault that was asked for.
        """
        match self.service.fault():
            case "http_429":
                raise RateLimited("standin: too many requests", retry_after=RETRY_AFTER)
            case "http_500":
                raise Unreachable("standin: the server failed", retry_after=RETRY_AFTER)
            case "stall":
                await asyncio.sleep(self.timeout)
                raise TimedOut(f"standin: no answer within {self.timeout:g} s")
        if delay := self.service.delay():
            await asyncio.sleep(delay)
        if request.answers:
            return Reply(self._scored(request).to_json(), model=MODEL_NAME, usd=0.0)
        answer = engine.answer_request(_plain_messages(request.messages), self._asked(request), self.own)
        return Reply(
            answer.text, answer.finish_reason, MODEL_NAME if answer.has_blocks else GENERIC_MODEL_NAME, usd=0.0
        )

    def truth(self, request: Request) -> dict[str, float]:
        """The exact law over answers at the state a request describes, before any sharpening."""
        return engine.true_distribution(_plain_messages(request.messages), options=self.own)

    def answer_law(self, request: Request) -> dict[str, float]:
        """The exact law of an answer drawn from the replies to this very request."""
        return engine.answer_distribution(_plain_messages(request.messages), self._asked(request), self.own)

    def _scored(self, request: Request) -> AnswerScores:
        """The exact probability of every answer; of texts that state the same number, the first has all of it."""
        masses = {_number(text): mass for text, mass in self.answer_law(request).items() if mass > 0}
        left = {key: math.log(mass) for key, mass in masses.items()}
        return AnswerScores({text: left.pop(_number(text), None) for text in request.answers}, "sequence")

    def _asked(self, request: Request) -> engine.CallSettings:
        return engine.CallSettings(request.schema, request.seed or 0, self.temperature)


def _number(text: str) -> float | str:
    """A text as the number that it states; the text itself where it states none."""
    try:
        return round(float(text), 10)
    except ValueError:
        return text


def _plain_messages(messages: Sequence[Message]) -> list[dict[str, str]]:
    """Messages as any model gets them."""
    return [{"role": message.role, "content": message.content} for message in messages]


def serve_standin_http(options: StandinOptions, port: int, ready: Callable[[str], None]) -> None:
    """Serve the stand-in on loopback until the process is asked to end; see `vs_sim/standin/http_server.py`.

    Raises:
        OSError: The port is taken.
    """
    from vs_sim.standin import http_server

    http_server.serve_http(options.engine(), port, ready)
