"""Whether one JSON value has the shape that was asked for, and the answers in it.

The shape is `{"responses": [...]}`. What stands under other keys, in nested lists or in a second list is never an
answer. A few other shapes hold the same and nothing else, and count only by themselves: the bare list, a wrapper
around the object, lists side by side, an object from text to weight.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass

from vs_sim.elicitation.parsing.candidate_records import (
    Fields,
    are_placeholders,
    is_candidate,
    pairs,
    plain_records,
    text_as_written,
    unweighted,
    weighted_records,
)  # fmt: skip
from vs_sim.elicitation.parsing.candidates import Listed
from vs_sim.elicitation.parsing.key_names import ASIDES, CLASH, ERRORS, LISTS, WRAPPERS, folded, scale_of
from vs_sim.elicitation.parsing.repair import Repairs, Unusable
from vs_sim.elicitation.parsing.tolerant_json import DECODER, is_cut
from vs_sim.elicitation.parsing.weights import Definition, are_shares

MAX_WRAPPERS = 5
"""How many containers around the answers are opened."""
_NUMBERED = re.compile(r"\D{0,20}\d{1,3}\W?|[A-Za-z]")


@dataclass(frozen=True, slots=True)
class Asked:
    """The shape that a request asked for.

    Attributes:
        k: How many answers; None when no number was given.
        weighted: Whether each with a weight.
        field: The key of the weight.
        definition: What the weight was asked to mean.
    """

    k: int | None = None
    weighted: bool = True
    field: str = "probability"
    definition: Definition = "explicit"


class Shape:
    """Looks for the asked shape in one value."""

    def __init__(self, asked: Asked, repairs: Repairs) -> None:
        """Set what was asked for.

        Args:
            asked: The shape.
            repairs: Takes every change by name.
        """
        self._asked, self._repairs = asked, repairs
        self.example = False
        """Whether an example of the form was met instead of answers."""

    def exact(self, node: object) -> Listed | None:
        """The answers of an object with the key that was asked for; None when it has none.

        Raises:
            Unusable: The object has the key, but its answers cannot be read.
        """
        fields = folded(node) if isinstance(node, Mapping) else {}
        return self._under(fields["responses"], fields) if "responses" in fields else None

    def single(self, node: object) -> Listed | None:
        """One candidate by itself; None when the value is something else."""
        if not (self._asked.weighted and is_candidate(node, self._asked.field)) or is_cut(node):
            return None
        return self._seen(weighted_records([node], self._asked.field, self._repairs))

    def alone(self, node: object, depth: int = 0) -> Listed | None:
        """The answers of a value that is all there is; None when it holds none.

        Raises:
            Unusable: It holds answers that cannot be read, or in two places.
        """
        if depth > MAX_WRAPPERS:
            return None
        if isinstance(node, str):
            inner = self.decoded(node)
            return self.alone(inner, depth + 1) if inner is not None else None
        if isinstance(node, list):
            wrapped = len(node) == 1 and isinstance(node[0], Mapping) and not is_candidate(node[0], self._asked.field)
            return (self.alone(node[0], depth + 1) if wrapped else None) or self._list(node, {})
        if not isinstance(node, Mapping):
            return None
        if found := self.exact(node):
            return found
        if found := self.single(node):
            if self._asked.k not in (None, 1):
                raise Unusable("no_distribution")
            return found
        return self._other(folded(node), node, depth)

    def decoded(self, text: str) -> object | None:
        """The JSON value that a string is; None when it is an ordinary text."""
        if text.lstrip()[:1] in ("{", "[", '"'):
            with suppress(ValueError, RecursionError):
                value: object = DECODER.decode(text.strip())
                self._repairs.add("embedded", "the answers stood inside a string")
                return value
        return None

    def _other(self, fields: Fields, node: Mapping[str, object], depth: int) -> Listed | None:
        """The answers under another key than the one asked for, if there is one place for them only."""
        if any(fields.get(name) for name in ERRORS):
            return None
        places = [self._numbered(node), self._map(node)]
        for name, value in fields.items():
            if name in WRAPPERS and isinstance(value, dict | list | str):
                places.append(self._wrapped(name, value, depth))
            elif isinstance(value, list):
                places.append(self._renamed(name, value, fields))
        found = [place for place in places if place is not None]
        if len(found) > 1:
            raise Unusable("ambiguous")
        return found[0] if found else None

    def _renamed(self, name: str, nodes: list[object], fields: Fields) -> Listed | None:
        """The answers of a list under another key: candidates as asked for, or plain texts where nothing else is."""
        if any(is_candidate(node, self._asked.field) for node in nodes):
            found = self._list(nodes, fields)
        elif name not in LISTS or not nodes:
            return None
        elif not self._asked.weighted:
            found = self._list(nodes, {}) if all(other in ASIDES for other in fields if other != name) else None
        elif any(isinstance(node, Mapping | list) for node in nodes):
            found = self._list(nodes, fields)
        else:
            found = self._beside(nodes, fields) if len(fields) > 1 else None
        if found:
            self._repairs.add("field_names", name)
        return found

    def _wrapped(self, name: str, value: object, depth: int) -> Listed | None:
        if isinstance(value, list) and not any(isinstance(part, Mapping) and self._holds(part) for part in value):
            return None
        found = self.alone(value, depth + 1)
        if found:
            self._repairs.add("unwrapped", name)
        return found

    def _holds(self, node: Mapping[str, object]) -> bool:
        return "responses" in folded(node) or is_candidate(node, self._asked.field)

    def _under(self, value: object, fields: Fields) -> Listed | None:
        """The answers under the key for them."""
        if value is CLASH:
            raise Unusable("ambiguous")
        if isinstance(value, str):
            value = self.decoded(value)
        if isinstance(value, Mapping):
            found = self.exact(value) or self._numbered(value) or self._map(value)
            if found is None:
                raise Unusable("no_candidates")
            return found
        if not isinstance(value, list) or not value:
            raise Unusable("no_candidates")
        found = self._list(value, fields)
        if found is None and not self.example:
            raise Unusable("no_candidates")
        return found

    def _list(self, nodes: Sequence[object], fields: Fields) -> Listed | None:
        """The answers of a list; of its elements those that are no candidates are lost, by name."""
        if not nodes:
            return None
        if not self._asked.weighted:
            if any(isinstance(node, list) for node in nodes):
                return None
            return self._seen(plain_records(nodes, self._repairs))
        if any(isinstance(node, Mapping) for node in nodes):
            return self._seen(weighted_records(nodes, self._asked.field, self._repairs))
        if any(isinstance(node, list) for node in nodes):
            return pairs(nodes, self._repairs)
        return self._seen(self._beside(nodes, fields) or unweighted(nodes, self._repairs))

    def _seen(self, found: Listed) -> Listed | None:
        if are_placeholders(found.texts):
            self.example = True
            return None
        return found

    def _beside(self, texts: Sequence[object], fields: Fields) -> Listed | None:
        """Plain texts with a list of as many weights beside them.

        Raises:
            Unusable: Something stands beside them that may hold their weights, but does not fit.
        """
        others = {name: value for name, value in fields.items() if value is not texts and name not in ASIDES}
        rows = [value for value in others.values() if isinstance(value, list) and len(value) == len(texts)]
        if len(others) == 1 and len(rows) == 1 and (are_shares(rows[0]) or scale_of(next(iter(others)))):
            name = next(iter(others))
            self._repairs.add("parallel_lists", name[:40])
            return Listed(tuple(map(text_as_written, texts)), tuple(rows[0]), scale_of(name) or "probability")
        if others:
            raise Unusable("unreadable_weight")
        return None

    def _numbered(self, record: Mapping[str, object]) -> Listed | None:
        """Candidates under numbered keys: `{"1": {…}, "2": {…}}`."""
        if len(record) < 2 or not all(_NUMBERED.fullmatch(key) for key in record) or is_cut(record):
            return None
        if not all(is_candidate(value, self._asked.field) for value in record.values()):
            return None
        self._repairs.add("numbered_keys")
        return self._list(list(record.values()), {})

    def _map(self, record: Mapping[str, object]) -> Listed | None:
        """Texts as keys, their weights as values, which are shares of a whole: `{"Yes": 0.6, "No": 0.4}`."""
        known = any(scale_of(name) or name in ASIDES | ERRORS for name in folded(record))
        if not self._asked.weighted or known or is_cut(record) or not are_shares(list(record.values())):
            return None
        if any(isinstance(value, dict | list) for value in record.values()):
            return None
        self._repairs.add("text_to_weight_map")
        return Listed(tuple(map(text_as_written, record)), tuple(record.values()))
