"""A hostile text is read one node at a time and refused at its first excess.

Only mappings with text keys, lists, text, numbers, true, false and null exist. Nothing is constructed,
interpolated or guessed: `no`, `on` and `2018-09-04` stay text. An alias shares its node and is never copied.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any

from ruamel.yaml import YAML
from ruamel.yaml.error import MarkedYAMLError, YAMLError
from ruamel.yaml.events import (
    AliasEvent,
    CollectionEndEvent,
    CollectionStartEvent,
    DocumentStartEvent,
    Event,
    MappingStartEvent,
    NodeEvent,
    ScalarEvent,
)
from ruamel.yaml.reader import ReaderError

from vs_sim.errors import Fault, ScenarioError
from vs_sim.files.source_text import CONTROL, Place, Source
from vs_sim.files.yaml_errors import syntax_error

MOST_NODES = 5_000
"""Nodes after every alias is expanded."""
DEEPEST = 50
"""Levels of nesting, aliases included."""
LONGEST_NUMBER = 100
"""Characters of a number."""

_CONSTANTS: Mapping[str, bool | None] = {
    **dict.fromkeys(("", "~", "null", "Null", "NULL")),
    **dict.fromkeys(("true", "True", "TRUE"), True),
    **dict.fromkeys(("false", "False", "FALSE"), False),
}
_INTEGER = re.compile(r"[-+]?[0-9]+")
_OTHER_BASE = re.compile(r"0o[0-7]+|0x[0-9a-fA-F]+")
_REAL = re.compile(r"[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?")
_NOT_FINITE = re.compile(r"[-+]?\.(inf|Inf|INF)|\.(nan|NaN|NAN)")
_OPENERS = re.compile(rf"(?:[\[{{]\s*){{{DEEPEST + 1}}}")
_TEXT = "put it in quotes if it is text"


@dataclass(frozen=True)
class Node:
    """A value and where it begins.

    Attributes:
        value: A scalar, a list of nodes, or a mapping from keys to (place of the key, node).
        place: Where it begins.
        size: Nodes in it, itself included and aliases expanded.
        height: Levels in it: 0 for a scalar.
    """

    value: Any
    place: Place
    size: int = 1
    height: int = 0


def parse_node(source: Source, text: str) -> Node | None:
    """The one node in a text whose places belong to `source`; None when there is nothing.

    Raises:
        ScenarioError: The text is not strict YAML; faults that do not hide one another are all listed.
    """
    _refuse_open_brackets(source, text)
    builder = _Builder(source, text)
    root = builder.document()
    if builder.faults:
        raise ScenarioError(builder.faults)
    return root


def plain_scalar(text: str, place: Place) -> str | int | float | bool | None:
    """What an unquoted scalar means in the core schema of YAML 1.2.

    Raises:
        ScenarioError: A number is not finite or has too many digits.
    """
    if text in _CONSTANTS:
        return _CONSTANTS[text]
    if _NOT_FINITE.fullmatch(text):
        raise place.error(f"{text} is not a finite number", hint=_TEXT)
    integer, other_base = _INTEGER.fullmatch(text), _OTHER_BASE.fullmatch(text)
    if not (integer or other_base or _REAL.fullmatch(text)):
        return written(text, place)
    if len(text) > LONGEST_NUMBER:
        raise place.error(f"a number of more than {LONGEST_NUMBER} digits", hint=_TEXT)
    if integer or other_base:
        return int(text) if integer else int(text, 0)
    if math.isinf(number := float(text)):
        raise place.error(f"{text} is too large a number", hint=_TEXT)
    return number


def written(text: str, place: Place) -> str:
    """The text, if every character of it can be written to a terminal, a log and a request.

    Two escapes that are a surrogate pair, as JSON writes them, are the one character they mean.

    Raises:
        ScenarioError: It holds a control character or half of a surrogate pair.
    """
    text = text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "surrogatepass")
    if found := CONTROL.search(text):
        raise place.error(f"an unprintable character, code {ord(found[0]):#x}")
    return text


def _events(text: str) -> Iterator[Event]:
    yield from YAML(typ="safe", pure=True).parse(text)


def _refuse_open_brackets(source: Source, text: str) -> None:
    """The scanner's look-ahead is quadratic in open brackets: their depth is judged on the prefix alone."""
    bomb, depth = _OPENERS.search(text), 0
    if bomb is None:
        return
    try:
        for event in _events(text[: bomb.end()]):
            depth += isinstance(event, CollectionStartEvent) - isinstance(event, CollectionEndEvent)
            if depth > DEEPEST:
                raise _too_deep(source.at(event.start_mark.index))
    except YAMLError:
        return


def _too_deep(place: Place) -> ScenarioError:
    return place.error(f"nested more than {DEEPEST} levels deep")


class _Builder:
    """Reads one document; `faults` collects what does not keep the rest from being read."""

    def __init__(self, source: Source, text: str) -> None:
        self.source = source
        self.faults: list[Fault] = []
        self._last = Place(source, 1, 1)
        self._events = self._read(text)
        self._anchors: dict[str, Node] = {}
        self._used: set[str] = set()
        self._count = 0

    def document(self) -> Node | None:
        """The root node; None when the stream holds no document."""
        root = self._document()
        for name in self._anchors.keys() - self._used:
            message = f"the anchor &{name} is used nowhere"
            self.faults.append(self._anchors[name].place.fault(message, hint="text that begins with & needs quotes"))
        return root

    def _document(self) -> Node | None:
        root = None
        for event in self._events:
            if isinstance(event, DocumentStartEvent):
                if root is not None:
                    raise self._at(event).error("a second document begins here", hint="one document per file")
                root = self._node(next(self._events), 1)
        return root

    def _read(self, text: str) -> Iterator[Event]:
        try:
            for event in _events(text):
                self._last = self._at(event)
                yield event
        except ReaderError as error:
            place = self.source.at(error.position)
            raise place.error(f"an unprintable character, code {error.character:#x}") from error
        except MarkedYAMLError as error:
            raise syntax_error(self.source, error) from error
        except (YAMLError, ValueError, AssertionError) as error:  # escapes and directives that ruamel trips over
            raise self._last.error(f"not YAML: {error}") from error

    def _at(self, event: Event) -> Place:
        return self.source.at(event.start_mark.index)

    def _node(self, event: Event, depth: int) -> Node:
        place = self._at(event)
        if isinstance(event, AliasEvent):
            return self._alias(event, place, depth)
        self._charge(1, place)
        if tag := getattr(event, "tag", None):
            fault = place.fault(f"the tag {tag} is not read", hint="leave it out; quotes make text")
            self.faults.append(fault)
        return self._anchored(event, place, depth)

    def _charge(self, nodes: int, place: Place) -> None:
        self._count += nodes
        if self._count > MOST_NODES:
            raise place.error(f"more than {MOST_NODES} values, aliases expanded", hint="put tables into files")

    def _alias(self, event: AliasEvent, place: Place, depth: int) -> Node:
        node = self._anchors.get(event.anchor)
        if node is None:
            raise place.error(f"no anchor &{event.anchor} above", hint="text that begins with * needs quotes")
        self._used.add(event.anchor)
        self._charge(node.size, place)
        if depth + node.height > DEEPEST + 1:
            raise _too_deep(place)
        return node

    def _anchored(self, event: Event, place: Place, depth: int) -> Node:
        if isinstance(event, ScalarEvent):
            node = Node(self._scalar(event, place), place)
        elif depth > DEEPEST:
            raise _too_deep(place)
        else:
            collect = self._mapping if isinstance(event, MappingStartEvent) else self._list
            value, children = collect(depth + 1)
            size, height = 1, 0
            for child in children:
                size, height = size + child.size, max(height, child.height)
            node = Node(value, place, size, height + 1)
        if isinstance(event, NodeEvent) and event.anchor is not None:
            self._anchors[event.anchor] = node
        return node

    def _scalar(self, event: ScalarEvent, place: Place) -> Any:
        try:
            return (plain_scalar if event.implicit[0] else written)(event.value, place)
        except ScenarioError as error:
            self.faults.extend(error.faults)
            return event.value

    def _list(self, depth: int) -> tuple[list[Node], list[Node]]:
        children: list[Node] = []
        while not isinstance(event := next(self._events), CollectionEndEvent):
            children.append(self._node(event, depth))
        return children, children

    def _mapping(self, depth: int) -> tuple[dict[str, tuple[Place, Node]], list[Node]]:
        entries: dict[str, tuple[Place, Node]] = {}
        children: list[Node] = []
        while not isinstance(event := next(self._events), CollectionEndEvent):
            key, value = self._node(event, depth), self._value(depth, self._at(event))
            children += [key, value]
            name = event.value if isinstance(event, ScalarEvent) else None
            if fault := _key_fault(name, entries, key.place):
                self.faults.append(fault)
            elif name is not None:
                entries[name] = (key.place, value)
        return entries, children

    def _value(self, depth: int, key: Place) -> Node:
        """The value of a key; one that was left out stands where its key stands."""
        event = next(self._events)
        node = self._node(event, depth)
        left_out = isinstance(event, ScalarEvent) and event.start_mark.index == event.end_mark.index
        return replace(node, place=key) if left_out else node


def _key_fault(name: str | None, known: Mapping[str, tuple[Place, Node]], place: Place) -> Fault | None:
    if name is None:
        return place.fault("a key must be a text", hint="a text in brackets or braces needs quotes")
    if name == "<<":
        return place.fault("merge keys (<<) are not read", hint="write the entries out")
    if not name.strip():
        return place.fault("a key is empty")
    if name in known:
        first = known[name][0]
        return place.fault(f"the key {name!r} stands twice, first on line {first.line}", hint="keep one")
    return None
