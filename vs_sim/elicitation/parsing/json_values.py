"""The JSON values of a text, from the front: read strictly where they are JSON, tolerantly where they are damaged.

A bracket in prose (`[note]`, `{smiles}`) begins no value.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass

from vs_sim.elicitation.parsing.parse_budget import Fuel
from vs_sim.elicitation.parsing.repair import Repairs
from vs_sim.elicitation.parsing.tolerant_json import DECODER, Reader

OPENER = re.compile(r"[{\[｛［]")
_VALUE = re.compile(
    r"[{\[｛［]\s*(?:[\"'“”„‘`«{\[｛［\]}]|(?:\\{1,3}|&)\S|[\w$][\w $.\-]{0,60}[\"”']?\s*(?:=>|[:：=]))"
)


@dataclass(frozen=True, slots=True)
class FoundValue:
    """A value and where it stands in the text.

    Attributes:
        node: As read.
        start: The position of its bracket.
        end: The position after it.
        repairs: What it took to read it.
        damaged: Whether it is no JSON.
    """

    node: object
    start: int
    end: int
    repairs: Repairs
    damaged: bool


def strict(text: str) -> object:
    """The value of a text that is nothing but JSON; objects remember repeated keys.

    Raises:
        ValueError: The text is not JSON.
        RecursionError: Its containers are nested too deep.
    """
    return DECODER.decode(text)


def read_value(text: str, start: int, fuel: Fuel, repairs: Repairs) -> tuple[object, int]:
    """The value whose bracket stands at `start`, strictly if it can be read so, and the position after it.

    Raises:
        TooDeep: Containers are nested deeper than any answer's.
        OutOfFuel: The text is too costly.
    """
    found = _strictly(text, start, fuel)
    return found or Reader(text, fuel, repairs).read(start)


def values_in(text: str, fuel: Fuel) -> Iterator[FoundValue]:
    """Every value of the text that does not stand in another one.

    Raises:
        TooDeep: Containers are nested deeper than any answer's.
        OutOfFuel: The text is too costly.
    """
    position = 0
    while opener := OPENER.search(text, position):
        start, repairs = opener.start(), Repairs()
        position = start + 1
        if found := _strictly(text, start, fuel):
            yield FoundValue(found[0], start, found[1], repairs, damaged=False)
            position = found[1]
        elif _VALUE.match(text, start):
            node, end = Reader(text, fuel, repairs).read(start)
            if node or "truncated" in repairs:
                yield FoundValue(node, start, end, repairs, damaged=True)
                position = max(end, position)


def unfenced(text: str) -> str | None:
    """What stands in the Markdown fence around all of a text; None when there is none."""
    body = text.strip()
    first = body.find("\n")
    if first < 0 or len(body) < first + 3 or not (body.startswith("```") and body.endswith("```")):
        return None
    return body[first + 1 : -3].strip()


def _strictly(text: str, start: int, fuel: Fuel) -> tuple[object, int] | None:
    fuel.burn(24)
    try:
        value, end = DECODER.raw_decode(text, start)
    except json.JSONDecodeError as error:
        fuel.burn((error.pos - start) // 4)
    except (ValueError, RecursionError):
        fuel.burn((len(text) - start) // 4)
    else:
        return value, end
    return None
