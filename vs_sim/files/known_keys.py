"""What a schema knows at a place, so that a fault can say what is allowed and what was meant."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from functools import cache, cached_property
from typing import Any

from pydantic import BaseModel

KeyNode = Mapping[str, Any]
"""A node of a JSON Schema."""


class Known:
    """The keys and types that models know, followed along data as it was written.

    Args:
        schemas: The models that read one mapping together.
    """

    def __init__(self, schemas: Iterable[type[BaseModel]]) -> None:
        self.schemas = tuple(schemas)

    def keys(self, data: Any, path: Iterable[str | int]) -> dict[str, str]:
        """The known keys of the mapping at a path, to the description of each."""
        nodes = self._nodes(data, path)
        return {
            key: str(field.get("description", ""))
            for node in nodes
            for key, field in node.get("properties", {}).items()
        }

    def types(self, data: Any, path: Iterable[str | int]) -> set[str]:
        """The JSON types that are allowed at a path; empty where nothing is known."""
        return {str(node["type"]) for node in self._nodes(data, path) if "type" in node}

    @cached_property
    def _roots(self) -> list[KeyNode]:
        return [_json_schema(schema) for schema in self.schemas]

    def _nodes(self, data: Any, path: Iterable[str | int]) -> list[KeyNode]:
        """The schema nodes at a path; those of a union whose required keys are written, if there are any."""
        found: list[KeyNode] = []
        for root in self._roots:
            definitions: KeyNode = root.get("$defs", {})
            nodes = list(_members(root, definitions))
            for part in path:
                children = [child for node in nodes for child in _children(node, part)]
                nodes = [member for child in children for member in _members(child, definitions)]
            found += nodes
        for part in path:
            data = data[part]
        if not isinstance(data, dict):
            return found
        mappings = [node for node in found if "properties" in node or "additionalProperties" in node] or found
        return [node for node in mappings if set(node.get("required", ())) <= set(data)] or mappings


@cache
def _json_schema(schema: type[BaseModel]) -> KeyNode:
    return schema.model_json_schema()


def _members(node: KeyNode, definitions: KeyNode) -> Iterator[KeyNode]:
    if "$ref" in node:
        yield from _members(definitions[node["$ref"].rpartition("/")[2]], definitions)
        return
    members = [*node.get("anyOf", ()), *node.get("oneOf", ()), *node.get("allOf", ())]
    for member in members:
        yield from _members(member, definitions)
    if not members:
        yield node


def _children(node: KeyNode, part: str | int) -> Iterator[KeyNode]:
    if part in node.get("properties", {}):
        yield node["properties"][part]
    elif isinstance(part, str) and isinstance(node.get("additionalProperties"), dict):
        yield node["additionalProperties"]
    elif isinstance(part, int):
        yield from node.get("prefixItems", ())[part : part + 1]
        yield from [node["items"]] if isinstance(node.get("items"), dict) else []
