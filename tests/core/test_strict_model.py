from __future__ import annotations

import pytest
from pydantic import ValidationError

from vs_sim.core.strict_model import Strict, not_blank


class Point(Strict):
    x: int = 0


def test_an_unknown_key_is_a_fault() -> None:
    with pytest.raises(ValidationError, match="y"):
        Point.model_validate({"x": 1, "y": 2})


def test_what_was_read_never_changes() -> None:
    with pytest.raises(ValidationError, match="frozen"):
        Point(x=1).x = 2  # type: ignore[misc]


@pytest.mark.parametrize("text", ["", " \t\n", "\u3000"])
def test_blanks_are_no_text(text: str) -> None:
    with pytest.raises(ValueError, match="not empty"):
        not_blank(text)


def test_text_stays_as_it_is() -> None:
    assert not_blank(" a ") == " a "
