"""The one response beside a reasoning, as a chain-of-thought prompt asks for it."""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import suppress

from vs_sim.elicitation.parsing.candidate_records import are_placeholders, text_as_written
from vs_sim.elicitation.parsing.key_names import ASIDES, CLASH, ERRORS, TEXTS, WRAPPERS, folded
from vs_sim.elicitation.parsing.repair import Repairs, Unusable
from vs_sim.elicitation.parsing.tolerant_json import DECODER, is_cut

MAX_WRAPPERS = 5
"""How many containers around the response are opened."""


def exact_response(node: object, repairs: Repairs) -> str | None:
    """The text under the key that was asked for, `response`; None without it, or where it is an example of the form.

    Raises:
        Unusable: `no_candidates` when the response is empty, `several_answers` when it is a list, `ambiguous` when it
            was given twice.
    """
    fields = folded(node) if isinstance(node, Mapping) else {}
    return _text(fields["response"], repairs) if "response" in fields else None


def response_alone(node: object, repairs: Repairs, depth: int = 0) -> str | None:
    """The response of a value that is all there is; None when it holds none.

    Raises:
        Unusable: As `exact_response`.
    """
    if depth > MAX_WRAPPERS:
        return None
    if isinstance(node, str) and node.lstrip()[:1] in ("{", "["):
        with suppress(ValueError, RecursionError):
            return response_alone(DECODER.decode(node.strip()), repairs, depth + 1)
        return None
    if isinstance(node, list):
        return response_alone(node[0], repairs, depth + 1) if len(node) == 1 and isinstance(node[0], Mapping) else None
    if not isinstance(node, Mapping):
        return None
    fields = folded(node)
    if any(fields.get(name) for name in ERRORS):
        return None
    inner = [
        found for name in fields if name in WRAPPERS and isinstance(fields[name], dict | list | str)
        if (found := _nested(fields[name], repairs, depth)) is not None
    ]  # fmt: skip
    if len(inner) > 1:
        raise Unusable("ambiguous")
    return inner[0] if inner else exact_response(node, repairs) or _named(fields, repairs, cut=is_cut(node))


def _nested(value: object, repairs: Repairs, depth: int) -> str | None:
    found = response_alone(value, repairs, depth + 1)
    if found is not None:
        repairs.add("unwrapped")
    return found


def _named(fields: Mapping[str, object], repairs: Repairs, *, cut: bool) -> str | None:
    """The text under the only other key that names one."""
    names = [name for name in fields if name in TEXTS] or [name for name in fields if name == "responses"]
    if cut or not names:
        return None
    if len(names) > 1 or any(name not in ASIDES for name in fields if name != names[0]):
        raise Unusable("ambiguous")
    value = fields[names[0]]
    repairs.add("field_names", names[0])
    if names[0] == "responses" and isinstance(value, list) and len(value) == 1:
        value = value[0]
    return _text(value, repairs)


def _text(value: object, repairs: Repairs) -> str | None:
    if value is CLASH:
        raise Unusable("ambiguous")
    if isinstance(value, list):
        raise Unusable("several_answers")
    if isinstance(value, Mapping):
        repairs.add("unwrapped")
    text = text_as_written(value)
    if not text:
        raise Unusable("no_candidates")
    return None if are_placeholders([text]) else text
