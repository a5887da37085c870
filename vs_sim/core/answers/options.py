"""One of several named options."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any, ClassVar

from pydantic import Field, model_validator

from vs_sim.core.answer_text.option_answer import option_in
from vs_sim.core.answer_text.read_value import ReadValue
from vs_sim.core.answer_type import ANSWER_TYPES, AnswerType, Impossible
from vs_sim.core.condition import Between
from vs_sim.core.option_text import option_key
from vs_sim.core.persona import Trait, value_text
from vs_sim.core.strict_model import Strict


class Options(Strict, AnswerType):
    """One of several named options."""

    key: ClassVar[str] = "options"
    form: ClassVar[str] = "{options: […]}"
    plural: ClassVar[str] = "choices"

    options: tuple[str, ...] = Field(min_length=2, description="the options, at least two")

    @model_validator(mode="after")
    def _distinct(self) -> Options:
        keys = [option_key(option) for option in self.options]
        if len(set(keys)) < len(keys) or "" in keys:
            raise ValueError("options must be distinct and not empty")
        if any(len(option.splitlines()) > 1 for option in self.options):
            raise ValueError("an option is one line")
        return self

    @property
    def levels(self) -> tuple[str, ...]:
        """The options."""
        return self.options

    @property
    def spellings(self) -> Mapping[float | str, tuple[str, ...]]:
        """The options as they are written."""
        return {option: (option,) for option in self.options}

    @property
    def described(self) -> str:
        """The options in words."""
        return f"one of {', '.join(self.options)}"

    @classmethod
    def placeholder(cls, facts: Mapping[str, str]) -> str:
        """The first option."""
        return str(json.loads(facts.get("options", '["yes"]'))[0])

    @property
    def prompt_facts(self) -> Mapping[str, str]:
        """Type and options."""
        return {"type": self.key, "options": json.dumps(self.options, ensure_ascii=False)}

    @property
    def prompt_words(self) -> Mapping[str, Any]:
        """The options."""
        return {"kind": self.key, "options": self.options}

    def text_schema(self, longest: int) -> dict[str, Any]:
        """The options."""
        return {"type": "string", "enum": list(self.options)}

    def impossible(self, condition: tuple[Trait, ...] | Between) -> list[Impossible]:
        """Why no option can meet a condition."""
        known = ", ".join(self.options)
        if isinstance(condition, Between):
            return [Impossible(f"the answers are no numbers: {known}")]
        return [
            Impossible(f"{value_text(value)!r} is no answer; known: {known}", at)
            for at, value in enumerate(condition)
            if value_text(value) not in self.options
        ]

    def read(self, text: str) -> ReadValue | None:
        """The option that a text is."""
        return option_in(text, self.options)


ANSWER_TYPES.register(Options.key, Options)
