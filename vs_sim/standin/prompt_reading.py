"""Reads a request as a model would: the documented blocks, and the format of the answer that is asked for.

Only the text of the messages is used, and the JSON schema where the text specifies no format. In a request without
blocks the first user message is both the question and the answer clause.
"""

from __future__ import annotations

import json
import math
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, Literal

AnswerForm = Literal["plain", "object", "list", "weighted"]
_BLOCKS = ("scenario", "persona", "answer", "conversation", "now")
_WEIGHT_FIELDS = ("probability", "confidence", "perplexity", "nll")

_NUMBER = re.compile(r"-?\d+(?:\.\d+)?")
_EXCHANGE = re.compile(r"Exchange (\d+) of (\d+)")
_COUNT = re.compile(r"\bexactly (\d+)\b", re.I)
_LOOSE_COUNT = re.compile(r"\b(\d+) (?:\w+ ){0,2}(?:answers|responses|alternatives|candidates|guesses|more)\b", re.I)
_THRESHOLD = re.compile(r"\bbelow (\d*\.?\d+) ?(%|percent)?", re.I)
_SAMPLED = re.compile(r"\bsampled? at random|\brandomly sampled?|\bat random from", re.I)
_FACT = re.compile(r"(?!On a scale)([^,.:]+):(.*)")
_VALUE = r" (-?\d+(?:\.\d+)?|[^,.:\n]+)"
_DESCRIBED = {
    "age": rf"\bage{_VALUE}", "sex": rf"\bsex{_VALUE}", "edu": rf"\beducation{_VALUE}",
    "marital": rf"\bmarital status{_VALUE}", "employment": rf"\bemployment{_VALUE}",
    "income": rf"\bincome bracket{_VALUE}", "religion": rf"\breligion{_VALUE}",
    "agreeable": rf"\bagreeableness{_VALUE}", "care": rf"\bcare{_VALUE}",
    "benevolence": rf"\bbenevolence{_VALUE}",
}  # fmt: skip
"""Patterns of the attributes that matter here, in a persona described in sentences."""
_OLD_TEXT = re.compile(r'"(?:text|response)"\s*:\s*("(?:[^"\\]|\\.)*")')


@dataclass(frozen=True, slots=True)
class PastTurn:
    """One utterance of the conversation."""

    mine: bool
    text: str
    speaker: str = ""
    """The label before the utterance, as written."""


@dataclass(frozen=True, slots=True)
class Scene:
    """Who is asked what, in which situation."""

    scenario: str = ""
    persona: str = ""
    """The persona block as written; it identifies the person."""
    role: str = ""
    question: str = ""
    kind: str = ""
    """`text`, `amount`, `scale` or `options`; empty for a request without blocks."""
    low: float = 0.0
    high: float = 1.0
    step: float = 0.01
    options: tuple[str, ...] = ()
    private: bool = False
    turns: tuple[PastTurn, ...] = ()
    exchange: int | None = None
    """0-based; None outside exchanges."""
    exchanges: int = 10

    @property
    def traits(self) -> Mapping[str, str]:
        """Prompted attributes by name, without the role."""
        return persona_traits(self.persona)

    @property
    def possible(self) -> tuple[str, ...] | None:
        """The possible answers: options or points of a scale; empty for free text, None for an amount."""
        if self.kind == "scale":
            return tuple(str(point) for point in range(math.ceil(self.low), math.floor(self.high) + 1))
        return None if self.kind == "amount" else self.options

    @property
    def speaking(self) -> bool:
        """Whether the answer is the next utterance of a conversation."""
        said_next = "say" in self.question.lower() and "next" in self.question.lower()
        return self.kind == "text" and (said_next or (self.exchange is not None and not self.private))


@dataclass(frozen=True, slots=True)
class AnswerClause:
    """The format in which the answer is asked for."""

    form: AnswerForm = "plain"
    k: int | None = 1
    """Number of answers; None for all."""
    weight: str = "probability"
    percent: bool = False
    relative: bool = False
    """Whether weights are likelihoods relative to the likeliest answer, which has 1."""
    threshold: float | None = None
    """Upper limit of every answer's probability, in (0, 1]."""
    sampled: bool = False
    reasoning: bool = False
    given: frozenset[str] = frozenset()
    """Answers given in earlier turns of this request, which are not repeated."""


def read_request(
    messages: Sequence[Mapping[str, str]], schema: Mapping[str, Any] | None = None
) -> tuple[Scene, AnswerClause]:
    """The scene and the clause of a request.

    Args:
        messages: Chat messages with `role` and `content`; the first user message contains the blocks.
        schema: The answer's JSON schema; used only where the text specifies no format.
    """
    users = [message["content"] for message in messages if message["role"] == "user"]
    if not users:
        return Scene(), AnswerClause()
    first, last = users[0], users[-1]
    blocks, rest = split_blocks(first)
    scene = _scene(blocks) if "answer" in blocks or "persona" in blocks else Scene(question=first.strip())
    given = [message["content"] for message in messages if message["role"] == "assistant"]
    return scene, _clause(rest, last if len(users) > 1 else "", _shape(schema), tuple(given))


def split_blocks(content: str) -> tuple[dict[str, str], str]:
    """The documented blocks by name, and the text after the last of them."""
    blocks: dict[str, str] = {}
    end = 0
    for name in _BLOCKS:
        start = content.find(f"<{name}>\n", end)
        stop = content.find(f"\n</{name}>", start)
        if start >= 0 and stop >= 0:
            blocks[name] = content[start + len(name) + 3 : stop]
            end = stop + len(name) + 4
    return blocks, content[end:].strip()


@lru_cache(maxsize=4096)
def persona_traits(block: str) -> Mapping[str, str]:
    """Attributes of a persona block by lower-case name, without the role.

    They are written as one fact a line, or in sentences: `agreeableness 3.4, openness 4.`
    """
    facts = (fact for line in block.splitlines() if (fact := _FACT.fullmatch(line)))
    traits = {fact[1].strip().lower(): fact[2].strip() for fact in facts}
    for name, words in _DESCRIBED.items():
        if name not in traits and (found := re.search(words, block)):
            traits[name] = found[1]
    return {name: value for name, value in traits.items() if name != "role"}


@lru_cache(maxsize=4096)
def persona_role(block: str) -> str:
    """The role named in a persona block; empty without one."""
    found = re.search(r"^role:\s*(.*)$", block, re.M)
    return found[1].strip() if found else ""


@lru_cache(maxsize=1024)
def answer_fields(block: str) -> Mapping[str, str]:
    """The lines of an answer block by name."""
    pairs = (line.partition(":") for line in block.splitlines())
    return {name.strip(): value.strip() for name, colon, value in pairs if colon}


def _scene(blocks: Mapping[str, str]) -> Scene:
    fields = answer_fields(blocks.get("answer", ""))
    role = persona_role(blocks.get("persona", ""))
    bounds = [float(number) for number in _NUMBER.findall(fields.get("range", ""))[:2]]
    low, high = bounds if len(bounds) == 2 and bounds[0] < bounds[1] else (0.0, 1.0)
    exchange = _EXCHANGE.search(blocks.get("now", ""))
    return Scene(
        scenario=blocks.get("scenario", ""),
        persona=blocks.get("persona", ""),
        role=role,
        question=fields.get("question", ""),
        kind=fields.get("type", "text"),
        low=low,
        high=high,
        step=_positive(fields.get("step", "")),
        options=_strings(fields.get("options", "")),
        private=fields.get("private") == "yes",
        turns=_turns(blocks.get("conversation", ""), role),
        exchange=int(exchange[1]) - 1 if exchange else None,
        exchanges=int(exchange[2]) if exchange else 10,
    )


def _positive(text: str) -> float:
    number = _NUMBER.search(text)
    return abs(float(number[0])) or 0.01 if number else 0.01


@lru_cache(maxsize=1024)
def _strings(text: str) -> tuple[str, ...]:
    try:
        found = json.loads(text) if text else []
    except json.JSONDecodeError:
        return ()
    return tuple(str(item) for item in found) if isinstance(found, list) else ()


@lru_cache(maxsize=65536)
def _line(line: str) -> tuple[str, str] | None:
    label, colon, quoted = line.partition(': "')
    if not colon:
        return None
    try:
        return label.strip(), str(json.loads('"' + quoted))
    except json.JSONDecodeError:
        return label.strip(), quoted.strip('"')


def _turns(block: str, role: str) -> tuple[PastTurn, ...]:
    """The utterances; where both speakers have the same label they alternate, and the last is the other's."""
    lines = [line for line in map(_line, block.splitlines()) if line]
    me = role.replace("_", " ").casefold()
    if lines and all(label.casefold() == me for label, _ in lines):
        return tuple(PastTurn((len(lines) - at) % 2 == 0, text, label) for at, (label, text) in enumerate(lines))
    return tuple(PastTurn(label.casefold() == me, text, label) for label, text in lines)


def _shape(schema: Mapping[str, Any] | None) -> str:
    """The field names of a schema in the notation of the clause, so that one reader handles both."""
    properties = (schema or {}).get("properties", {})
    items = properties.get("responses", {}).get("items", {}).get("properties", {})
    return " ".join(f'"{name}"' for name in [*properties, *items])


@lru_cache(maxsize=4096)
def _clause(first: str, later: str, shape: str, given: tuple[str, ...]) -> AnswerClause:
    """The clause of the first message, updated by that of a later one."""
    wanted = later if '"responses"' in later else f"{first}\n{shape}" if '"' not in first else first
    threshold = _THRESHOLD.search(first)
    weight = next((name for name in _WEIGHT_FIELDS if f'"{name}"' in wanted), None)
    form: AnswerForm = "plain"
    if '"responses"' in wanted:
        form = "weighted" if weight else "list"
    elif '"response"' in wanted:
        form = "object"
    return AnswerClause(
        form=form,
        k=_count(later or first) if form in ("list", "weighted") else 1,
        weight=weight or "probability",
        percent="percent" in first.lower(),
        relative="relative likelihood" in first.lower(),
        threshold=_share(threshold) if threshold else None,
        sampled=bool(_SAMPLED.search(first)),
        reasoning='"reasoning"' in wanted,
        given=frozenset(text for answer in given for text in _texts(answer)),
    )


def _share(found: re.Match[str]) -> float:
    return float(found[1]) / (100 if found[2] else 1)


def _count(clause: str) -> int | None:
    exact = _COUNT.findall(clause)
    loose = exact or _LOOSE_COUNT.findall(clause)
    if loose:
        return int(loose[-1])
    return None if re.search(r"\b(all|every)\b", clause, re.I) else 5


def _texts(answer: str) -> list[str]:
    """The answers in an earlier reply: the texts of its JSON, or the reply itself."""
    quoted = _OLD_TEXT.findall(answer)
    return [str(json.loads(text, strict=False)) for text in quoted] or [answer.strip()]
