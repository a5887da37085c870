"""An amount of something, such as money."""

from __future__ import annotations

import math
from collections.abc import Mapping
from typing import Any, ClassVar

from pydantic import Field, model_validator

from vs_sim.core.answer_text.amount_answer import amount_in
from vs_sim.core.answer_text.read_value import ReadValue
from vs_sim.core.answer_type import ANSWER_TYPES, NEAR, AnswerType, Impossible, number_list, outside_span, within_span
from vs_sim.core.condition import Between
from vs_sim.core.persona import Trait, value_text
from vs_sim.core.strict_model import Strict

MOST_STEPS = 1_000_000
"""Amounts that can be distinguished."""
MOST_WHOLE_NUMBERS = 60
"""An amount whose range holds more whole numbers than this is checked by the reader alone."""
MOST_LISTED_AMOUNTS = 1_001
"""Amounts of a grid that are listed one by one."""


class Amount(Strict, AnswerType):
    """An amount of something, such as money."""

    key: ClassVar[str] = "amount"
    form: ClassVar[str] = "{amount: [low, high], step: …, unit: …}"
    plural: ClassVar[str] = "amounts"
    numeric: ClassVar[bool] = True

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

    @property
    def unit_name(self) -> str:
        """What is counted."""
        return self.unit

    @property
    def span(self) -> tuple[float, float]:
        """The lowest and the highest amount."""
        return self.amount

    @property
    def distinct(self) -> int:
        """How many different amounts there are."""
        low, high = self.amount
        return math.floor((high - low) / self.step + NEAR) + 1

    @property
    def spellings(self) -> Mapping[float | str, tuple[str, ...]]:
        """Every amount of the grid, at its shortest and with more decimals; empty where they are too many.

        >>> Amount(amount=(0, 1), step=0.5).spellings
        {0.0: ('0', '0.0'), 0.5: ('0.5',), 1.0: ('1', '1.0')}
        """
        if self.distinct > MOST_LISTED_AMOUNTS:
            return {}
        values = [round(self.amount[0] + number * self.step, 10) for number in range(self.distinct)]
        texts = ((f"{value:.{self._decimals}f}", value) for value in values)
        return {value: _from_shortest(text) for text, value in texts}

    @property
    def _decimals(self) -> int:
        return len(f"{self.step:.10f}".rstrip("0").partition(".")[2])

    @property
    def described(self) -> str:
        """The amount in words."""
        low, high = self.amount
        return f"an amount from {value_text(low)} to {value_text(high)} {self.unit}"

    @classmethod
    def placeholder(cls, facts: Mapping[str, str]) -> str:
        """The lowest amount."""
        return facts.get("range", "0").partition(" to ")[0]

    @property
    def prompt_facts(self) -> Mapping[str, str]:
        """Type, range, step and unit."""
        low, high = map(value_text, self.amount)
        return {"type": self.key, "range": f"{low} to {high}", "step": value_text(self.step), "unit": self.unit}

    @property
    def prompt_words(self) -> Mapping[str, Any]:
        """The range and the unit."""
        return {"kind": self.key, "low": self.amount[0], "high": self.amount[1], "unit": self.unit}

    def text_schema(self, longest: int) -> dict[str, Any]:
        """A short text; of a small range exactly its amounts."""
        pattern = self._pattern()
        return {"type": "string", "maxLength": 16} | ({"pattern": pattern} if pattern else {})

    def _pattern(self) -> str | None:
        r"""A regular expression of the amounts in the range; None where none is short.

        >>> print(Amount(amount=(0, 2), step=0.01)._pattern())
        ^((0|1)(\.[0-9]{1,2})?|2)$
        """
        low, high = self.amount
        decimals = self._decimals
        whole = range(int(low), int(high) + 1)
        if low < 0 or low != int(low) or high != int(high) or len(whole) > MOST_WHOLE_NUMBERS or decimals > 4:
            return None
        below = "|".join(str(number) for number in whole[:-1])
        fraction = f"(\\.[0-9]{{1,{decimals}}})?" if decimals else ""
        return f"^(({below}){fraction}|{whole[-1]})$"

    def impossible(self, condition: tuple[Trait, ...] | Between) -> list[Impossible]:
        """Why no amount can meet a condition."""
        return outside_span(self.span, condition)

    def read(self, text: str) -> ReadValue | None:
        """The amount that a text gives in the question's unit."""
        return amount_in(text, self.unit)

    def fitted(self, value: float | str, *, clip: bool) -> ReadValue | None:
        """The nearest amount on the step, halves up; a difference is the repair `off_step`."""
        within = within_span(self.span, float(value), clip=clip)
        if within is None:
            return None
        inside = float(within.value)
        steps = math.floor((inside - self.amount[0]) / self.step + 0.5 + NEAR)
        near = round(self.amount[0] + steps * self.step, 10)
        moved = ("off_step",) if abs(near - inside) > 1e-6 * self.step + NEAR else ()
        return ReadValue(near, (*within.repairs, *moved))

    @classmethod
    def from_line(cls, text: str) -> dict[str, Any]:
        """The range, from `0,2`."""
        return {cls.key: number_list(text)}


def _from_shortest(text: str) -> tuple[str, ...]:
    """A decimal number without the zeros at its end, and with one after the other.

    >>> _from_shortest("1.00"), _from_shortest("0.25")
    (('1', '1.0', '1.00'), ('0.25',))
    """
    shortest = text.rstrip("0").rstrip(".") if "." in text else text
    with_point = range(max(len(shortest), text.find(".") + 1) + 1, len(text) + 1)
    return (shortest, *(text[:end] for end in with_point))


ANSWER_TYPES.register(Amount.key, Amount)
