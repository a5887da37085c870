"""The parser's face: what a model wrote becomes a valid distribution, or `Unparsed` with a reason; never a guess.

First strictly: a text, a fenced block, or the one JSON value in it that has the shape asked for is taken exactly so.
Keys other than those asked for, nested lists and second values are never candidates. Then tolerantly, for damage only
(quotes, commas, an end cut off), and only where one reading explains all that was written. A failure is never turned
into a candidate, weights are never clipped or invented, texts keep their content, and every change is a named repair.
Reading is bounded: about a dozen passes over the text.

Reasons of `Unparsed`:

- `empty`: nothing was written. `reasoning_only`: nothing but thoughts, perhaps never closed.
- `no_structure`: words where a list or an object was asked for. `refusal`: such words that decline.
- `no_candidates`: the structure holds no answer with a text. `no_distribution`: one candidate by itself where several
  were asked for.
- `ambiguous`: two readings differ: two answers, a key given twice, a list closed too early.
- `several_answers`: more than one answer where one was asked for.
- `missing_weight`, `unreadable_weight`, `mixed_scales`, `all_zero`: weights that make no distribution.
- `too_much_lost`: more candidates without a text, or cut off, than an answer may lose.
- `broken_quotes`: quotes inside the texts leave open where they end. `damaged`: the structure is broken in a way that
  no single reading explains. `truncated`: the answer was cut off before anything in it was complete.
- `error_body`: a provider's error instead of an answer.
- `too_long`, `too_deep`, `too_many`: beyond what is read at all.
"""

from __future__ import annotations

import json
import math
import re
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from functools import lru_cache

from vs_sim.core.distribution import Candidate, Distribution
from vs_sim.elicitation.parsing.answer_shape import Asked, Shape
from vs_sim.elicitation.parsing.answer_tags import tagged_records
from vs_sim.elicitation.parsing.candidate_records import are_placeholders, plain_records, weighted_records
from vs_sim.elicitation.parsing.candidates import MAX_TEXT, Listed, distribution, name_count
from vs_sim.elicitation.parsing.find_answers import Finder, Reading
from vs_sim.elicitation.parsing.json_values import strict, unfenced
from vs_sim.elicitation.parsing.one_response import exact_response, response_alone
from vs_sim.elicitation.parsing.parse_budget import Fuel, OutOfFuel, TooDeep
from vs_sim.elicitation.parsing.reasoning import without_reasoning
from vs_sim.elicitation.parsing.refusal import refuses
from vs_sim.elicitation.parsing.repair import Repairs, Unusable
from vs_sim.elicitation.parsing.weights import SUM_TOLERANCE, Definition
from vs_sim.errors import UnknownName, Unparsed

MAX_LENGTH = 65_536
"""Characters that are read at all."""
_ERROR = re.compile(
    r"^\W{0,20}(?:error|exception|fault|errors)\W{0,4}[:：]|[\"'](?:error|exception)[\"']\s{0,5}:", re.IGNORECASE
)
_FIELDS: Mapping[str, str] = {"confidence": "confidence", "perplexity": "perplexity", "nll": "nll"}


@dataclass(frozen=True, slots=True)
class _Call:
    """One call of the parser."""

    text: str
    finish_reason: str
    asked: Asked


def parse(
    text: str,
    method: str = "vs_standard",
    k: int | None = None,
    *,
    finish_reason: str = "stop",
    definition: Definition | None = None,
) -> Distribution:
    """Read a model's answer as a distribution.

    Args:
        text: The answer exactly as the model returned it.
        method: `direct` and `multi_turn` read plain text, `cot` one response of an object, `sequence` a list, all
            others answers with weights.
        k: How many answers were asked for, if a number was given; fewer or more are all kept.
        finish_reason: Why the model stopped; `length` means that plain text is cut off.
        definition: What a weight was asked to mean; by default `explicit`, and `confidence` for `vs_multi`.

    Returns:
        Candidates in the order given. `stated` is the weight on the model's own scale (an explicit percentage
        divided by 100; None where no weights were given), `probability` the normalised one.

    Raises:
        Unparsed: The answer cannot be read; the module's docstring lists the reasons.
        UnknownName: There is no such method.
    """
    reader = _READERS.get(method)
    if reader is None:
        raise UnknownName("method", method, _READERS)
    if len(text) > MAX_LENGTH:
        raise Unparsed("too_long", text, detail=f"{len(text)} characters, at most {MAX_LENGTH}")
    try:
        return reader(_Call(text, finish_reason, _asked(method, k, definition)))
    except Unusable as error:
        raise Unparsed(error.reason, text) from None
    except (RecursionError, TooDeep):
        raise Unparsed("too_deep", text) from None
    except OutOfFuel:
        raise Unparsed("no_structure", text, detail="too costly to read") from None


@lru_cache(maxsize=256)
def _asked(method: str, k: int | None, definition: Definition | None) -> Asked:
    meant = definition or ("confidence" if method == "vs_multi" else "explicit")
    return Asked(k, method != "sequence", _FIELDS.get(meant, "probability"), meant)


def _answer(call: _Call, repairs: Repairs) -> str:
    """The text without the model's reasoning; never empty."""
    answer = without_reasoning(call.text, repairs)
    if not answer:
        raise Unusable("reasoning_only" if call.text.strip().strip("\ufeff\u200b") else "empty")
    return answer


def _plain(call: _Call) -> Distribution:
    """Plain text is one answer with probability 1."""
    repairs = Repairs()
    answer = _answer(call, repairs)
    if call.finish_reason == "length":
        raise Unusable("truncated")
    if answer[0] == "{" and _is_error(answer):
        raise Unusable("error_body")
    return _certain(answer, repairs)


def _is_error(answer: str) -> bool:
    """Whether an answer is nothing but an object that holds a provider's error."""
    with suppress(ValueError):
        node = strict(answer)
        return isinstance(node, dict) and bool(node.get("error"))
    return False


def _certain(text: str, repairs: Repairs) -> Distribution:
    if len(text) > MAX_TEXT:
        raise Unusable("too_long")
    return Distribution((Candidate(text, None, 1.0),), repairs.named())


def _response(call: _Call) -> Distribution:
    """The response field beside the reasoning is one answer with probability 1."""
    repairs = Repairs()
    answer = _answer(call, repairs)
    reading: Reading[str] = Reading(
        exact_response, lambda _, __: None, response_alone, lambda found: found[0], lambda node: isinstance(node, dict)
    )
    finder = Finder(reading, Fuel(len(answer)), repairs)
    text = finder.find(answer)
    if text is None and (records := tagged_records(answer)):
        repairs.add("tags")
        found = plain_records(records, repairs)
        if len(found.texts) > 1 or found.lost:
            raise Unusable("several_answers")
        text = found.texts[0]
    if text is None:
        raise Unusable(_why(answer, cut=finder.cut))
    return _certain(text, repairs)


def _list(call: _Call) -> Distribution:
    """Pairs of text and weight, or texts alone; an answer exactly as asked for takes the short way."""
    if exact := _exact(call):
        return exact
    repairs = Repairs()
    answer = _answer(call, repairs)
    shown: list[Shape] = []

    def shape(noted: Repairs) -> Shape:
        shown.append(Shape(call.asked, noted))
        return shown[-1]

    reading: Reading[Listed] = Reading(
        exact=lambda node, noted: shape(noted).exact(node),
        candidate=lambda node, noted: shape(noted).single(node),
        alone=lambda node, noted: shape(noted).alone(node),
        joined=_joined,
        in_prose=lambda node: _counts_in_prose(node, call.asked),
    )
    finder = Finder(reading, Fuel(len(answer)), repairs)
    found = finder.find(answer) or _tagged(answer, call.asked, repairs)
    if found is None:
        raise Unusable("no_candidates" if any(one.example for one in shown) else _why(answer, cut=finder.cut))
    if any(one.example for one in shown):
        repairs.add("example_repeated", "the example of the form was left out")
    return distribution(found, call.asked.k, call.asked.definition, repairs)


def _joined(answers: Sequence[Listed]) -> Listed:
    texts = tuple(text for answer in answers for text in answer.texts)
    weights = [weight for answer in answers for weight in answer.weights or ()]
    if len({answer.scale for answer in answers}) > 1 or len(weights) != len(texts):
        raise Unusable("mixed_scales")
    return Listed(texts, tuple(weights), answers[0].scale)


def _counts_in_prose(node: object, asked: Asked) -> bool:
    """Whether a value without the key asked for can be the answer though words stand around it."""
    if isinstance(node, list):
        strings = bool(node) and all(isinstance(part, str) for part in node)
        return strings if not asked.weighted else any(isinstance(part, dict | list) for part in node)
    return isinstance(node, dict)


def _tagged(answer: str, asked: Asked, repairs: Repairs) -> Listed | None:
    records = tagged_records(answer)
    if not records:
        return None
    repairs.add("tags")
    found = weighted_records(records, asked.field, repairs) if asked.weighted else plain_records(records, repairs)
    return None if are_placeholders(found.texts) else found


def _why(answer: str, *, cut: bool) -> str:
    """Why nothing could be read."""
    if _ERROR.search(answer):
        return "error_body"
    if cut:
        return "truncated"
    if refuses(answer):
        return "refusal"
    return "no_candidates" if answer[0] in "{[" or answer in ("null", "None", '""') else "no_structure"


def _exact(call: _Call) -> Distribution | None:
    """The distribution of an answer that is exactly what was asked for; None when anything needs a closer look."""
    asked = call.asked
    if not asked.weighted or asked.definition in ("nll", "perplexity", "percentage"):
        return None
    node, fenced = _json(call.text)
    items = node.get("responses") if isinstance(node, dict) else None
    if not isinstance(items, list) or not items or _repeats(call.text, asked.field, len(items)):
        return None
    candidates: dict[str, Candidate] = {}
    for item in items:
        candidate = _clean(item, asked.field)
        if candidate is None or candidate.text in candidates:
            return None
        candidates[candidate.text] = candidate
    total = math.fsum(candidate.probability for candidate in candidates.values())
    if abs(total - 1) > SUM_TOLERANCE or len(candidates) > 100 or are_placeholders(list(candidates)):
        return None
    repairs = Repairs()
    if fenced:
        repairs.add("fence")
    name_count(len(candidates), asked.k, repairs)
    return Distribution(tuple(candidates.values()), repairs.named()).normalised()


def _json(text: str) -> tuple[object, bool]:
    """The value of a text that is nothing but JSON, and whether a fence stood around it; else None."""
    try:
        return json.loads(text), False
    except ValueError:
        body = unfenced(text)
    with suppress(ValueError):
        return (None if body is None else json.loads(body)), True
    return None, False


def _repeats(text: str, field: str, count: int) -> bool:
    """Whether a key may stand more often than once: its name, in plain letters, is counted in the text."""
    counts = text.count('"responses"'), text.count('"text"'), text.count(f'"{field}"')
    return counts != (1, count, count) or "\\u00" in text


def _clean(item: object, field: str) -> Candidate | None:
    """A candidate from an object of exactly a trimmed text and a number in [0, 1]."""
    if type(item) is not dict or len(item) != 2:
        return None
    text, weight = item.get("text"), item.get(field)
    if type(text) is not str or not (type(weight) is float or type(weight) is int) or not 0 < weight <= 1:
        return None
    if not text or len(text) > MAX_TEXT or text != text.strip() or not text.isprintable():
        return None
    return Candidate(text, float(weight), float(weight))


_READERS: dict[str, Callable[[_Call], Distribution]] = {
    "direct": _plain,
    "multi_turn": _plain,
    "cot": _response,
    "sequence": _list,
    "vs_standard": _list,
    "vs_cot": _list,
    "vs_multi": _list,
}
