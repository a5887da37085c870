from __future__ import annotations

import pytest

from tests.elicitation.parsing.reading_cases import read_or_reason

YES = "<response><text>Yes</text><probability>0.7</probability></response>"
NO = "<response><text>No</text><probability>0.3</probability></response>"


def test_tags_are_read() -> None:
    assert read_or_reason(f"{YES}\n{NO}") == {"Yes": 0.7, "No": 0.3}


def test_a_weight_may_be_an_attribute() -> None:
    raw = '<response probability="0.7">Yes</response><response probability="0.3">No</response>'
    assert read_or_reason(raw) == {"Yes": 0.7, "No": 0.3}


@pytest.mark.parametrize(
    "raw",
    [
        f"{YES} or rather {NO}",
        f"<response>{YES}{NO}</response>",
        f"{YES}<response><text>No</text></response>",
        f"{YES}<response><text>No</text> well <probability>0.3</probability></response>",
        f"{YES}<response><text>N",
        f"{YES}<response><text>No</text><text>Nah</text><probability>0.3</probability></response>",
    ],
)
def test_tags_that_leave_something_open_are_unreadable(raw: str) -> None:
    assert isinstance(read_or_reason(raw), str)
