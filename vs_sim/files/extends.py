"""A scenario may change another one: what it says stands in the place of what the other says, and every place is kept.

Mappings are merged down to the keys of one role, question or model; what such a key holds is replaced as a whole, so
that a method never becomes two. An entry set to `none` is left out.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from vs_sim.errors import ScenarioError, UnknownName
from vs_sim.files.locate import find_scenario
from vs_sim.files.schema_faults import found
from vs_sim.files.source_text import is_file
from vs_sim.files.strict_yaml import DataPath, Document, Mark, read_yaml

EXTENDS = "extends"
ENTRIES = frozenset({"models", "roles", "questions"})
"""Mappings of entries by name, whose keys are replaced one by one."""
VALUES = frozenset({"compare", "prompts"})
"""Mappings of values by name."""
FILES = ("file", "participants")
"""Keys of `personas:` that name a file."""
LEFT_OUT = "none"
MOST_EXTENDED = 10
"""Files that may extend one another."""


def read_scenario(path: Path) -> Document:
    """The document in a scenario file, with everything it extends.

    Raises:
        ScenarioError: A file cannot be read, is not one strict YAML mapping, or extends itself.
    """
    return _read(path, ())


def _read(path: Path, below: tuple[Path, ...]) -> Document:
    document = read_yaml(path)
    if EXTENDS not in document.data:
        return document
    other = _other(document, path, (*below, path))
    base = _read(other, (*below, path))
    if other.parent != path.parent:
        base = Document(_moved(base.data, other.parent), base.marks, base.source)
    return merged(base, document)


def _other(document: Document, path: Path, chain: tuple[Path, ...]) -> Path:
    """The file that a document extends."""
    name = document.data[EXTENDS]
    if not isinstance(name, str):
        message = f"expected the name or the path of a scenario, found {found(name)}"
        raise ScenarioError([document.fault((EXTENDS,), message)])
    try:
        beside = path.parent / name
        other = beside if is_file(beside) else find_scenario(name)
    except UnknownName as error:
        raise ScenarioError([document.fault((EXTENDS,), str(error), hint=error.hint)]) from error
    if other.resolve() in {file.resolve() for file in chain}:
        circle = " → ".join(file.name for file in (*chain, other))
        raise ScenarioError([document.fault((EXTENDS,), f"a scenario cannot extend itself: {circle}")])
    if len(chain) >= MOST_EXTENDED:
        raise ScenarioError([document.fault((EXTENDS,), f"more than {MOST_EXTENDED} files extend one another")])
    return other


def _moved(data: Mapping[str, Any], folder: Path) -> dict[str, Any]:
    """The data with the files it names found in the folder where it stood."""
    roles = {name: _moved_role(role, folder) for name, role in _mapping(data.get("roles")).items()}
    compare = {
        key: str(folder / value) if isinstance(value, str) and value.endswith(".json") else value
        for key, value in _mapping(data.get("compare")).items()
    }
    moved = {key: value for key, value in (("roles", roles), ("compare", compare)) if value}
    return {**data, **moved}


def _moved_role(role: Any, folder: Path) -> Any:
    personas = _mapping(_mapping(role).get("personas"))
    files = {key: str(folder / personas[key]) for key in FILES if isinstance(personas.get(key), str)}
    return {**role, "personas": {**personas, **files}} if files else role


def _mapping(data: Any) -> dict[str, Any]:
    return data if isinstance(data, dict) else {}


def merged(base: Document, own: Document) -> Document:
    """One document of two; what is said in both is said by the second."""
    data, marks = dict(base.data), dict(base.marks)
    marks[()] = own.marks[()]
    for key, value in own.data.items():
        if key == EXTENDS:
            continue
        if key in ENTRIES | VALUES and isinstance(value, dict) and isinstance(data.get(key), dict):
            data[key] = _merged_entries(data[key], value, key, (marks, own.marks))
        else:
            _replace((key,), marks, own.marks)
            data[key] = value
    return Document(data, marks, own.source)


Marks = dict[DataPath, Mark]


def _merged_entries(
    base: dict[str, Any], own: dict[str, Any], key: str, marks: tuple[Marks, Mapping[DataPath, Mark]]
) -> dict[str, Any]:
    entries = dict(base)
    marks[0][(key,)] = marks[1][(key,)]
    for name, entry in own.items():
        if entry == LEFT_OUT and name in base:
            del entries[name]
        elif key in ENTRIES and isinstance(entry, dict) and isinstance(base.get(name), dict):
            marks[0][(key, name)] = marks[1][(key, name)]
            for part in entry:
                _replace((key, name, part), *marks)
            entries[name] = {**base[name], **entry}
        else:
            _replace((key, name), *marks)
            entries[name] = entry
    return entries


def _replace(path: DataPath, marks: Marks, own: Mapping[DataPath, Mark]) -> None:
    """The marks of everything at a path are those of the second document."""
    for known in [known for known in marks if known[: len(path)] == path]:
        del marks[known]
    marks |= {known: mark for known, mark in own.items() if known[: len(path)] == path}
