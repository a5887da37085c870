"""Where the answers are inside a value: the list in its wrappers, or one of the shapes models write instead.

Known shapes: a list under any of many keys, a bare list, wrappers around wrappers, tool calls, strings that
hold JSON, parallel lists, numbered keys, a map from text to weight, lists of pairs, and one answer alone.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace

from vs_sim.elicitation.parsing.field_names import NUMBERED, bare, role_of, scale_of
from vs_sim.elicitation.parsing.items import (
    ABSENT,
    Item,
    column_items,
    is_cut,
    is_scalar,
    labelled_items,
    map_items,
    pair_item,
    pairs_of,
    plain_item,
    weight_of,
    weighted_item,
)
from vs_sim.elicitation.parsing.literals import Bare
from vs_sim.elicitation.parsing.repair import Repairs
from vs_sim.elicitation.parsing.tolerant_json import Cut, Record
from vs_sim.elicitation.typed.number_text import is_number, read_number, reads_as_number

MAX_WRAPPERS = 12
"""How many containers around the answers are opened."""


@dataclass(frozen=True, slots=True)
class Payload:
    """Answers found in one value.

    Attributes:
        items: The answers in order; empty when a list for them was there and held none.
        single: Whether this is one answer by itself, which joins its neighbours.
        complete: Whether the end was there.
        sure: Whether the shape says that these are answers: a known key or a weight.
    """

    items: tuple[Item, ...]
    single: bool = False
    complete: bool = True
    sure: bool = True

    @property
    def weighted(self) -> bool:
        """Whether any answer carries a weight."""
        return any(item.weighted for item in self.items)


Reread = Callable[[str], Payload | None]
"""Reads a string that may itself hold answers."""


class Search:
    """One search through a value for the answers in it."""

    def __init__(self, reread: Reread, repairs: Repairs) -> None:
        self._reread, self._repairs = reread, repairs

    def find(self, node: object, depth: int = 0) -> Payload | None:
        """The answers in a value; None when it holds none.

        Args:
            node: What JSON or the tolerant reader gave.
            depth: How many containers are already open.
        """
        if depth > MAX_WRAPPERS:
            return None
        if isinstance(node, str) and not isinstance(node, Bare):
            return self._embedded(node)
        if isinstance(node, list):
            return self._list(node, depth)
        return self._record(node, depth) if isinstance(node, dict) else None

    def _embedded(self, text: str) -> Payload | None:
        if not any(mark in text for mark in "{[<｛"):
            return None
        found = self._reread(text)
        if found:
            self._repairs.add("embedded", "the answers stood inside a string")
        return found

    def _list(self, nodes: list[object], depth: int) -> Payload | None:
        complete = not isinstance(nodes, Cut)
        if all(is_scalar(node) for node in nodes):
            return self._scalars(nodes, complete)
        if columns := column_items(nodes):
            self._repairs.add("parallel_lists")
            return Payload(columns, complete=complete)
        pair_list = [pair_item(node) if isinstance(node, list) else None for node in nodes]
        found = [
            Payload((pair,), single=True) if pair else self._element(node, depth)
            for node, pair in zip(nodes, pair_list, strict=True)
        ]
        several = [payload for payload in found if payload and not payload.single]
        if several:
            if len(several) > 1 and all(len(payload.items) == 1 for payload in several):
                return Payload(tuple(item for payload in several for item in payload.items), complete=complete)
            return several[-1]
        items = tuple(item for payload in found if payload for item in payload.items)
        lost = sum(payload is None for payload in found)
        if lost and items:
            self._repairs.add("unreadable_item", f"{lost} dropped")
        return Payload(items, complete=complete, sure=any(item.weighted for item in items)) if items else None

    def _element(self, node: object, depth: int) -> Payload | None:
        """What one element of a list holds."""
        if isinstance(node, dict):
            found = self._record(node, depth + 1)
            if found is None and not is_cut(node):
                item = plain_item(node, sure=False)
                if item is None and weight_of(node):
                    item = Item(None, *(weight_of(node) or ()))
                found = Payload((item,), single=True, sure=False) if item else None
            return found
        if isinstance(node, list):
            return self._list(node, depth + 1) if depth < MAX_WRAPPERS else None
        return None if is_number(node) else Payload((Item(node),), single=True, sure=False)

    def _scalars(self, nodes: list[object], complete: bool) -> Payload | None:
        """A list without containers: texts, strings that hold JSON, or texts and weights in turn."""
        if any(map(is_number, nodes)) and not any(map(reads_as_number, nodes)) and (pair := pair_item(nodes)):
            return Payload((pair,), single=True, complete=complete)
        texts, weights = nodes[::2], nodes[1::2]
        if (
            weights
            and len(texts) == len(weights)
            and all(isinstance(text, str) and not reads_as_number(text) for text in texts)
            and all(is_number(weight) for weight in weights)
        ):
            self._repairs.add("pairs", "texts and weights in turn")
            items = tuple(Item(text, weight) for text, weight in zip(texts, weights, strict=True))
            return Payload(items, complete=complete)
        if nodes and all(isinstance(node, str) and node.lstrip()[:1] in ("{", "[") for node in nodes):
            inner = [self._embedded(node) for node in nodes if isinstance(node, str)]
            if all(found and (found.weighted or found.sure) for found in inner):
                return Payload(tuple(item for found in inner if found for item in found.items), complete=complete)
        return Payload(tuple(Item(node) for node in nodes), complete=complete, sure=False)

    def _record(self, record: dict[str, object], depth: int) -> Payload | None:
        complete = not is_cut(record)
        if isinstance(record, Record) and len(record) < len(record.pairs):
            return self._repeated(record, depth)
        if complete and _is_alone(record) and (item := weighted_item(record)):
            if not ("text" in record and ("probability" in record or "confidence" in record)):
                self._repairs.add("field_names", ", ".join(record)[:80])
            return Payload((item,), single=True)
        for shape in (self._parallel, self._keyed, self._map, self._numbered, self._wrapped):
            if found := shape(record, depth):
                return found
        plain = plain_item(record, sure=True) if complete else None
        return Payload((plain,), single=True, sure=False) if plain else None

    def _repeated(self, record: Record, depth: int) -> Payload | None:
        """An object whose keys repeat: a map of texts, or several records run together."""
        self._repairs.add("repeated_key")
        if items := map_items(record):
            return Payload(tuple(items), complete=not record.cut)
        parts: list[dict[str, object]] = [{}]
        for key, value in record.pairs:
            if key in parts[-1]:
                parts.append({})
            parts[-1][key] = value
        if record.cut:
            parts[-1] = Record(tuple(parts[-1].items()), cut=True)
        return self._list(list(parts), depth)

    def _parallel(self, record: dict[str, object], depth: int) -> Payload | None:
        """One list of texts and one of weights."""
        lists = {key: value for key, value in record.items() if isinstance(value, list) and value}
        weights = [key for key in lists if scale_of(key) and all(is_scalar(part) for part in lists[key])]
        texts = [
            key for key, value in lists.items()
            if key not in weights and role_of(key) != "aside" and all(is_scalar(part) for part in value)
        ]  # fmt: skip
        if not (weights and texts):
            return None
        key, scale = weights[0], scale_of(weights[0]) or "asked"
        named = [text for text in texts if role_of(text) in ("text", "list")]
        column, values = lists[(named or texts)[0]], lists[key]
        self._repairs.add("parallel_lists", f"{(named or texts)[0]}, {key}"[:80])
        if len(values) > len(column):
            self._repairs.add("unpaired_weight", f"{len(values) - len(column)} dropped")
        padded = [*values, *[ABSENT] * len(column)]
        complete = not is_cut(record)
        return Payload(tuple(Item(text, padded[at], scale) for at, text in enumerate(column)), complete=complete)

    def _keyed(self, record: dict[str, object], depth: int) -> Payload | None:
        """The list under a key that names answers; of several, the last that holds any."""
        keys = [key for key in record if role_of(key) == "list"]
        lone = [key for key in record if role_of(key) not in ("aside", "error")]
        if not keys and len(lone) == 1 and isinstance(record[lone[0]], list):
            keys = lone
        empty = None
        for key in reversed(keys):
            value = record[key]
            if isinstance(value, dict) and value and (texts := labelled_items(value)):
                return Payload(texts, complete=not is_cut(value))
            found = self.find(value, depth + 1)
            if found and found.items:
                return replace(found, single=False, sure=True)
            if value is None or value == [] or value == {}:
                empty = Payload(())
        return empty

    def _map(self, record: dict[str, object], depth: int) -> Payload | None:
        """Texts as keys, weights as values; plausible only where the weights look like a distribution."""
        items = map_items(record)
        numbers = [number for item in items if (number := read_number(item.weight))]
        total = sum(abs(number.value) for number in numbers)
        whole = 0.95 <= total <= 1.05 or 95 <= total <= 105
        plausible = whole or (len(items) > 1 and (0 < total <= 2 or any(number.percent for number in numbers)))
        if not items or not (plausible or (depth > 0 and total)):
            return None
        self._repairs.add("text_to_weight_map")
        return Payload(tuple(items), complete=not is_cut(record), sure=False)

    def _numbered(self, record: dict[str, object], depth: int) -> Payload | None:
        """Keys that end in a number: `{"1": {…}}`, `{"response_1": "Yes", "probability_1": 0.6}`."""
        groups: dict[str, dict[str, object]] = {}
        for key, value in record.items():
            match = NUMBERED.match(key)
            if match:
                stem = "text" if role_of(match[1]) == "other" and is_scalar(value) else match[1]
                groups.setdefault(match[2], {})[stem] = value
            elif role_of(key) not in ("aside", "error"):
                return None
        if not groups or (is_cut(record) and any(is_scalar(v) for g in groups.values() for v in g.values())):
            return None
        members = [next(iter(group.values())) if len(group) == 1 else group for group in groups.values()]
        found = self._list(members, depth + 1)
        if found:
            self._repairs.add("numbered_keys")
        return replace(found, single=False, complete=not is_cut(record)) if found else None

    def _wrapped(self, record: dict[str, object], depth: int) -> Payload | None:
        """The answers somewhere below; of several places the last, and a list before an answer alone."""
        inside: list[tuple[Payload, str]] = []
        for key, value in pairs_of(record):
            found = self.find(value, depth + 1) if role_of(key) not in ("aside", "error") else None
            if found and found.items and (found.sure or found.weighted):
                inside.append((found, bare(key)[:40]))
        if not inside:
            return None
        if len(inside) > 1 and all(found.single for found, _ in inside):
            self._repairs.add("joined", f"{len(inside)} values")
            return Payload(tuple(item for found, _ in inside for item in found.items))
        best, where = max(reversed(inside), key=lambda one: _rank(one[0]))
        self._repairs.add("unwrapped", where)
        return best


def _rank(payload: Payload) -> tuple[bool, bool]:
    """Lists come before answers alone, known shapes before guesses."""
    return not payload.single, payload.sure


def _is_alone(record: Mapping[str, object]) -> bool:
    """Whether an object can be one answer: no list of answers in it, and no field that comes twice."""
    names = [bare(key) for key in record if role_of(key) in ("text", "weight")]
    lists = any(role_of(key) == "list" and isinstance(value, dict | list) for key, value in record.items())
    return not lists and len(set(names)) == len(names)
