"""A whole number on a rating scale."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, ClassVar

from pydantic import Field, model_validator

from vs_sim.core.answer_text.read_value import ReadValue
from vs_sim.core.answer_text.scale_answer import point_in
from vs_sim.core.answer_type import ANSWER_TYPES, AnswerType, Impossible, number_list, outside_span, within_span
from vs_sim.core.condition import Between
from vs_sim.core.persona import Trait
from vs_sim.core.strict_model import Strict

MOST_POINTS = 1_000
"""Of a rating scale."""
_MOST_LISTED = 60
"""A schema lists the points of a scale that has no more of them."""


class Scale(Strict, AnswerType):
    """A whole number on a rating scale."""

    key: ClassVar[str] = "scale"
    form: ClassVar[str] = "{scale: [low, high]}"
    plural: ClassVar[str] = "ratings"
    numeric: ClassVar[bool] = True

    scale: tuple[int, int] = Field(description="lowest and highest point, for example [1, 7]")

    @model_validator(mode="after")
    def _ordered(self) -> Scale:
        low, high = self.scale
        if not low < high:
            raise ValueError(f"the lowest point {low} must be below the highest {high}")
        if high - low >= MOST_POINTS:
            raise ValueError(f"a scale has at most {MOST_POINTS:,} points; ask for an amount instead")
        return self

    @property
    def span(self) -> tuple[float, float]:
        """The lowest and the highest point."""
        return float(self.scale[0]), float(self.scale[1])

    @property
    def levels(self) -> tuple[str, ...]:
        """The points."""
        low, high = self.scale
        return tuple(str(point) for point in range(low, high + 1))

    @property
    def spellings(self) -> Mapping[float | str, tuple[str, ...]]:
        """The points in digits."""
        return {float(point): (point,) for point in self.levels}

    @property
    def described(self) -> str:
        """The scale in words."""
        return f"a scale from {self.scale[0]} to {self.scale[1]}"

    @classmethod
    def placeholder(cls, facts: Mapping[str, str]) -> str:
        """The lowest point."""
        return facts.get("range", "1").partition(" to ")[0]

    @property
    def prompt_facts(self) -> Mapping[str, str]:
        """Type and range."""
        return {"type": self.key, "range": f"{self.scale[0]} to {self.scale[1]}"}

    @property
    def prompt_words(self) -> Mapping[str, Any]:
        """The range."""
        return {"kind": self.key, "low": self.scale[0], "high": self.scale[1]}

    def text_schema(self, longest: int) -> dict[str, Any]:
        """The points; a free text where there are many."""
        if self.scale[1] - self.scale[0] >= _MOST_LISTED:
            return super().text_schema(longest)
        return {"type": "string", "enum": list(self.levels)}

    def impossible(self, condition: tuple[Trait, ...] | Between) -> list[Impossible]:
        """Why no point can meet a condition."""
        return outside_span(self.span, condition)

    def read(self, text: str) -> ReadValue | None:
        """The point that a text names."""
        return point_in(text, *self.scale)

    def fitted(self, value: float | str, *, clip: bool) -> ReadValue | None:
        """The point."""
        return within_span(self.span, float(value), clip=clip)

    @classmethod
    def from_line(cls, text: str) -> dict[str, Any]:
        """The ends of the scale, from `1,7`."""
        return {cls.key: number_list(text)}


ANSWER_TYPES.register(Scale.key, Scale)
