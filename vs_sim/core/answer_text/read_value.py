"""A value as it was read from a text, with the changes that reading took."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class ReadValue:
    """A value as it was read from a text.

    Attributes:
        value: A number or a known option.
        repairs: The names of the changes that reading took, for example `value_in_text`.
    """

    value: float | str
    repairs: tuple[str, ...] = ()
