"""A tolerant reader of one structured value: JSON as models write it, strings untouched, every repair named.

It reads JSON, Python literals and JavaScript objects, with whatever commas, quotes and brackets went missing or
came twice. What is cut off is marked, never completed: an unclosed object is a `Record` with `cut` set, an
unclosed list a `Cut`, and a half-written string or number is dropped. The cost is bounded by `Fuel`.
"""

from __future__ import annotations

import json
import re
from collections.abc import Sequence

from vs_sim.elicitation.parsing.key_names import CLASH
from vs_sim.elicitation.parsing.literals import half_quoted_at, literal, name_at, token_at
from vs_sim.elicitation.parsing.parse_budget import Fuel, TooDeep
from vs_sim.elicitation.parsing.quoted_strings import QUOTES, Place, quoted
from vs_sim.elicitation.parsing.repair import Repairs

MAX_DEPTH = 40
"""Containers inside containers that are followed; real answers stay below ten."""
OPENERS = {"{": "}", "｛": "}", "[": "]", "［": "]", "(": ")"}
_CLOSERS = {"}": "}", "｝": "}", "]": "]", "］": "]", ")": ")"}
_SPACE = re.compile(r"(?:[\s\ufeff\u200b]|\\[nrt](?![a-z]))*")
_COLON = re.compile(r"\s*(?:=>|[:：=])")
_QUOTED_KEY = re.compile(r"[\"”]\s*[:：]")
_SET = re.compile(r"\s*[,，}｝]")
_LIST_GOES_ON = re.compile(r"\s*(?:[,，]\s*(?!\"\w{1,40}\"\s*:)[\"'“{｛\[\]［]|\])")
_OBJECT_GOES_ON = re.compile(r"\s*[,，]\s*[\"'“]?\w{1,40}[\"'”]?\s*[:：]")


CONTAINER = 24
"""What opening a container costs, in characters."""


class Record(dict[str, object]):
    """An object that strict JSON could not hold: keys that repeat, or an end that is missing.

    A key that was given two different values holds `CLASH`.
    """

    def __init__(self, pairs: Sequence[tuple[str, object]], *, cut: bool = False) -> None:
        super().__init__()
        for key, value in pairs:
            self[key] = value if key not in self or self[key] == value else CLASH
        self.pairs = tuple(pairs)
        self.cut = cut


class Cut(list[object]):
    """A list whose end is missing."""


def record(pairs: list[tuple[str, object]]) -> dict[str, object]:
    """An object from its pairs: a plain dict where the keys are distinct, else a `Record` that keeps them all."""
    plain = dict(pairs)
    return plain if len(plain) == len(pairs) else Record(pairs)


DECODER = json.JSONDecoder(object_pairs_hook=record)
"""Strict JSON whose objects remember repeated keys."""


def is_cut(node: object) -> bool:
    """Whether the end of an object or a list is missing."""
    return isinstance(node, Cut) or (isinstance(node, Record) and node.cut)


_MISSING = object()


class Reader:
    """Reads one value of a text, from a position on."""

    def __init__(self, text: str, fuel: Fuel, repairs: Repairs) -> None:
        self._text, self._fuel, self._repairs = text, fuel, repairs
        self._open: list[str] = []

    def read(self, start: int) -> tuple[object, int]:
        """The value whose bracket stands at `start`, and the position after it.

        Raises:
            TooDeep: Containers are nested deeper than `MAX_DEPTH`.
            OutOfFuel: The text is too costly.
        """
        if len(self._open) >= MAX_DEPTH:
            raise TooDeep
        self._fuel.burn(CONTAINER)
        self._open.append(OPENERS[self._text[start]])
        try:
            return self._object(start + 1) if self._open[-1] == "}" else self._list(start + 1)
        finally:
            self._open.pop()

    def _object(self, position: int) -> tuple[object, int]:
        pairs: list[tuple[str, object]] = []
        members: list[object] = []
        while True:
            position, closed = self._next(position, first=not (pairs or members))
            if closed is not None and members and not pairs:
                return (members if closed else Cut(members)), position
            if closed is not None:
                return (record(pairs) if closed else Record(pairs, cut=True)), position
            key, position, keyed = self._key(position)
            if key is None and pairs and self._text.startswith("{", position):
                if self._open[-2:-1] == ["]"]:
                    self._repairs.add("missing_closer")
                    return record(pairs), position
                if isinstance(pairs[-1][1], dict | list):
                    position = self._unopened(pairs, position)
                    continue
            if key is None:
                return Record(pairs, cut=True), position
            if not keyed:
                members.append(key)
                if pairs:
                    self._repairs.add("missing_value")
                continue
            value, position = self._value(position, "value")
            if value is not _MISSING:
                pairs.append((key, value))

    def _unopened(self, pairs: list[tuple[str, object]], position: int) -> int:
        """One more object where a key was expected: the value before it is a list whose bracket is missing."""
        key, before = pairs[-1]
        value, position = self.read(position)
        self._repairs.add("missing_opener")
        pairs[-1] = key, [*before, value] if isinstance(before, list) else [before, value]
        return position

    def _list(self, position: int) -> tuple[object, int]:
        members: list[object] = []
        place: Place = "tuple" if self._open[-1] == ")" else "element"
        while True:
            position, closed = self._next(position, first=not members)
            if closed is not None:
                return (members if closed else Cut(members)), position
            before = position
            value, position = self._value(position, place)
            if position == before:
                return Cut(members), position
            if value is not _MISSING:
                members.append(value)

    def _next(self, position: int, *, first: bool) -> tuple[int, bool | None]:
        """Pass what separates members: the position of the next one, and how the container ended, if it did."""
        position, commas = self._separators(position)
        position, closed = self._closing(position)
        if closed is None and commas != (0 if first else 1):
            self._repairs.add("extra_comma" if commas else "missing_comma")
        elif closed and commas:
            self._repairs.add("trailing_comma")
        return position, closed

    def _key(self, position: int) -> tuple[str | None, int, bool]:
        """A key, the position after it, and whether a value follows; a key without one is member of a set."""
        text = self._text
        if half := half_quoted_at(text, position):
            self._repairs.add("bare_key")
            return *half, True
        if text[position] in QUOTES:
            found = quoted(text, position, "key", self._fuel)
            if found is None:
                self._repairs.add("truncated")
                return None, position, False
            self._repairs.extend(found.repairs)
            if colon := _COLON.match(text, found.end):
                return found.content, colon.end(), True
            return (found.content if _SET.match(text, found.end) else None), found.end, False
        if name := name_at(text, position):
            self._fuel.burn(name[1] - position)
            self._repairs.add("bare_key")
            return *name, True
        return None, position, False

    def _value(self, position: int, place: Place) -> tuple[object, int]:
        """The value at a position; `_MISSING` when it is cut off."""
        text = self._text
        position = self._space(position)
        letter = text[position : position + 1]
        if letter and letter in OPENERS:
            return self.read(position)
        if not letter or letter not in QUOTES:
            return self._bare(position, place)
        found = quoted(text, position, place, self._fuel)
        if found is None:
            self._repairs.add("truncated")
            return _MISSING, len(text)
        self._repairs.extend(found.repairs)
        return found.content, found.end

    def _bare(self, position: int, place: Place) -> tuple[object, int]:
        found = token_at(self._text, position, place)
        if found is None:
            return _MISSING, position
        token, end = found
        self._fuel.burn(end - position)
        if end == len(self._text):
            self._repairs.add("truncated")
            return _MISSING, end
        value, repair = literal(token)
        if repair:
            self._repairs.add(repair, token[:40])
        if repair == "bare_value" and _QUOTED_KEY.search(token):
            self._repairs.add("broken_quotes")
        return value, end

    def _separators(self, position: int) -> tuple[int, int]:
        """Pass spaces, comments, commas and ellipses; the new position and how many commas there were."""
        commas = 0
        while True:
            position = self._space(position)
            self._fuel.burn(4)
            letter = self._text[position : position + 1]
            if letter and letter in ",，;；":
                commas, position = commas + 1, position + 1
                if letter != ",":
                    self._repairs.add("separator", letter)
            elif self._text.startswith("...", position) or letter == "…":
                self._repairs.add("ellipsis")
                commas, position = 0, position + (1 if letter == "…" else 3)
            else:
                return position, commas

    def _space(self, position: int) -> int:
        """Pass white space and comments."""
        text = self._text
        while True:
            match = _SPACE.match(text, position)
            position = match.end() if match else position
            if text.startswith(("//", "#"), position):
                end = text.find("\n", position)
            elif text.startswith("/*", position):
                end = text.find("*/", position) + 1 or -1
            else:
                return position
            self._repairs.add("comment")
            end = len(text) if end < 0 else end + 1
            self._fuel.burn(end - position)
            position = end

    def _closing(self, position: int) -> tuple[int, bool | None]:
        """Whether the container ends here: True closed, False cut off, None not yet; and the position after."""
        while True:
            letter = self._text[position : position + 1]
            if not letter or self._text.startswith("```", position):
                self._repairs.add("truncated")
                return position, False
            closer = _CLOSERS.get(letter)
            if closer is None:
                return position, None
            if closer == self._open[-1]:
                return position + 1, True
            if self._open[-2:] == ["}", "]"] and closer == "}" and _OBJECT_GOES_ON.match(self._text, position + 1):
                self._repairs.add("wrong_closer")
                return position + 1, True
            if closer in self._open[:-1] and not self._stray(closer, position):
                self._repairs.add("missing_closer")
                return position, True
            self._repairs.add("extra_closer")
            position = self._separators(position + 1)[0]

    def _stray(self, closer: str, position: int) -> bool:
        """Whether a bracket is one too many, because the container it does not fit goes on after it."""
        if self._open[-1] == "]":
            return closer == "}" and bool(_LIST_GOES_ON.match(self._text, position + 1))
        return closer == "]" and bool(_OBJECT_GOES_ON.match(self._text, position + 1))
