"""Finding the one answer in a text: strict shapes first, then damaged ones, and never two that differ.

All the text is looked at. A value of the asked shape counts; other values beside it are prose. A second value of that
shape that says something else, a candidate outside the list, or a list that was closed too early leave open what is
meant: the answer is `ambiguous`. An example of the form, repeated from the request, says nothing.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from html import unescape
from itertools import pairwise
from typing import Generic, TypeVar

from vs_sim.elicitation.parsing.damage import explains
from vs_sim.elicitation.parsing.json_values import FoundValue, strict, unfenced, values_in
from vs_sim.elicitation.parsing.key_names import LISTS, bare
from vs_sim.elicitation.parsing.parse_budget import Fuel
from vs_sim.elicitation.parsing.quoted_strings import unescaped
from vs_sim.elicitation.parsing.repair import Repairs, Unusable

Answer = TypeVar("Answer")
_GOES_ON = re.compile(r"\s*[,，]\s*[\"'“{\[]")
_MAY_GO_ON = re.compile(r"\s*[,，]?\s*[\"'“{\[]")
_STRUCTURE = re.compile(r"[\"“”]\s*[,:：\]}]")
_FIELDS = re.compile(r"responses?|text")
_EXAMPLE = re.compile(r"[\"“](?:\.\.\.|…)[\"”]|[:,\[]\s*(?:\.\.\.|…|<\w)|[\"“]<\w")
_KEY_BEFORE = re.compile(r"[\"'“]([^\"'“”\n]{1,60})[\"'”]\s*[:：]\s*$")
_ESCAPED_QUOTE = re.compile(r"[{\[]\s{0,20}(?:\\{1,3}[\"']|&(?:quot|#34|#39|apos);)")
_FENCE = re.compile(r"```\w*")


@dataclass(frozen=True)
class Reading(Generic[Answer]):
    """How values are read.

    Attributes:
        exact: The answer of a value that has the key asked for; None when it has not.
        candidate: One candidate by itself; None when it is none.
        alone: The answer of a value in any shape that holds it, where no value has the key asked for; None.
        joined: The answer of several candidates by themselves, in the order given.
        in_prose: Whether the shapes of `alone` count beside prose.
    """

    exact: Callable[[object, Repairs], Answer | None]
    candidate: Callable[[object, Repairs], Answer | None]
    alone: Callable[[object, Repairs], Answer | None]
    joined: Callable[[Sequence[Answer]], Answer]
    in_prose: Callable[[object], bool]


class Finder(Generic[Answer]):
    """Finds the answer of one text."""

    def __init__(self, reading: Reading[Answer], fuel: Fuel, repairs: Repairs) -> None:
        """Set how values are read.

        Args:
            reading: For the method that asked.
            fuel: What reading may cost.
            repairs: Takes every change by name.
        """
        self._reading, self._fuel, self._repairs = reading, fuel, repairs
        self.cut = False
        """Whether a value was met that breaks off."""

    def find(self, text: str, depth: int = 0) -> Answer | None:
        """The answer in a text; None when it holds none.

        Raises:
            Unusable: It holds one that cannot be read, or several that differ.
            TooDeep, RecursionError, OutOfFuel: It costs more to read than any answer.
        """
        for body in (text, unfenced(text)):
            if body is not None:
                with suppress(ValueError):
                    node = strict(body)
                    if body is not text:
                        self._repairs.add("fence")
                    return self._reading.alone(node, self._repairs)
        values = list(values_in(text, self._fuel))
        if depth == 0 and (plain := _without_escapes(text)) is not None and not self._any_exact(values):
            self._repairs.add("escaped", "quotes of the whole value were escaped")
            return self.find(plain, 1)
        return self._among(text, values)

    def _any_exact(self, values: Sequence[FoundValue]) -> bool:
        return any(not value.damaged for value in values)

    def _among(self, text: str, values: list[FoundValue]) -> Answer | None:
        self.cut = any("truncated" in value.repairs for value in values)
        exact = self._read(text, values, self._reading.exact)
        if any(_is_leftover(text, value) for value in values if not _among_them(value, exact)) and len(values) > 1:
            raise Unusable("damaged")
        spare = self._read(text, [value for value in values if not _among_them(value, exact)], self._reading.candidate)
        if exact and spare:
            raise Unusable("ambiguous")
        if exact:
            return self._one(text, exact)
        if len(spare) > 1:
            return self._several(text, spare)
        whole = len(values) == 1 and not re.search(r"\w", _around(text, values[0], values[0]))
        others = [value for value in values if whole or self._reading.in_prose(value.node)]
        found = self._read(text, [value for value in others if _is_answer_key(text, value)], self._reading.alone)
        return self._one(text, found) if found else None

    def _read(
        self, text: str, values: Sequence[FoundValue], read: Callable[[object, Repairs], Answer | None]
    ) -> list[tuple[FoundValue, Answer]]:
        """The values that are answers, each with what it says."""
        found = []
        for value in values:
            try:
                answer = read(value.node, value.repairs)
            except Unusable as error:
                raise Unusable(_reason(value) or error.reason) from None
            if answer is None:
                continue
            if value.damaged and not explains(value, text):
                raise Unusable(_reason(value) or "damaged")
            found.append((value, answer))
        return found

    def _one(self, text: str, found: list[tuple[FoundValue, Answer]]) -> Answer:
        """What all values say alike.

        Raises:
            Unusable: They differ, or what follows one of them belonged into it.
        """
        answer = found[0][1]
        if any(other != answer for _, other in found[1:]) or any(_goes_on(text, value) for value, _ in found):
            raise Unusable("ambiguous")
        if len(found) > 1:
            self._repairs.add("repeated", f"{len(found)} times the same")
        self._named(text, found[0][0], found[-1][0])
        return answer

    def _several(self, text: str, found: list[tuple[FoundValue, Answer]]) -> Answer:
        """Candidates by themselves, one after another, with nothing between them.

        Raises:
            Unusable: Words stand between them, so that they may be of several answers.
        """
        for (before, _), (after, _) in pairwise(found):
            if re.search(r"\w", _FENCE.sub("", text[before.end : after.start])):
                raise Unusable("ambiguous")
        for value, _ in found[1:]:
            self._repairs.absorb(value.repairs)
        self._repairs.add("joined", f"{len(found)} values")
        self._named(text, found[0][0], found[-1][0])
        return self._reading.joined([answer for _, answer in found])

    def _named(self, text: str, first: FoundValue, last: FoundValue) -> None:
        """Name the repairs of a value and what stands around it."""
        self._repairs.absorb(first.repairs)
        around = _around(text, first, last)
        if "```" in around:
            self._repairs.add("fence")
        if re.search(r"\w", _FENCE.sub("", around)):
            self._repairs.add("prose_around")
        elif re.search(r"[\]}]", around):
            self._repairs.add("extra_closer")


def _reason(value: FoundValue) -> str | None:
    """What is wrong with a damaged value, where its repairs say so."""
    if "truncated" in value.repairs:
        return "truncated"
    return "broken_quotes" if "broken_quotes" in value.repairs or "unescaped_quote" in value.repairs else None


def _around(text: str, first: FoundValue, last: FoundValue) -> str:
    return text[: first.start] + text[last.end :]


def _among_them(value: FoundValue, found: Sequence[tuple[FoundValue, object]]) -> bool:
    return any(value is one for one, _ in found)


def _goes_on(text: str, value: FoundValue) -> bool:
    """Whether what follows a value looks like the rest of it: it was closed too early."""
    rest = re.sub(r"^[\s\]}]+", "", text[value.end :])
    if value.damaged and (_MAY_GO_ON.match(rest) or _STRUCTURE.search(rest)):
        return True
    return bool(_GOES_ON.match(rest))


def _is_leftover(text: str, value: FoundValue) -> bool:
    """Whether a damaged value that gave no answer may hold a part of it; an example of the form holds none."""
    span = text[value.start : value.end]
    return value.damaged and bool(_FIELDS.search(span)) and not _EXAMPLE.search(span)


def _is_answer_key(text: str, value: FoundValue) -> bool:
    """Whether a value stands under no key, or under one that names answers."""
    key = _KEY_BEFORE.search(text[max(0, value.start - 80) : value.start])
    return key is None or bare(key[1]) in LISTS


def _without_escapes(text: str) -> str | None:
    """The text with one level of escaping removed, where its brackets hold escaped quotes."""
    if _ESCAPED_QUOTE.search(text):
        return unescape(text) if "&" in text and "\\" not in text else unescaped(text)[0]
    return None
