"""One answer as the model wrote it: its text and its weight, both still unread."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from vs_sim.elicitation.parsing.field_names import SURE_TEXTS, TEXTS, Scale, bare, role_of, scale_of
from vs_sim.elicitation.parsing.tolerant_json import Record
from vs_sim.elicitation.typed.number_text import is_number, reads_as_number


class Absent:
    """No weight was written at all, as against one that cannot be used."""


ABSENT = Absent()


@dataclass(frozen=True, slots=True)
class Item:
    """One answer as found.

    Attributes:
        text: A string, a number or a truth value; None when there was none.
        weight: As written: a number, a string; `ABSENT` when nothing was written.
        scale: What the weight's key says about how it is read.
    """

    text: object
    weight: object = ABSENT
    scale: Scale = "asked"

    @property
    def weighted(self) -> bool:
        """Whether any weight was written."""
        return self.weight is not ABSENT


def pairs_of(record: Mapping[str, object]) -> tuple[tuple[str, object], ...]:
    """The pairs of an object, repeated keys included."""
    return record.pairs if isinstance(record, Record) else tuple(record.items())


def is_cut(node: object) -> bool:
    """Whether an object's end is missing."""
    return isinstance(node, Record) and node.cut


def is_scalar(value: object) -> bool:
    """Whether a value can be an answer's text or weight: anything but a container."""
    return not isinstance(value, dict | list)


def weight_of(record: Mapping[str, object]) -> tuple[object, Scale] | None:
    """The weight in an object and the scale that its key names; None when no key names a weight."""
    found: tuple[object, Scale] | None = None
    for key, value in record.items():
        scale = scale_of(key) if role_of(key) != "aside" else None
        if scale is None:
            continue
        inner = _innermost(value)
        if is_scalar(inner) and (found is None or (found[1] == "asked" and scale != "asked")):
            found = inner, scale
    return found


def _innermost(value: object) -> object:
    """A weight wrapped in a list of one or an object of one: `[0.3]`, `{"value": 0.3}`."""
    if isinstance(value, list) and len(value) == 1:
        return value[0]
    if isinstance(value, dict) and len(value) == 1:
        return next(iter(value.values()))
    return value


def text_of(record: Mapping[str, object], *, guess: bool) -> tuple[bool, object]:
    """Whether an object holds an answer's text, and the text.

    Args:
        record: The object.
        guess: Whether the only other scalar counts, whatever its key: right when a weight stands beside it.
    """
    named = {bare(key): value for key, value in reversed(list(record.items()))}
    for name in TEXTS:
        if name in named:
            found, text = _as_text(named[name], nested=guess or name in SURE_TEXTS)
            if found:
                return True, text
    if not guess:
        return False, None
    others = [value for key, value in record.items() if role_of(key) in ("other", "list") and is_scalar(value)]
    words = [value for value in others if isinstance(value, str)] or others
    return (True, words[0]) if len(words) == 1 else (False, None)


def _as_text(value: object, *, nested: bool) -> tuple[bool, object]:
    if is_scalar(value):
        return True, value
    if isinstance(value, list) and len(value) == 1 and is_scalar(value[0]):
        return True, value[0]
    if nested and isinstance(value, dict) and not weight_of(value):
        return text_of(value, guess=len(value) == 1)
    return False, None


def weighted_item(record: Mapping[str, object]) -> Item | None:
    """The answer an object holds together with a weight; None when it does not hold both."""
    weight = weight_of(record)
    if weight is None:
        return None
    found, text = text_of(record, guess=True)
    return Item(text, *weight) if found else None


def plain_item(record: Mapping[str, object], *, sure: bool) -> Item | None:
    """The answer an object holds without any weight; `sure` accepts only keys that always mean an answer."""
    if sure and not any(bare(key) in SURE_TEXTS for key in record):
        return None
    found, text = text_of(record, guess=not sure and len(record) == 1)
    return Item(text) if found else None


def pair_item(pair: list[object]) -> Item | None:
    """The answer in a list of two, one of them a weight: `["Yes", 0.6]` or `[0.6, "Yes"]`."""
    if len(pair) != 2 or not all(is_scalar(part) for part in pair):
        return None
    first, second = pair
    if isinstance(first, str) and (is_number(second) or second is None or reads_as_number(second)):
        return Item(first, second)
    if is_number(first) and isinstance(second, str):
        return Item(second, first)
    return None


def map_items(record: Mapping[str, object]) -> list[Item]:
    """The answers of an object from text to weight (`{"Yes": 0.6}`); empty when it is none."""
    items = list(_entries(record))
    return items if len(items) == sum(role_of(key) != "aside" for key, _ in pairs_of(record)) else []


def _entries(record: Mapping[str, object]) -> Iterator[Item]:
    for key, value in pairs_of(record):
        if role_of(key) in ("aside", "error", "weight"):
            continue
        inner, scale = value, None
        if isinstance(value, dict) and (weight := weight_of(value)) and not text_of(value, guess=False)[0]:
            inner, scale = weight
        if is_number(inner) or reads_as_number(inner):
            yield Item(key, inner, scale or "asked")


def column_items(nodes: Sequence[object]) -> tuple[Item, ...]:
    """The answers of a list of texts beside a list of as many numbers: `[["Yes", "No"], [0.6, 0.4]]`."""
    columns = [node for node in nodes if isinstance(node, list)]
    if len(nodes) != 2 or len(columns) != 2:
        return ()
    texts = [text for text in columns[0] if isinstance(text, str) and not reads_as_number(text)]
    weights = [weight for weight in columns[1] if is_number(weight)]
    if len(texts) < 2 or not len(texts) == len(columns[0]) == len(weights) == len(columns[1]):
        return ()
    return tuple(Item(text, weight) for text, weight in zip(texts, weights, strict=True))


def labelled_items(record: Mapping[str, object]) -> tuple[Item, ...]:
    """The texts of an object whose keys are mere labels: `{"a": "Yes", "b": "No"}`."""
    labels = all(role_of(key) == "other" and len(key) <= 12 for key in record)
    texts = [text for text in record.values() if isinstance(text, str) and not reads_as_number(text)]
    return tuple(Item(text) for text in texts) if labels and len(texts) == len(record) > 1 else ()
