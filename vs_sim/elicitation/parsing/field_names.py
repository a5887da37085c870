"""What the fields of a model's answer are called: one vocabulary of key names and the role each plays.

Models rename the fields they were asked for, so a key is recognised by what it says (`prob`, `Likelihood`,
`response_text`), never by its exact spelling.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Literal

Scale = Literal["probability", "percent", "nll", "perplexity", "logprob", "asked"]
"""How a weight is read; `asked` means that the key leaves it to the definition that was asked for."""
Role = Literal["text", "weight", "list", "aside", "error", "other"]

TEXTS: tuple[str, ...] = (
    "text", "response", "utterance", "answer", "reply", "finalanswer", "finalresponse", "responsetext",
    "candidate", "completion", "statement", "sentence", "quote", "speech", "says", "say", "line", "guess",
    "option", "choice", "outcome", "prediction", "value", "amount", "donation", "rating", "output", "result",
    "content", "message", "label", "name", "item", "文本", "回答", "回复", "答案", "内容",
)  # fmt: skip
"""Keys that hold an answer, the surest first."""
SURE_TEXTS = frozenset(TEXTS[:8]) | {"文本", "回答", "回复", "答案"}
"""Keys that hold an answer even where nothing else says so."""
LISTS = frozenset({
    "responses", "candidates", "answers", "options", "results", "items", "outputs", "distribution",
    "completions", "replies", "utterances", "choices", "generations", "alternatives", "samples",
    "predictions", "guesses", "list", "values", "texts", "probabilities", "data", "statements",
    "sentences", "outcomes", "amounts", "回答列表", "候选",
})  # fmt: skip
ASIDES = frozenset({
    "reasoning", "reason", "rationale", "explanation", "explanations", "thought", "thoughts", "thinking",
    "analysis", "justification", "why", "notes", "note", "comment", "comments", "id", "index", "idx",
    "rank", "number", "type", "role", "category", "tone", "style", "usage", "metadata", "meta", "model",
    "created", "object", "status", "code", "statuscode", "count", "total", "k", "n", "sum", "version",
    "finishreason", "stopreason", "prompttokens", "completiontokens", "totaltokens", "inputtokens",
    "outputtokens", "timings", "logprobs", "tokens", "signature", "temperature", "topp", "seed",
    "latency", "persona", "question", "prompt", "instruction", "scenario",
})  # fmt: skip
"""Keys that never hold an answer."""
ERRORS = frozenset({"error", "errors", "exception", "fault", "refusal"})
_UNIT = frozenset({
    "p", "prob", "probs", "probability", "probabilities", "likelihood", "likelihoods", "confidence",
    "confidences", "chance", "chances", "proportion", "proportions", "frequency", "share", "shares", "概率",
    "可能性", "置信度",
})  # fmt: skip
_GENERIC = frozenset({"weight", "weights", "score", "scores", "odds"})
_INSIDE = re.compile(r"probability|likelihood|confidence")
_NOT_LETTER = re.compile(r"[\W\d_]+")
NUMBERED = re.compile(r"^(.*?)[\s_\-#(\[]*(\d{1,4})[\])]?$", re.DOTALL)


def bare(key: str) -> str:
    """A key reduced to its letters in lower case: `Response_Text 1` is `responsetext`."""
    return _NOT_LETTER.sub("", key.casefold())


@lru_cache(maxsize=512)
def scale_of(key: str) -> Scale | None:
    """How the weight under a key is read; None when the key names no weight."""
    name = bare(key) if len(key) <= 64 else ""
    if not name:
        return None
    if "perplexity" in name or name == "ppl":
        return "perplexity"
    if name.endswith("nll") or "neglog" in name or "negativelog" in name:
        return "nll"
    if "logprob" in name or "loglik" in name:
        return "logprob"
    if name in ("percent", "percentage", "pct", "percentages") or ("%" in key and name in _UNIT | _GENERIC):
        return "percent"
    if name in _GENERIC:
        return "asked"
    if name in _UNIT or (len(name) <= 30 and _INSIDE.search(name)):
        return "percent" if "percent" in name else "probability"
    return None


@lru_cache(maxsize=512)
def role_of(key: str) -> Role:
    """The role a key plays; `other` when it is not a known name."""
    name = bare(key) if len(key) <= 64 else ""
    if name in ERRORS:
        return "error"
    if name in ASIDES:
        return "aside"
    if name in TEXTS:
        return "text"
    if name in LISTS:
        return "list"
    return "weight" if scale_of(key) else "other"
