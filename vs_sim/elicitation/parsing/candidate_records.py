"""From the elements of a list of answers to texts and weights: each element one text with one weight.

The keys asked for are taken exactly as they are. Only where a list lacks them, another key counts: one that is known
to mean the same, or one that all elements share and whose numbers are the shares of a whole.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from vs_sim.elicitation.parsing.candidates import Listed
from vs_sim.elicitation.parsing.key_names import ASIDES, CLASH, ERRORS, TEXTS, WeightScale, folded, is_unsure, scale_of
from vs_sim.elicitation.parsing.quoted_strings import joined_surrogates
from vs_sim.elicitation.parsing.repair import Repairs, Unusable
from vs_sim.elicitation.parsing.tolerant_json import Record, is_cut
from vs_sim.elicitation.parsing.weights import are_shares
from vs_sim.elicitation.parsing.written_weight import is_number, reads_as_weight

Fields = Mapping[str, object]
_INSIDE = ("text", "content", "value")
_STANDS_FOR = (
    r"(?:(?:your|the|an?|some|first|second|third|another|next|example|sample|possible)\s)*"
    r"(?:(?:answer|response|reply|utterance)(?:\s(?:text|string|here|goes here))?(?:[\s_#-]*\d{1,3})?|text|string|str)"
)
_PLACEHOLDER = re.compile(
    rf"\.{{2,}}|…+|_{{2,}}|<[^<>]*>|[\[{{]\s*(?:{_STANDS_FOR}|\.{{2,}}|…+)\s*[\]}}]|{_STANDS_FOR}[\s.…]*", re.IGNORECASE
)
_TEXT_WITH_WEIGHT = re.compile(
    r".*\S\s*(?:[(\[]\s*(?:p\w{0,15}\s*[:=]?\s*)?[~]?\d*[.,]?\d+\s?%?\s*[)\]]|[:=|–—-]\s*(?:0?[.,]\d+|1(?:\.0+)?|\d{1,3}\s?%))\W*",
    re.DOTALL,
)


def text_as_written(value: object) -> str:
    """An answer's text, trimmed; empty when there is none. A list of strings is one text in pieces.

    Raises:
        Unusable: The text was given twice, or holds more than one text.
    """
    if value is CLASH:
        raise Unusable("ambiguous")
    if value is None or (isinstance(value, float) and value - value != 0):
        return ""
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, list):
        if not all(isinstance(part, str) for part in value):
            raise Unusable("ambiguous")
        return " ".join(part for part in map(text_as_written, value) if part)
    if isinstance(value, Mapping):
        return _text_inside(folded(value))
    try:
        return joined_surrogates(str(value)).strip().strip("\ufeff\u200b").strip()
    except ValueError:  # an integer of thousands of digits
        return ""


def _text_inside(fields: Fields) -> str:
    named = [fields[name] for name in _INSIDE if name in fields]
    if len(named) != 1 or isinstance(named[0], Mapping):
        raise Unusable("ambiguous")
    return text_as_written(named[0])


def are_placeholders(texts: Sequence[str]) -> bool:
    """Whether texts are those of an example of the form (`…`, `<text>`, `answer 1`) and no answers."""
    return all(len(text) <= 60 and _PLACEHOLDER.fullmatch(text) for text in texts)


def is_candidate(node: object, field: str) -> bool:
    """Whether an object has both keys of a candidate as asked for."""
    if not isinstance(node, Mapping):
        return False
    fields = folded(node)
    return "text" in fields and (field in fields or any(scale_of(name) for name in fields))


def weighted_records(nodes: Sequence[object], field: str, repairs: Repairs) -> Listed:
    """The texts and weights of a list of objects.

    Args:
        nodes: The elements in the order given, at least one of them an object; others are lost.
        field: The key of the weight that was asked for.
        repairs: Takes the repairs `field_names`, `repeated_key`, `joined_text` and `no_weights`.

    Raises:
        Unusable: A text or a weight cannot be told, or there is no text at all.
    """
    present = [folded(node) for node in nodes if isinstance(node, Mapping) and node and not is_cut(node)]
    if any(isinstance(node, Record) and len(node) < len(node.pairs) for node in nodes):
        repairs.add("repeated_key")
    weight_keys, scale = _weight_keys(present, field)
    texts: list[str] = []
    weights: list[object] = []
    lost: list[object] = [None] * (len(nodes) - len(present))
    for record, key in zip(present, weight_keys, strict=True):
        weight = record[key] if key else None
        if weight is CLASH:
            raise Unusable("ambiguous")
        text = _text(record, key, repairs)
        if text:
            texts.append(text)
            weights.append(weight)
        else:
            lost.append(weight)
    if not texts:
        raise Unusable("no_candidates")
    if any(key not in (field, None) for key in weight_keys):
        repairs.add("field_names", ", ".join(sorted({key for key in weight_keys if key}))[:80])
    if all(key is None for key in weight_keys):
        return _uniform(Listed(tuple(texts), None, lost=tuple(lost)), repairs)
    return Listed(tuple(texts), tuple(weights), scale, tuple(lost))


def plain_records(nodes: Sequence[object], repairs: Repairs) -> Listed:
    """The texts of a list of strings, numbers or objects, where no weights were asked for.

    Raises:
        Unusable: A text cannot be told, or there is none.
    """
    texts: list[str] = []
    lost: list[object] = []
    for node in nodes:
        fields = folded(node) if isinstance(node, Mapping) else None
        keys = [name for name in fields or () if scale_of(name)]
        text = text_as_written(node) if fields is None else _text(fields, keys[0] if keys else None, repairs)
        if text:
            texts.append(text)
        else:
            lost.append(None)
    if not texts:
        raise Unusable("no_candidates")
    return Listed(tuple(texts), None, lost=tuple(lost))


def unweighted(nodes: Sequence[object], repairs: Repairs) -> Listed:
    """A list of plain texts where weights were asked for: uniform, unless something in it may be a weight.

    Raises:
        Unusable: There are numbers in the list, the texts seem to carry their weights, or there is none.
    """
    if any(is_number(node) for node in nodes):
        raise Unusable("unreadable_weight")
    return _uniform(plain_records(nodes, repairs), repairs)


def _uniform(found: Listed, repairs: Repairs) -> Listed:
    if all(_TEXT_WITH_WEIGHT.fullmatch(text) or text.startswith("{") for text in found.texts):
        raise Unusable("unreadable_weight")
    repairs.add("no_weights", "uniform")
    return found


def pairs(nodes: Sequence[object], repairs: Repairs) -> Listed | None:
    """The answers of a list of pairs, `["Yes", 0.6]` or `[0.6, "Yes"]`; None when it is something else."""
    if not all(isinstance(node, list) and len(node) == 2 for node in nodes):
        return None
    for text_at in (0, 1):
        texts = [node[text_at] for node in nodes if isinstance(node, list)]
        weights = [node[1 - text_at] for node in nodes if isinstance(node, list)]
        worded = all(isinstance(text, str) and text.strip() and not reads_as_weight(text) for text in texts)
        if worded and are_shares(weights):
            repairs.add("pairs")
            return Listed(tuple(str(text).strip() for text in texts), tuple(weights))
    return None


def _weight_keys(records: Sequence[Fields], field: str) -> tuple[list[str | None], WeightScale]:
    """The key of each object's weight, None for all where no weight was given, and how it is read.

    Raises:
        Unusable: Only some have a weight, or nobody can tell which key it is.
    """
    if any(field in record for record in records):
        keys: list[str | None] = [field if field in record else None for record in records]
        if None in keys and any(_has_text(record) for record in records if field not in record):
            raise Unusable("missing_weight")
        return keys, "asked"
    known = [[name for name in record if scale_of(name)] for record in records]
    if any(known):
        if any(len(names) != 1 for names in known):
            raise Unusable("missing_weight" if any(not names for names in known) else "ambiguous")
        scales = {scale_of(names[0]) or "asked" for names in known}
        if len(scales) > 1:
            raise Unusable("mixed_scales")
        return [names[0] for names in known], scales.pop()
    return _by_shares(records), "probability"


def _by_shares(records: Sequence[Fields]) -> list[str | None]:
    """The only key that all objects share and whose numbers are shares; None for all where nothing could be one."""
    shared = set.intersection(*(set(record) for record in records)) if records else set()
    fitting = [
        name for name in sorted(shared - ASIDES)
        if name != "text" and are_shares([record[name] for record in records])
    ]  # fmt: skip
    if len(fitting) == 1:
        return [fitting[0]] * len(records)
    extra = {name for record in records for name in record if name not in ASIDES}
    numeric = any(is_number(record.get(name)) for record in records for name in extra if name != "text")
    if fitting or numeric or any(is_unsure(name) for name in extra) or any(_spare(record) for record in records):
        raise Unusable("unreadable_weight")
    return [None] * len(records)


def _spare(record: Fields) -> bool:
    """Whether an object has a key besides its text and known asides: it may be a weight in other words."""
    others = [name for name in record if name not in ASIDES and name != "text"]
    return len(others) > (0 if "text" in record else 1)


def _has_text(record: Fields) -> bool:
    return any(name not in ASIDES and value not in (None, "") for name, value in record.items())


def _text(record: Fields, weight_key: str | None, repairs: Repairs) -> str:
    """The text of an object: under the key asked for, else under the only other one that holds any."""
    if "text" in record:
        value = record["text"]
    else:
        rest = [name for name in record if name != weight_key and name not in ASIDES and name not in ERRORS]
        named = [name for name in rest if name in TEXTS] or rest
        if not named:
            return ""
        if len(named) > 1:
            raise Unusable("ambiguous")
        repairs.add("field_names", named[0][:40])
        value = record[named[0]]
    if isinstance(value, list):
        repairs.add("joined_text", f"{len(value)} parts")
    return text_as_written(value)
