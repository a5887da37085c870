from __future__ import annotations

from pathlib import Path

import pytest

from tests.log.logs import logged
from vs_sim.errors import LogError
from vs_sim.log.part import Part
from vs_sim.sweep.collecting.find_parts import Found, folders_of_parts, holds_something, one_of_each


def found(which: int, of: int, said: str, done: bool = True) -> Found[str]:
    return Found(Part(which, of), Path(said), said, done)


def test_parts_are_found_in_the_folder_in_which_they_lie_or_named(tmp_path: Path) -> None:
    for name in ("part-1-of-2", "part-2-of-2", "other"):
        logged(tmp_path / name, [])
    assert [path.name for path in folders_of_parts([tmp_path])] == ["part-1-of-2", "part-2-of-2"]
    assert folders_of_parts([tmp_path / "other", tmp_path / "other"]) == [tmp_path / "other"]
    assert not holds_something(tmp_path)


def test_a_folder_without_parts_says_what_to_name(tmp_path: Path) -> None:
    with pytest.raises(LogError, match="holds no parts") as error:
        folders_of_parts([tmp_path])
    assert "--out" in str(error.value.hint)


def test_of_a_part_that_is_there_twice_the_completed_one_counts() -> None:
    chosen = one_of_each(
        [found(2, 2, "b"), found(1, 2, "open", done=False), found(1, 2, "a")], lambda each: each.content
    )
    assert [each.content for each in chosen.values()] == ["a", "b"]


def test_two_completed_ones_that_differ_are_refused() -> None:
    with pytest.raises(LogError, match="are both part 1/2, and differ"):
        one_of_each([found(1, 2, "a"), found(1, 2, "b")], lambda each: each.content)


def test_parts_of_different_cuts_are_refused() -> None:
    with pytest.raises(LogError, match="cut differently"):
        one_of_each([found(1, 2, "a"), found(1, 3, "b")], lambda each: each.content)
