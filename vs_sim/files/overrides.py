"""One value of a scenario set from outside the file: `roles.persuadee.method=direct`."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from vs_sim.errors import Fault, ScenarioError
from vs_sim.files.extends import ENTRIES, LEFT_OUT
from vs_sim.files.source_text import Place, Source
from vs_sim.files.strict_yaml import DataPath, Document, Mark, unfold
from vs_sim.files.yaml_nodes import Node, parse_node, plain_scalar

OVERRIDE = "--set"
"""What messages call the place of an override."""


@dataclass(frozen=True)
class Setting:
    """A value that another document sets, such as a cell of a plan; faults in it point there."""

    path: str
    """In the document that is changed, dotted."""
    value: Any
    document: Document
    """Where it is said."""
    at: DataPath
    """Where in that document the value stands."""


def overrides(document: Document, texts: Sequence[str]) -> Document:
    """The document with every override applied, in order; the marks of what they set point to `--set`.

    Raises:
        ScenarioError: At least one cannot be applied; all of those are listed.
    """
    faults: list[Fault] = []
    for text in texts:
        try:
            document = override(document, text)
        except ScenarioError as error:
            faults += error.faults
    if faults:
        raise ScenarioError(faults)
    return document


def override(document: Document, text: str | Setting) -> Document:
    """The document with `path=value` set, whatever stood there before.

    The path is dotted, with numbers for entries of lists; mappings on the way that do not exist are made.
    A value that begins with a bracket, a brace or a quote is read as YAML; anything else is one plain scalar.
    A model, a role or a question that is set to `none` is left out.

    Raises:
        ScenarioError: The override cannot be read, or leads into something that is not a mapping or a list.
    """
    if isinstance(text, Setting):
        return _settled(document, text)
    source = Source(OVERRIDE, text)
    dotted, equals, _ = text.partition("=")
    names = dotted.split(".")
    if not equals or "" in (name.strip() for name in names):
        hint = "for example roles.persuadee.method=direct"
        raise Place(source, 1, 1).error("an override is written path=value", hint=hint)
    path = _resolved(document.data, names, lambda index: _name_place(source, names, index))
    node = _value(source, len(dotted) + 1)
    marks = {known: mark for known, mark in document.marks.items() if known[: len(path)] != path}
    for length in range(1, len(path)):
        marks.setdefault(path[:length], Mark(node.place, _name_place(source, names, length - 1)))
    value = unfold(node, path, marks, _name_place(source, names, len(path) - 1))
    return _with(document, path, value, marks)


def _with(document: Document, path: DataPath, value: Any, marks: dict[DataPath, Mark]) -> Document:
    """The document with a value, or without an entry that is to be left out."""
    if value == LEFT_OUT and len(path) == 2 and path[0] in ENTRIES and path[1] in (document.data.get(path[0]) or {}):
        left = {name: entry for name, entry in document.data[path[0]].items() if name != path[1]}
        return Document({**document.data, path[0]: left}, marks, document.source)
    return Document(_replaced(document.data, path, value), marks, document.source)


def _settled(document: Document, setting: Setting) -> Document:
    below = len(setting.at)
    named = setting.at[:-1] if isinstance(setting.at[-1], int) else setting.at
    key = setting.document.place(named, key=True)
    path = _resolved(document.data, setting.path.split("."), lambda index: key)
    marks = {known: mark for known, mark in document.marks.items() if known[: len(path)] != path}
    for length in range(1, len(path)):
        marks.setdefault(path[:length], Mark(key, key))
    said = setting.document.marks.items()
    marks |= {(*path, *known[below:]): mark for known, mark in said if known[:below] == setting.at}
    marks[path] = Mark(setting.document.place(setting.at), key)
    return _with(document, path, setting.value, marks)


def _name_place(source: Source, names: Sequence[str], index: int) -> Place:
    return Place(source, 1, sum(len(name) + 1 for name in names[:index]) + 1)


def _resolved(data: Any, names: Sequence[str], place_of: Callable[[int], Place]) -> DataPath:
    """The path of the names in the data; a name may lead into a mapping that does not exist yet."""
    path: list[str | int] = []
    for index, name in enumerate(names):
        place, so_far = place_of(index), ".".join(str(part) for part in path)
        if isinstance(data, list):
            indices = {str(number): number for number in range(len(data))}
            if name.strip() not in indices:
                raise place.error(f"{so_far} is a list of {len(data)}: its entries are numbered from 0")
            path.append(indices[name.strip()])
            data = data[indices[name.strip()]]
        elif data is None or isinstance(data, dict):
            path.append(name.strip())
            data = (data or {}).get(name.strip())
        else:
            hint = f"set the whole of it: {so_far}={{{name.strip()}: …}}"
            raise place.error(f"{so_far} is {data!r}: nothing can be set inside it", hint=hint)
    return tuple(path)


def _replaced(data: Any, path: DataPath, value: Any) -> Any:
    if not path:
        return value
    head, rest = path[0], path[1:]
    if isinstance(data, list):
        return [_replaced(entry, rest, value) if index == head else entry for index, entry in enumerate(data)]
    entries = data or {}
    return {**entries, head: _replaced(entries.get(head), rest, value)}


def _value(source: Source, start: int) -> Node:
    text = source.text[start:]
    if text.lstrip()[:1] not in {"[", "{", '"', "'"}:
        begin = start + len(text) - len(text.lstrip())
        place = Place(source, 1, begin + 1)
        return Node(plain_scalar(text.strip(), place), place)
    node = parse_node(source, " " * start + text)
    return node or Node(None, Place(source, 1, start + 1))
