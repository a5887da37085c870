from __future__ import annotations

import pytest

from tests.corpora.dialogues import dialogue, label_names


@pytest.mark.parametrize(
    ("said", "course"),
    [
        (("I really can't afford it.", "Okay, I will give 50 cents."), "resists then commits"),
        (("I will give 50 cents.", "No, I will not donate anything."), "commits then resists"),
        (("I will give 50 cents.", "Have a nice day."), "commits"),
        (("I really can't afford it.", "Have a nice day."), "resists"),
        (("Hello there.", "Have a nice day."), "neither"),
    ],
)
def test_the_course_of_a_dialogue(said: tuple[str, ...], course: str) -> None:
    assert label_names("trajectory", dialogue(*said)) == {course}
