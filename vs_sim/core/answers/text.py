"""Free text: the answer in the respondent's own words."""

from __future__ import annotations

from typing import Any, ClassVar

from pydantic import GetCoreSchemaHandler
from pydantic_core import CoreSchema, core_schema

from vs_sim.core.answer_type import ANSWER_TYPES, AnswerType


class Text(str, AnswerType):
    """A free text; in a scenario the bare word `text`."""

    __slots__ = ()
    key: ClassVar[str] = "text"

    @classmethod
    def __get_pydantic_core_schema__(cls, source: Any, handler: GetCoreSchemaHandler) -> CoreSchema:
        """The word `text`, and nothing else."""
        return core_schema.no_info_after_validator_function(cls, core_schema.literal_schema([cls.key]))


ANSWER_TYPES.register(Text.key, Text)
