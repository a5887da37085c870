"""What a schema objects to, told at its place in words that need no knowledge of schemas."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Mapping
from itertools import combinations
from typing import Any, TypeVar

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from vs_sim.core.question import answer_keys
from vs_sim.errors import Fault, did_you_mean
from vs_sim.files.known_keys import Known
from vs_sim.files.strict_yaml import DataPath, Document

M = TypeVar("M", bound=BaseModel)

_EXPECTED = {
    "int_parsing": "a whole number",
    "int_parsing_size": "a whole number",
    "int_type": "a whole number",
    "int_from_float": "a whole number",
    "float_parsing": "a number",
    "float_type": "a number",
    "finite_number": "a finite number",
    "string_type": "text",
    "bool_parsing": "true or false",
    "bool_type": "true or false",
    "tuple_type": "a list such as [a, b]",
    "list_type": "a list such as [a, b]",
    "dict_type": "`key: value` lines",
    "mapping_type": "`key: value` lines",
    "model_type": "`key: value` lines",
    "model_attributes_type": "`key: value` lines",
    "literal_error": "{expected}",
    "greater_than": "more than {gt}",
    "greater_than_equal": "at least {ge}",
    "less_than": "less than {lt}",
    "less_than_equal": "at most {le}",
    "string_too_short": "text that is not empty",
    "string_too_long": "text of at most {max_length} characters",
    "too_short": "{min_length} or more entries",
    "too_long": "at most {max_length} entries",
}
"""The kind of a pydantic error to what was expected instead."""
_NUMBER = re.compile(r"\s*[-+]?[0-9_]*\.?[0-9_]+([eE][-+]?[0-9]+)?\s*")
_TRUTHS = dict.fromkeys(("yes", "on", "y", "t", "1"), "true") | dict.fromkeys(("no", "off", "n", "f", "0"), "false")
"""What other versions of YAML take for a truth value."""
_PARTS: Mapping[str, tuple[str, ...]] = {
    "answer_kind": tuple(answer_keys()),
    "condition": ("at_least", "at_most"),
    "segment": ("at_least", "at_most"),
}
"""Keys that may have been meant, by the kind of an error of ours."""
_LONGEST_SHOWN = 60
MOST_OBJECTIONS = 500
"""Of one schema to one part; nobody reads more, and suggestions take time."""


def read_part(
    document: Document,
    base: DataPath,
    data: Mapping[str, Any],
    schemas: tuple[type[M], *tuple[type[BaseModel], ...]],
) -> tuple[M | None, list[Fault]]:
    """A part of a document as its schema reads it, and every objection to it.

    Args:
        document: The whole document.
        base: The path of the part.
        data: The part, perhaps without keys that another schema reads.
        schemas: The part's schema, and those that read its other keys, for the keys that are known there.

    Returns:
        The model, or None where the schema objects; the faults, one per place.
    """
    known = Known(schemas)
    faults = list(_lookalikes(document, base, at(document.data, base), known))
    try:
        return schemas[0].model_validate(data), faults
    except ValidationError as error:
        return None, [*faults, *_objections(document, base, error, known)]


def _objections(document: Document, base: DataPath, error: ValidationError, known: Known) -> Iterator[Fault]:
    part = at(document.data, base)
    groups: dict[tuple[DataPath, str], list[ErrorDetails]] = {}
    for detail in error.errors(include_url=False)[:MOST_OBJECTIONS]:
        sort = detail["type"] if detail["type"] in {"missing", "extra_forbidden"} else "value"
        location = detail["loc"][:-1] if sort == "missing" else detail["loc"]
        path = written_path(part, location)
        if detail["type"] != "too_short" or len(at(part, path)) < detail["ctx"]["min_length"]:
            groups.setdefault((path, sort), []).append(detail)
    for (path, sort), details in groups.items():
        if sort == "extra_forbidden":
            yield unknown_key(document, (*base, *path), known.keys(part, path[:-1]))
        elif sort == "missing":
            yield _missing(document, (*base, *path), known.keys(part, path), details)
        else:
            yield _value(document, (*base, *path), details)


def _lookalikes(document: Document, base: DataPath, part: Any, known: Known) -> Iterator[Fault]:
    """Truth values and texts where a number belongs, which a schema would take for one."""
    for path, value in _suspects(part, ()):
        types = known.types(part, path) - {"null"}
        numeric = types & {"integer", "number"}
        if not numeric or (types - numeric if isinstance(value, str) else "boolean" in types):
            continue
        hint = "a number stands without quotes, and without _ in it" if isinstance(value, str) else None
        yield document.fault((*base, *path), f"expected a number, found {found(value)}", hint=hint)


def _suspects(data: Any, path: DataPath) -> Iterator[tuple[DataPath, bool | str]]:
    if isinstance(data, bool) or (isinstance(data, str) and _NUMBER.fullmatch(data)):
        yield path, data
    elif isinstance(data, dict | list):
        for key, value in data.items() if isinstance(data, dict) else enumerate(data):
            yield from _suspects(value, (*path, key))


def at(data: Any, path: Iterable[str | int], otherwise: Any = None) -> Any:
    """What stands at a path; `otherwise` where it leads nowhere."""
    for part in path:
        indices = range(len(data)) if isinstance(data, list) else data if isinstance(data, dict) else ()
        if part not in indices:
            return otherwise
        data = data[part]
    return data


def written_path(data: Any, location: tuple[str | int, ...]) -> DataPath:
    """The longest part of a pydantic location that exists in the data, with its last name if possible.

    A location also names members of unions, which nobody wrote.
    """
    nowhere = object()
    for kept in range(len(location), 0, -1):
        with_last = ((*path, location[-1]) for path in combinations(location[:-1], kept - 1))
        for path in (*with_last, *combinations(location[:-1], kept)):
            if at(data, path, nowhere) is not nowhere:
                return path
    return ()


def found(value: Any) -> str:
    """A value as a message shows it."""
    if value is None:
        return "nothing"
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, dict) and value:
        return "`key: value` lines"
    shown = repr(value)
    if len(shown) <= _LONGEST_SHOWN:
        return shown
    return f"a list of {len(value)}" if isinstance(value, list) else f"{shown[:_LONGEST_SHOWN]}…"


def unknown_key(document: Document, path: DataPath, known: Iterable[str]) -> Fault:
    """The fault of a key that nothing knows, at the key."""
    key, known = str(path[-1]), list(known)
    hint = did_you_mean(key, known)
    before, colon, after = key.partition(":")
    if colon and before in known:
        hint = f"put a space after the colon: `{before}: {after}`"
    message = f"unknown key {key!r}; known here: {', '.join(known) or 'none'}"
    return document.fault(path, message, key=True, hint=hint)


def unknown_name(document: Document, path: DataPath, seam: str, name: str, known: Collection[str]) -> Fault:
    """The fault of a name that nothing knows, which is the value at the path or else its key."""
    message = f"no {seam} {name!r}; known: {', '.join(known) or 'none'}"
    key = at(document.data, path) != name
    return document.fault(path, message, key=key, hint=did_you_mean(name, known))


def _missing(document: Document, path: DataPath, known: Mapping[str, str], details: list[ErrorDetails]) -> Fault:
    names = [detail["loc"][-1] for detail in details]
    if isinstance(names[-1], int):
        return document.fault(path, f"expected {names[-1] + 1} entries, found {found(at(document.data, path))}")
    listed = ", ".join(repr(name) for name in names)
    hint = "; ".join(f"{name}: {known[str(name)]}" for name in names if known.get(str(name)))
    beside = at(document.data, path[:-1]) if path else None
    others = [other for other in beside if other != path[-1]] if isinstance(beside, dict) and len(path) == 2 else []
    hint = "; or ".join(part for part in (hint, did_you_mean(str(path[-1]), others) if others else None) if part)
    message = f"missing {'key' if len(names) == 1 else 'keys'} {listed}"
    return document.fault(path, message, key=True, hint=hint or None)


def _own_words(document: Document, path: DataPath, detail: ErrorDetails) -> Fault:
    """The fault of an error that carries its own sentence."""
    value, parts = at(document.data, path), _PARTS.get(detail["type"], ())
    written = list(value) if isinstance(value, dict) else [value]
    hints = [did_you_mean(each, parts) for each in written if isinstance(each, str) and each not in parts]
    return document.fault(path, detail["msg"].removeprefix("Value error, "), hint=next(filter(None, hints), None))


def _limits(detail: ErrorDetails) -> dict[str, str]:
    limits = detail.get("ctx", {}).items()
    return {name: f"{value:g}" if isinstance(value, float) else str(value) for name, value in limits}


def _value(document: Document, path: DataPath, details: list[ErrorDetails]) -> Fault:
    value = at(document.data, path)
    for detail in details:
        if detail["type"] not in _EXPECTED:
            return _own_words(document, path, detail)
    expected = [_EXPECTED[detail["type"]].format(**_limits(detail)) for detail in details]
    literals = re.findall(r"'([^']*)'", " ".join(expected))
    hint = did_you_mean(value, literals) if isinstance(value, str) else None
    if expected == ["text"] and isinstance(value, int | float):
        hint = "put it in quotes to make it text"
    if "true or false" in expected and (truth := _TRUTHS.get(str(value).lower())):
        hint = f"write {truth}"
    if value is None and " #" in (document.place(path).line_text or ""):
        hint = "what follows # is a comment: put text that holds # in quotes"
    message = f"expected {' or '.join(dict.fromkeys(expected))}, found {found(value)}"
    return document.fault(path, message, hint=hint)
