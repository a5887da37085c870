"""The parts of a run or of a sweep are found in the folders that are named, and checked to belong together."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Generic, TypeVar

from vs_sim.errors import LogError
from vs_sim.log.part import Part
from vs_sim.log.tables import LOG_FILE
from vs_sim.sweep.sweep_folder import is_sweep

_PARTS = "part-*-of-*"
_T = TypeVar("_T")


@dataclass(frozen=True)
class Found(Generic[_T]):
    """A part that was found.

    Attributes:
        part: Which.
        folder: Where.
        content: The run, or what the file of the sweep says.
        done: Whether it is completed.
    """

    part: Part
    folder: Path
    content: _T
    done: bool


def folders_of_parts(named: Sequence[Path]) -> list[Path]:
    """The folders of parts: those that lie in the folders named, else the named ones themselves.

    Raises:
        LogError: A folder holds nothing of the kind.
    """
    found = list(dict.fromkeys(folder for name in named for folder in _parts_in(name)))
    if not found:
        raise LogError("no parts are named", hint="vs-sim collect runs/first")
    return found


def _parts_in(folder: Path) -> Iterator[Path]:
    inside = sorted(path for path in folder.glob(_PARTS) if holds_something(path))
    if inside:
        yield from inside
    elif holds_something(folder):
        yield folder
    else:
        hint = "name the folder that a run or a sweep with --part was given as --out, or folders of parts"
        raise LogError(f"{folder}: holds no parts", hint=hint)


def holds_something(folder: Path) -> bool:
    """Whether a folder holds a run or a sweep."""
    return (folder / LOG_FILE).is_file() or is_sweep(folder)


def one_of_each(found: Sequence[Found[_T]], content: Callable[[Found[_T]], str]) -> Mapping[Part, Found[_T]]:
    """Every part once, in order; of a part that is there twice, the completed one.

    Args:
        found: The parts, each perhaps more than once.
        content: What two completed ones must agree in, such as a digest.

    Raises:
        LogError: The parts are cut differently, or two of the same part differ.
    """
    cuts = {each.part.of: each for each in found}
    if len(cuts) > 1:
        one, other = list(cuts.values())[:2]
        raise LogError(f"{one.folder} is part {one.part} and {other.folder} is part {other.part}: cut differently")
    chosen: dict[Part, Found[_T]] = {}
    for each in sorted(found, key=lambda each: (each.part.which, not each.done)):
        first = chosen.setdefault(each.part, each)
        if first is not each and first.done and each.done and content(first) != content(each):
            message = f"{first.folder} and {each.folder} are both part {each.part}, and differ"
            raise LogError(message, hint="name only one of them")
    return chosen
