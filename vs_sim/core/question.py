"""What is asked: every utterance, stance and decision is an answer to a question."""

from __future__ import annotations

from typing import Annotated, Any, Literal

from pydantic import BaseModel, Discriminator, Field, StrictBool, Tag, field_validator, model_validator

from vs_sim.core.condition import Condition
from vs_sim.core.distribution import Select
from vs_sim.core.strict_model import Strict as Strict
from vs_sim.core.strict_model import not_blank

MOST_STEPS = 1_000_000
"""Amounts that can be told apart."""
MOST_POINTS = 1_000
"""Of a rating scale."""


class Amount(Strict):
    """An amount of something, such as money."""

    amount: tuple[float, float] = Field(description="lowest and highest amount, for example [0, 2]")
    step: float = Field(default=0.01, gt=0, description="smallest difference between two amounts")
    unit: str = Field(default="USD", description="what is counted, for example USD")

    @model_validator(mode="after")
    def _ordered(self) -> Amount:
        low, high = self.amount
        if not low < high:
            raise ValueError(f"the lowest amount {low:g} must be below the highest {high:g}")
        steps = (high - low) / self.step
        if steps > MOST_STEPS:
            raise ValueError(f"more than {MOST_STEPS:,} steps of {self.step:g} from {low:g} to {high:g}")
        if abs(steps - round(steps)) > 1e-6 or round(steps) < 1:
            raise ValueError(f"no whole number of steps of {self.step:g} leads from {low:g} to {high:g}")
        return self


class Scale(Strict):
    """A whole number on a rating scale."""

    scale: tuple[int, int] = Field(description="lowest and highest point, for example [1, 7]")

    @model_validator(mode="after")
    def _ordered(self) -> Scale:
        low, high = self.scale
        if not low < high:
            raise ValueError(f"the lowest point {low} must be below the highest {high}")
        if high - low >= MOST_POINTS:
            raise ValueError(f"a scale has at most {MOST_POINTS:,} points; ask for an amount instead")
        return self


class Options(Strict):
    """One of several named options."""

    options: tuple[str, ...] = Field(min_length=2, description="the options, at least two")

    @model_validator(mode="after")
    def _distinct(self) -> Options:
        folded = [option.strip().casefold() for option in self.options]
        if len(set(folded)) < len(folded) or "" in folded:
            raise ValueError("options must be distinct and not empty")
        if any(len(option.splitlines()) > 1 for option in self.options):
            raise ValueError("an option is one line")
        return self


def _answer_kind(answer: Any) -> str | None:
    if isinstance(answer, str):
        return answer if answer == "text" else None
    if isinstance(answer, BaseModel):
        return type(answer).__name__.lower()
    keys = [kind for kind in ("amount", "scale", "options") if isinstance(answer, dict) and kind in answer]
    return keys[0] if len(keys) == 1 else None


Answer = Annotated[
    Annotated[Literal["text"], Tag("text")]
    | Annotated[Amount, Tag("amount")]
    | Annotated[Scale, Tag("scale")]
    | Annotated[Options, Tag("options")],
    Discriminator(
        _answer_kind,
        custom_error_type="answer_kind",
        custom_error_message=(
            "an answer is text, or one of {amount: [low, high], step: …, unit: …}, {scale: [low, high]}, {options: […]}"
        ),
    ),
]


class Choice(Strict):
    """A registered name with its options, written `direct` or `{vs_standard: {k: 5}}`."""

    name: str
    options: dict[str, Any] = Field(default_factory=dict)

    @model_validator(mode="before")
    @classmethod
    def _short_form(cls, data: Any) -> Any:
        if isinstance(data, str):
            return {"name": data}
        if isinstance(data, dict) and len(data) == 1 and "name" not in data:
            ((name, options),) = data.items()
            if options is None or isinstance(options, dict):
                return {"name": name, "options": options or {}}
        if isinstance(data, dict) and set(data) <= {"name", "options"} and "name" in data:
            return data
        if isinstance(data, Choice):
            return data
        raise ValueError("write a name, or {name: {option: value}}, for example {vs_standard: {k: 5}}")


class After(Strict):
    """After some exchanges and not after the others."""

    after: tuple[Annotated[int, Field(ge=1)], ...] = Field(min_length=1, description="exchanges, counted from 1")


When = Literal["turn", "every_exchange", "start", "end"]


def _when_kind(when: Any) -> str:
    return "after" if isinstance(when, dict | After) else "word"


class Question(Strict):
    """A question put to a role; its answer is drawn from a distribution."""

    ask: str = Field(min_length=1, description="the question as the persona reads it")
    answer: Answer = Field(default="text", description="text, an amount, a scale or options")
    of: str = Field(description="the role that answers")
    when: Annotated[Annotated[When, Tag("word")] | Annotated[After, Tag("after")], Discriminator(_when_kind)] = Field(
        default="end", description="turn, every_exchange, start, end, or {after: [3, 6]} for some exchanges"
    )
    only_if: dict[str, Condition] = Field(
        default_factory=dict,
        description="asked only where the latest answers to other questions are so: {donation: [0]}, or "
        "{donation: {at_least: 0.01}}",
    )
    private: StrictBool = Field(
        default=False, description="asked on a fork of the conversation; never enters the transcript"
    )
    model: str | None = Field(default=None, description="a key of models:, where it differs from the role's")
    method: Choice | None = Field(default=None, description="where it differs from the role's")
    select: Select | None = Field(default=None, description="where it differs from the role's")
    outside: Literal["error", "clip"] = Field(
        default="error", description="a value outside the range is an error, or clipped as a named repair"
    )

    @field_validator("ask")
    @classmethod
    def _asks(cls, text: str) -> str:
        return not_blank(text)
