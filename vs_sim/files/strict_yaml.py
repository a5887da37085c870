"""A text becomes plain data, and every key and value keeps its place, so that a fault can point at it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from vs_sim.errors import Fault
from vs_sim.files.source_text import Place, Source, read_source
from vs_sim.files.yaml_nodes import Node, parse_node

LARGEST_FILE = 1_000_000
"""Bytes of a YAML file."""

DataPath = tuple[str | int, ...]
"""Keys and indices from the root."""


@dataclass(frozen=True)
class Mark:
    """Where a value stands, and where its key stands if it has one."""

    value: Place
    key: Place | None = None


@dataclass(frozen=True)
class Document:
    """Plain data and the place of everything in it."""

    data: dict[str, Any]
    marks: Mapping[DataPath, Mark]
    source: Source

    def place(self, path: DataPath, *, key: bool = False) -> Place:
        """The place of a value or of its key; where the path leads nowhere, of what encloses it."""
        while path not in self.marks:
            path = path[:-1]
        mark = self.marks[path]
        return mark.key if key and mark.key else mark.value

    def fault(self, path: DataPath, message: str, *, key: bool = False, hint: str | None = None) -> Fault:
        """A fault at the place of a value, or of its key."""
        return self.place(path, key=key).fault(message, path=path, hint=hint)


def read_yaml(path: Path) -> Document:
    """The document in a file.

    Raises:
        ScenarioError: The file cannot be read, or is not one strict YAML mapping.
    """
    return parse_yaml(read_source(path, LARGEST_FILE))


def parse_yaml(source: Source) -> Document:
    """The document in a text, which must be a mapping.

    Raises:
        ScenarioError: The text is not one strict YAML mapping.
    """
    root = parse_node(source, source.text)
    if root is None or root.value is None:
        raise Place(source, 1, 1).error("the file is empty", hint="begin with `kind: persuasion`")
    if not isinstance(root.value, dict):
        raise root.place.error("the file must hold `key: value` lines", hint="begin with `kind: persuasion`")
    marks: dict[DataPath, Mark] = {}
    return Document(unfold(root, (), marks), marks, source)


def unfold(node: Node, path: DataPath, marks: dict[DataPath, Mark], key: Place | None = None) -> Any:
    """The plain data of a node; the mark of everything in it goes into `marks`."""
    marks[path] = Mark(node.place, key)
    if isinstance(node.value, list):
        return [unfold(child, (*path, index), marks) for index, child in enumerate(node.value)]
    if isinstance(node.value, dict):
        entries = node.value.items()
        return {name: unfold(child, (*path, name), marks, place) for name, (place, child) in entries}
    return node.value
