"""The contract of a type of answer, and the registry in which every type is found.

To add a type, put one file with one registration into `core/answers/` (or name it in the entry point group
`vs_sim.answers`). Everything that the rest of the package needs to know about the type is asked of it here; nothing
else distinguishes types of answer by their keys.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, ClassVar

from vs_sim.core.answer_text.read_value import ReadValue
from vs_sim.core.condition import Between
from vs_sim.core.persona import Trait, value_text
from vs_sim.registry import Registry

NEAR = 1e-9
"""The largest error of binary fractions."""


@dataclass(frozen=True, slots=True)
class Impossible:
    """Why no answer can meet a condition.

    Attributes:
        message: What is wrong.
        at: Which value of a list is meant, 0-based; None for the whole condition.
    """

    message: str
    at: int | None = None


class AnswerType:
    """What may be answered to a question: a base class of frozen models, each registered under its key.

    Attributes:
        key: The key under which a scenario names the type, such as `amount`.
        form: How it is written in a scenario, as error messages show it; empty for the bare word `text`.
        plural: What several answers are called, for example `ratings`.
        numeric: Whether answers are numbers.
    """

    key: ClassVar[str]
    form: ClassVar[str] = ""
    plural: ClassVar[str] = "answers"
    numeric: ClassVar[bool] = False

    @property
    def unit_name(self) -> str:
        """What the numbers count, for example `USD`; empty when they have no unit."""
        return ""

    @property
    def span(self) -> tuple[float, float] | None:
        """The lowest and the highest answer; None when answers are not numbers."""
        return None

    @property
    def levels(self) -> tuple[str, ...]:
        """Every possible answer in order, where they are few; empty otherwise."""
        return ()

    @property
    def spellings(self) -> Mapping[float | str, tuple[str, ...]]:
        """Every possible answer by its value, with the texts that state it; empty when they cannot be listed."""
        return {}

    @property
    def distinct(self) -> int | None:
        """How many different answers there are; None when that is not limited."""
        return len(self.levels) or None

    @property
    def described(self) -> str:
        """The type in words, for example `a scale from 1 to 7`."""
        return "a text"

    @classmethod
    def placeholder(cls, facts: Mapping[str, str]) -> str | None:
        """An answer that is allowed, for dry runs; None for free text.

        Args:
            facts: What a prompt states about the answer, as in `prompt_facts`.
        """
        return None

    @property
    def prompt_facts(self) -> Mapping[str, str]:
        """What a prompt states about the answer, line by line: a name and its value."""
        return {"type": self.key}

    @property
    def prompt_lines(self) -> tuple[str, ...]:
        """The same facts, a line each."""
        return tuple(f"{name}: {value}" for name, value in self.prompt_facts.items())

    @property
    def prompt_words(self) -> Mapping[str, Any]:
        """The variables of the template `form`, which describes one answer; a new type gives `words` that do."""
        return {"kind": self.key}

    def text_schema(self, longest: int) -> dict[str, Any]:
        """The JSON schema of the text of one answer: as narrow as a schema can say it.

        Args:
            longest: The most characters of a free text.
        """
        return {"type": "string", "maxLength": longest}

    def impossible(self, condition: tuple[Trait, ...] | Between) -> list[Impossible]:
        """Why no answer can meet a condition; empty when some answer can."""
        return [Impossible("the answers are texts, no numbers")] if isinstance(condition, Between) else []

    def read(self, text: str) -> ReadValue | None:
        """The value that an answer's text states; None when it states none, or not for certain."""
        return ReadValue(text)

    def fitted(self, value: float | str, *, clip: bool) -> ReadValue | None:
        """The allowed answer that a value stands for, with the changes it took; None when it is out of range.

        Args:
            value: A value as `read` gives it.
            clip: Whether a value out of range becomes the nearest end of the range, as the repair `clipped`.
        """
        return ReadValue(value)

    @classmethod
    def from_line(cls, text: str) -> dict[str, Any]:
        """The type as a scenario writes it, from what was typed on a command line.

        Raises:
            ValueError: The text is not a list of such values.
        """
        return {cls.key: typed_list(text)}


def typed_list(text: str) -> list[Any]:
    """The parts of `0,2`, of `Yes,No` or of a JSON list."""
    return list(json.loads(text)) if text.lstrip().startswith("[") else [part.strip() for part in text.split(",")]


def number_list(text: str) -> list[float]:
    """The numbers of a typed list, whole ones as integers.

    Raises:
        ValueError: A part is no number.
    """
    numbers = [float(part) for part in typed_list(text)]
    return [int(number) if number.is_integer() else number for number in numbers]


def within_span(span: tuple[float, float], value: float, *, clip: bool) -> ReadValue | None:
    """A number of a span, from its lowest to its highest; one outside is clipped or None."""
    low, high = span
    if low - NEAR <= value <= high + NEAR:
        return ReadValue(value)
    return ReadValue(float(min(max(value, low), high)), ("clipped",)) if clip else None


def outside_span(span: tuple[float, float], condition: tuple[Trait, ...] | Between) -> list[Impossible]:
    """Why no number of a span, from its lowest to its highest, can meet a condition."""
    low, high = span
    bounds = f"they lie between {value_text(low)} and {value_text(high)}"
    if isinstance(condition, Between):
        least, most = condition.at_least, condition.at_most
        outside = (least is not None and least > high) or (most is not None and most < low)
        return [Impossible(f"no answer fits: {bounds}")] if outside else []
    return [
        Impossible(f"{value!r} is no answer: {bounds}", at)
        for at, value in enumerate(condition)
        if isinstance(value, str) or not low <= value <= high
    ]


ANSWER_TYPES: Registry[type[AnswerType]] = Registry("answer", "vs_sim.core.answers")
"""Key to type of answer."""
