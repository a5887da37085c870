"""The parser's face: what a model wrote becomes a valid distribution, or `Unparsed` with a reason; never both.

A failure is never turned into a candidate, weights are never clipped, texts keep their content, and every
change made on the way is a named repair. Reading is bounded: about a dozen passes over the text.

Reasons of `Unparsed`:

- `empty`: nothing was written. `reasoning_only`: nothing but thoughts, perhaps never closed.
- `no_structure`: words where a list or an object was asked for. `refusal`: such words that decline.
- `no_candidates`: the structure holds no answer with a text. `no_distribution`: one answer without a weight
  stands where several were asked for.
- `several_answers`: more than one answer where one was asked for.
- `broken_quotes`: quotes inside the texts leave open where they end.
- `truncated`: the answer was cut off before anything in it was complete.
- `error_body`: a provider's error instead of an answer.
- `too_long`, `too_deep`, `too_many`: beyond what is read at all.
"""

from __future__ import annotations

import math
import re
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass

from vs_sim.core.distribution import Candidate, Distribution
from vs_sim.elicitation.parsing.candidates import MAX_TEXT, Unusable, Wanted, distribution, name_count
from vs_sim.elicitation.parsing.containers import Payload
from vs_sim.elicitation.parsing.parse_budget import Fuel, OutOfFuel, TooDeep
from vs_sim.elicitation.parsing.payload import Finder, strict, unfenced
from vs_sim.elicitation.parsing.plain_lines import Asked
from vs_sim.elicitation.parsing.reasoning import without_reasoning
from vs_sim.elicitation.parsing.refusal import refuses
from vs_sim.elicitation.parsing.repair import Repairs
from vs_sim.elicitation.parsing.single_response import response
from vs_sim.elicitation.parsing.string_lists import with_inner_weights
from vs_sim.elicitation.parsing.weights import SUM_TOLERANCE, Definition
from vs_sim.errors import UnknownName, Unparsed

MAX_LENGTH = 65_536
"""Characters that are read at all."""
_ERROR = re.compile(
    r"^\W{0,20}(?:error|exception|fault|errors)\W{0,4}[:：]|[\"'](?:error|exception)[\"']\s{0,5}:", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class _Call:
    """One call of the parser."""

    text: str
    method: str
    k: int | None
    finish_reason: str
    definition: Definition


def parse(
    text: str,
    method: str = "vs_standard",
    k: int | None = None,
    *,
    finish_reason: str = "stop",
    definition: Definition = "explicit",
) -> Distribution:
    """Read a model's answer as a distribution.

    Args:
        text: The answer exactly as the model returned it.
        method: `direct` and `multi_turn` read plain text; `cot` one response of an object; `sequence` a list,
            uniform over its positions; `vs_standard`, `vs_cot` and `vs_multi` answers with weights.
        k: How many answers were asked for, if a number was given; fewer or more are all kept.
        finish_reason: Why the model stopped; `length` means that plain text is cut off.
        definition: What a weight was asked to mean, where its field's name leaves that open.

    Returns:
        Candidates in the order given. `stated` is the weight on the model's own scale (an explicit percentage
        divided by 100; None when it was missing or no number), `probability` the normalised one.

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
        return reader(_Call(text, method, k, finish_reason, definition))
    except Unusable as error:
        raise Unparsed(error.reason, text) from None
    except (RecursionError, TooDeep):
        raise Unparsed("too_deep", text) from None
    except OutOfFuel:
        raise Unparsed("no_structure", text, detail="too costly to read") from None


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
    if len(answer) > MAX_TEXT:
        raise Unusable("too_long")
    return Distribution((Candidate(answer, None, 1.0),), repairs.named())


def _is_error(answer: str) -> bool:
    """Whether an answer is nothing but an object that holds a provider's error."""
    try:
        node = strict(answer)
    except ValueError:
        return False
    return isinstance(node, dict) and bool(node.get("error"))


def _response(call: _Call) -> Distribution:
    """The response field beside the reasoning is one answer with probability 1."""
    repairs = Repairs()
    answer = _answer(call, repairs)
    text = response(answer, Fuel(len(answer)), repairs)
    if text is None:
        raise Unusable(_why(answer, cut="truncated" in repairs))
    if len(text) > MAX_TEXT:
        raise Unusable("too_long")
    return Distribution((Candidate(text, None, 1.0),), repairs.named())


def _list(call: _Call) -> Distribution:
    """A list is uniform over its positions."""
    return _found(call, Wanted(call.k, weights=False))


def _pairs(call: _Call) -> Distribution:
    """Pairs of text and weight; an answer exactly as asked for takes the short way."""
    return _exact(call) or _found(call, Wanted(call.k, definition=call.definition))


def _found(call: _Call, wanted: Wanted) -> Distribution:
    repairs = Repairs()
    answer = _answer(call, repairs)
    finder = Finder(Fuel(len(answer)), Asked(wanted.weights, wanted.count, call.finish_reason == "length"))
    payload = finder.find(answer, repairs)
    if payload is None:
        raise Unusable("broken_quotes" if finder.broken else _why(answer, cut=finder.cut))
    if not payload.complete:
        repairs.add("truncated", "unfinished answers were dropped")
    if not payload.items:
        raise Unusable("truncated" if finder.cut else "no_candidates")
    if _undistributed(payload, wanted):
        raise Unusable("no_distribution")
    items = with_inner_weights(payload.items, repairs) if wanted.weights else payload.items
    return distribution(items, wanted, repairs)


def _undistributed(payload: Payload, wanted: Wanted) -> bool:
    """Whether this is one answer by itself without any weight, though several were asked for."""
    return payload.single and not payload.weighted and wanted.count not in (None, 1)


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
    if call.definition in ("nll", "perplexity", "percentage"):
        return None
    node, fenced = _json(call.text)
    items = node.get("responses") if isinstance(node, dict) else None
    field = "confidence" if call.method == "vs_multi" else "probability"
    if not isinstance(items, list) or not items:
        return None
    candidates: dict[str, Candidate] = {}
    for item in items:
        candidate = _clean(item, field)
        if candidate is None or candidate.text in candidates:
            return None
        candidates[candidate.text] = candidate
    total = math.fsum(candidate.probability for candidate in candidates.values())
    if abs(total - 1) > SUM_TOLERANCE or len(candidates) > 100:
        return None
    repairs = Repairs()
    if fenced:
        repairs.add("fence")
    name_count(len(candidates), call.k, repairs)
    return Distribution(tuple(candidates.values()), repairs.named()).normalised()


def _json(text: str) -> tuple[object, bool]:
    """The value of a text that is nothing but JSON, and whether a fence stood around it; else None."""
    for fenced, body in ((False, text), (True, unfenced(text))):
        if body is not None:
            with suppress(ValueError):
                return strict(body), fenced
    return None, False


def _clean(item: object, field: str) -> Candidate | None:
    """A candidate from an object of exactly a trimmed text and a number in [0, 1]."""
    if type(item) is not dict or len(item) != 2:
        return None
    text, weight = item.get("text"), item.get(field)
    if type(text) is not str or not (type(weight) is float or type(weight) is int) or not 0 < weight <= 1:
        return None
    if not text or text.isspace() or text != text.strip() or len(text) > MAX_TEXT or not text.isprintable():
        return None
    return Candidate(text, float(weight), float(weight))


_READERS: dict[str, Callable[[_Call], Distribution]] = {
    "direct": _plain,
    "multi_turn": _plain,
    "cot": _response,
    "sequence": _list,
    "vs_standard": _pairs,
    "vs_cot": _pairs,
    "vs_multi": _pairs,
}
