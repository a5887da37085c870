"""What is asked: every utterance, stance and decision is an answer to a question."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Any, Literal, Union

from pydantic import Discriminator, Field, StrictBool, Tag, field_validator, model_validator

from vs_sim.core.answer_type import ANSWER_TYPES, AnswerType
from vs_sim.core.condition import Condition
from vs_sim.core.distribution import Select
from vs_sim.core.strict_model import Strict as Strict
from vs_sim.core.strict_model import not_blank

BUILT_IN = ("text", "amount", "scale", "options")
"""The order in which messages and schemas name the types of answer; others follow."""


def answer_keys() -> list[str]:
    """The keys of all types of answer, those of the package first."""
    return [*BUILT_IN, *(key for key in ANSWER_TYPES.names() if key not in BUILT_IN)]


def _answer_key(answer: Any) -> str | None:
    if isinstance(answer, AnswerType):
        return answer.key
    if isinstance(answer, str):
        return answer if answer == "text" else None
    keys = [key for key in answer_keys() if isinstance(answer, dict) and key in answer]
    return keys[0] if len(keys) == 1 else None


def _any_type() -> Any:
    """Every type of answer, distinguished by its key."""
    types = [ANSWER_TYPES.get(key) for key in answer_keys()]
    forms = ", ".join(kind.form for kind in types if kind.form)
    alternatives = tuple(Annotated[kind, Tag(kind.key)] for kind in types)
    return Annotated[
        Union[alternatives],  # noqa: UP007  # the alternatives are known only when the package is loaded
        Discriminator(
            _answer_key,
            custom_error_type="answer_kind",
            custom_error_message=f"an answer is text, or one of {forms}",
        ),
    ]


if TYPE_CHECKING:
    Answer = AnswerType
else:
    Answer = _any_type()


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
    answer: Answer = Field(default="text", validate_default=True, description="text, an amount, a scale or options")
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

    @property
    def final_number(self) -> bool:
        """Whether it is asked at the end of a dialogue and answered by a number."""
        return self.when == "end" and self.answer.numeric
