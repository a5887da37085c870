r"""The grammar of a JSON schema for llama.cpp, with one way of writing each answer.

llama.cpp's own conversion leaves blanks and line breaks free. A model then chooses among many ways of writing the same
answer, and what it answers depends on the way: with one way alone, what is drawn equals what is read from the
probabilities of tokens. The notation is llama.cpp's (GBNF); only what the schemas of answers use is converted.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from typing import Any

_CHARACTER = r"""[^"\\\x7F\x00-\x1F] | [\\] (["\\bfnrt] | "u" [0-9a-fA-F]{4})"""
"""What a JSON string may hold."""
_KEYWORDS = {
    "object": {"properties", "required", "additionalProperties"},
    "array": {"items", "minItems", "maxItems"},
    "string": {"enum", "pattern", "minLength", "maxLength"},
    "number": {"minimum", "maximum"},
}
_PART = re.compile(r"\\(?P<escaped>.)|(?P<set>\[[^\]]*\])|(?P<sign>[()|?*+]|\{\d+(,\d*)?\})|(?P<character>.)")
_DECIMALS = 6


def on_one_line(schema: Mapping[str, Any]) -> str | None:
    """The grammar of a schema whose JSON is written as Python's `json.dumps` writes it.

    Args:
        schema: A JSON schema.

    Returns:
        The rules; None where the schema says something that is not converted.
    """
    try:
        return f"root ::= {_value(schema)}\ncharacter ::= {_CHARACTER}\n"
    except (KeyError, TypeError):
        return None


def _value(schema: Mapping[str, Any]) -> str:
    """The expression of a value; raises KeyError where the schema says anything else."""
    kind = schema.get("type", "string" if "enum" in schema else "")
    if unknown := schema.keys() - _KEYWORDS[kind] - {"type", "description"}:
        raise KeyError(*unknown)
    return {"object": _object, "array": _array, "string": _string, "number": _number}[kind](schema)


def _object(schema: Mapping[str, Any]) -> str:
    """All properties in their order."""
    properties = schema["properties"]
    if set(schema["required"]) != set(properties):
        raise KeyError("required")
    parts = [f"{_literal(json.dumps(name) + ': ')} {_value(its)}" for name, its in properties.items()]
    return f'"{{" {_joined(parts)} "}}"'


def _joined(parts: list[str]) -> str:
    return ' ", " '.join(parts)


def _array(schema: Mapping[str, Any]) -> str:
    """So many items."""
    item, least, most = _value(schema["items"]), schema.get("minItems", 0), schema.get("maxItems")
    more = f'(", " {item}){{{max(least - 1, 0)},{"" if most is None else most - 1}}}'
    return f'"[" {item} {more} "]"' if least else f'"[" ({item} {more})? "]"'


def _string(schema: Mapping[str, Any]) -> str:
    """One of the texts, a text of that pattern, or any of that length."""
    if "enum" in schema:
        texts = [_literal(json.dumps(str(text), ensure_ascii=False)) for text in schema["enum"]]
        return f"({' | '.join(texts)})"
    quote = r'"\""'
    if "pattern" in schema:
        return f"{quote} ({_of_pattern(schema['pattern'])}) {quote}"
    return f"{quote} character{{{schema.get('minLength', 0)},{schema.get('maxLength', '')}}} {quote}"


def _number(schema: Mapping[str, Any]) -> str:
    """A decimal number without an exponent, of at least 0 or 1; an upper bound is kept where it is 1."""
    low, high = schema.get("minimum"), schema.get("maximum")
    fraction = f'("." [0-9]{{1,{_DECIMALS}}})?'
    if (low, high) == (0, 1):
        return f'("0" {fraction} | "1" ("." "0"{{1,{_DECIMALS}}})?)'
    whole = {None: '"-"? ("0" | [1-9] [0-9]{0,6})', 0: '("0" | [1-9] [0-9]{0,6})', 1: "[1-9] [0-9]{0,6}"}
    return f"{whole[low]} {fraction}"


def _of_pattern(pattern: str) -> str:
    """A regular expression of characters, sets, groups, alternatives and repetitions, anchored at both ends."""
    found = []
    for part in _PART.finditer(pattern.removeprefix("^").removesuffix("$")):
        plain = part["escaped"] or part["character"]
        found.append(_literal(plain) if plain else part["set"] or part["sign"])
    return " ".join(found)


def _literal(text: str) -> str:
    """A text as it is, in the notation of the grammar."""
    escaped = text.replace("\\", "\\\\").replace('"', '\\"')
    return f'"{escaped}"'
