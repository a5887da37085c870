"""Finding the answers anywhere in a text: structured values first, then tags, then lines.

Values are recognised by what they hold, never by the first and last brace; the last complete one counts.
Answers that stand alone next to each other (one object per line) belong together; a whole list written later
replaces an earlier one.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from html import unescape

from vs_sim.elicitation.parsing.containers import Payload, Search
from vs_sim.elicitation.parsing.items import Item
from vs_sim.elicitation.parsing.literals import Bare
from vs_sim.elicitation.parsing.parse_budget import Fuel, OutOfFuel
from vs_sim.elicitation.parsing.plain_lines import Asked, listed
from vs_sim.elicitation.parsing.quoted_strings import unescaped
from vs_sim.elicitation.parsing.repair import Repairs
from vs_sim.elicitation.parsing.string_lists import unbracketed
from vs_sim.elicitation.parsing.tags import tagged
from vs_sim.elicitation.parsing.tolerant_json import Reader, record
from vs_sim.elicitation.typed.number_text import is_number

MAX_EMBEDDED = 3
"""How many strings inside strings are opened."""
_DECODER = json.JSONDecoder(object_pairs_hook=record)
OPENER = re.compile(r"[{\[｛［]")
_REVISED = re.compile(r"revis|correct|instead|actually|final|wait|updat|better|redo", re.IGNORECASE)
_ESCAPED_QUOTE = re.compile(r"[{\[]\s{0,20}(?:\\{1,3}[\"']|&(?:quot|#34|#39|apos);)|&lt;(?:response|text)")


@dataclass(frozen=True, slots=True)
class Located:
    """Answers and where their value stands in the text."""

    payload: Payload
    start: int
    end: int
    repairs: Repairs


def strict(text: str) -> object:
    """The value of a text that is nothing but JSON; objects with repeated keys keep all pairs.

    Raises:
        ValueError: The text is not JSON.
        RecursionError: Its containers are nested too deep.
    """
    return _DECODER.decode(text)


def read_value(text: str, start: int, fuel: Fuel, repairs: Repairs) -> tuple[object, int]:
    """The value whose bracket stands at `start`, strictly if it can be read so, and the position after it.

    Raises:
        TooDeep: Containers are nested deeper than any answer's.
        OutOfFuel: The text is too costly.
    """
    fuel.burn(24)
    try:
        value, end = _DECODER.raw_decode(text, start)
    except json.JSONDecodeError as error:
        fuel.burn((error.pos - start) // 4)
    except (ValueError, RecursionError):
        fuel.burn((len(text) - start) // 4)
    else:
        return value, end
    return Reader(text, fuel, repairs).read(start)


def unfenced(text: str) -> str | None:
    """What stands in the Markdown fence around all of a text; None when there is none."""
    body = text.strip()
    first = body.find("\n")
    if first < 0 or len(body) < first + 3 or not (body.startswith("```") and body.endswith("```")):
        return None
    return body[first + 1 : -3].strip()


class Finder:
    """Finds answers in one text and in the strings inside it."""

    def __init__(self, fuel: Fuel, asked: Asked) -> None:
        """Set the bounds.

        Args:
            fuel: What reading may cost, shared by everything that is read.
            asked: What was asked for.
        """
        self._fuel, self._asked = fuel, asked
        self._embedded = 0
        self.cut = False
        """Whether an unfinished value was met last that held nothing complete."""
        self.broken = False
        """Whether quotes were met that nobody can tell the end of."""

    def find(self, text: str, repairs: Repairs) -> Payload | None:
        """The answers in a text, or None; what had to be repaired is added to `repairs`.

        Raises:
            TooDeep, RecursionError: Containers are nested deeper than any answer's.
        """
        try:
            node = strict(text)
        except ValueError:
            return self._anywhere(text, repairs)
        found = self._search(repairs).find(node)
        return found if found and (found.items == () or self._acceptable(found, alone=True)) else None

    def _anywhere(self, text: str, repairs: Repairs) -> Payload | None:
        """The answers in a text that is more than one JSON value."""
        noted = Repairs()
        values = self._values(text, noted)
        if values is None or not (values.weighted or (values.complete and values.sure)):
            for read in (tagged, self._lines):
                other_noted = Repairs()
                other = read(text, other_noted)
                if other and (values is None or other.weighted):
                    repairs.absorb(other_noted)
                    return other
            if values is None and not self._asked.weights and (texts := unbracketed(text, self._fuel, repairs)):
                return Payload(tuple(Item(one) for one in texts))
            if values is None and (plain := self._unescaped(text)):
                repairs.add("escaped", "quotes of the whole value were escaped")
                return self.find(plain, repairs)
        repairs.absorb(noted)
        return values

    def _lines(self, text: str, repairs: Repairs) -> Payload | None:
        return listed(text, self._asked, repairs)

    def _unescaped(self, text: str) -> str | None:
        """The text with one level of escaping removed, where its brackets hold escaped quotes."""
        if self._embedded < MAX_EMBEDDED and _ESCAPED_QUOTE.search(text):
            self._embedded += 1
            return unescape(text) if "&" in text and "\\" not in text else unescaped(text)[0]
        return None

    def _values(self, text: str, repairs: Repairs) -> Payload | None:
        """The answers in the structured values of a text."""
        found = list(self._located(text))
        chosen = self._chosen(text, found)
        if chosen is None:
            return None
        payload, parts = chosen
        for part in parts:
            repairs.absorb(part.repairs)
        if parts:
            self._name_surroundings(text, found, parts, repairs)
        return payload

    def _search(self, repairs: Repairs) -> Search:
        return Search(lambda inner: self._reread(inner, repairs), repairs)

    def _reread(self, text: str, repairs: Repairs) -> Payload | None:
        if self._embedded >= MAX_EMBEDDED:
            return None
        self._embedded += 1
        try:
            self._fuel.burn(len(text))
            return self.find(text.strip(), repairs)
        finally:
            self._embedded -= 1

    def _located(self, text: str) -> Iterator[Located]:
        """Every value of the text that holds answers, from the front."""
        position = 0
        try:
            while opener := OPENER.search(text, position):
                start, repairs = opener.start(), Repairs()
                node, end = read_value(text, start, self._fuel, repairs)
                found = self._search(repairs).find(node)
                if found:
                    yield Located(found, start, end, repairs)
                truncated = "truncated" in repairs
                self.cut = truncated and not found
                self.broken = self.broken or "broken_quotes" in repairs
                position = end if found or not truncated else start + 1
        except OutOfFuel:
            return

    def _chosen(self, text: str, found: list[Located]) -> tuple[Payload, list[Located]] | None:
        """The answers that count, and the values they come from."""
        best: tuple[Payload, list[Located]] | None = None
        for group in _groups(text, found):
            payload = _joined(group)
            span = text[group[0].start : group[-1].end]
            alone = len(found) == 1 and span in (text, unfenced(text))
            if not (payload.items and self._acceptable(payload, alone=alone) and self._legible(group)):
                continue
            if best is None or _strength(payload) >= _strength(best[0]):
                best = payload, group
        if best is None and found and all(not one.payload.items for one in found):
            return Payload(()), []
        return best

    def _acceptable(self, payload: Payload, *, alone: bool) -> bool:
        """Whether answers without weights are meant as answers, and are not just a bracket in prose."""
        if payload.sure or (payload.weighted and (alone or payload.single or len(payload.items) > 1)):
            return True
        texts = [item.text for item in payload.items]
        if all(isinstance(text, Bare) for text in texts):
            return alone and not self._asked.weights and len(texts) > 1
        if any(is_number(text) for text in texts):
            return not self._asked.weights and (alone or len(texts) == self._asked.count)
        return alone or not self._asked.weights or len(texts) > 1

    def _legible(self, group: list[Located]) -> bool:
        """Whether no text of these values swallowed structure, and none is the rest of a value that did."""
        broken = any("broken_quotes" in one.repairs for one in group)
        return not broken and not (self.broken and all(one.payload.single for one in group))

    def _name_surroundings(self, text: str, found: list[Located], parts: list[Located], repairs: Repairs) -> None:
        if self.cut:
            repairs.add("truncated", "an unfinished value was dropped")
        if len(parts) > 1:
            repairs.add("joined", f"{len(parts)} values")
        if len(found) > len(parts):
            repairs.add("superseded", f"{len(found) - len(parts)} other values")
        rest = text[: parts[0].start] + text[parts[-1].end :]
        if "```" in rest:
            repairs.add("fence")
        if re.search(r"\w", re.sub(r"```\w*", "", rest)):
            repairs.add("prose_around")
        elif re.search(r"[\]}]", rest):
            repairs.add("extra_closer")


def _groups(text: str, found: list[Located]) -> list[list[Located]]:
    """Values that belong together: answers alone next to each other, unless words between them revise."""
    groups: list[list[Located]] = []
    for one in found:
        if groups and one.payload.single and groups[-1][-1].payload.single:
            between = text[groups[-1][-1].end : one.start]
            if not _REVISED.search(between[:500]):
                groups[-1].append(one)
                continue
        groups.append([one])
    return groups


def _joined(group: list[Located]) -> Payload:
    first = group[0].payload
    if len(group) == 1:
        return first
    items = tuple(item for one in group for item in one.payload.items)
    return replace(first, items=items, single=False, complete=all(one.payload.complete for one in group))


def _strength(payload: Payload) -> tuple[bool, bool, bool]:
    """What beats what; among equals the last wins."""
    return payload.weighted or payload.sure, len(payload.items) > 1 or not payload.single, payload.complete
