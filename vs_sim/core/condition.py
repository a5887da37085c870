"""What is wanted of a value: to be one of some, or to lie between two numbers."""

from __future__ import annotations

from typing import Annotated, Any

from pydantic import Discriminator, Field, Tag, model_validator

from vs_sim.core.persona import Trait, value_text
from vs_sim.core.strict_model import Strict


class Between(Strict):
    """A number from a lowest to a highest, both included; one of them may be left out."""

    at_least: float | None = Field(default=None, description="the lowest number wanted")
    at_most: float | None = Field(default=None, description="the highest number wanted")

    @model_validator(mode="after")
    def _ordered(self) -> Between:
        if self.at_least is None and self.at_most is None:
            raise ValueError("name at_least, at_most or both")
        if self.at_least is not None and self.at_most is not None and self.at_least > self.at_most:
            raise ValueError(f"at_least {self.at_least:g} lies above at_most {self.at_most:g}")
        return self


def _sort(data: Any) -> str | None:
    if isinstance(data, list | tuple):
        return "levels"
    if isinstance(data, Between) or (isinstance(data, dict) and {"at_least", "at_most"} & set(data)):
        return "between"
    return "weights" if isinstance(data, dict) and data else None


Levels = Annotated[tuple[Trait, ...], Field(min_length=1)]
Share = Annotated[float, Field(ge=0)]
Condition = Annotated[
    Annotated[Levels, Tag("levels")] | Annotated[Between, Tag("between")],
    Discriminator(
        _sort,
        custom_error_type="condition",
        custom_error_message="a condition is a list such as [a, b], or {at_least: …, at_most: …}",
    ),
]
"""On one value, such as an earlier answer."""
Segment = Annotated[
    Annotated[Levels, Tag("levels")] | Annotated[Between, Tag("between")] | Annotated[dict[str, Share], Tag("weights")],
    Discriminator(
        _sort,
        custom_error_type="segment",
        custom_error_message=(
            "a segment is a list of levels such as [a, b], or {at_least: …, at_most: …}, "
            "or weights such as {a: 2, b: 1}"
        ),
    ),
]
"""Which people are wanted, or how much more or less often than they occur."""


def fits(value: Trait | None, condition: tuple[Trait, ...] | Between) -> bool:
    """Whether a value is as wanted; what was never said is not."""
    if value is None:
        return False
    if isinstance(condition, Between):
        if isinstance(value, str):
            return False
        low, high = condition.at_least, condition.at_most
        return (low is None or value >= low) and (high is None or value <= high)
    return value_text(value) in {value_text(level) for level in condition}


def weight(value: Trait | None, segment: tuple[Trait, ...] | Between | dict[str, float]) -> float:
    """How often somebody with this value is taken: 0 or 1, or a weight; 1 for a level that has none."""
    if isinstance(segment, dict):
        return 1.0 if value is None else segment.get(value_text(value), 1.0)
    return float(fits(value, segment))
