"""What the fields of an answer are called: the keys asked for, and the few other words that mean the same.

A key counts by its letters alone (`Response_Text 1` is `responsetext`). Words that merely look like a weight
(`probability_reasoning`) are not in these tables, so they are never taken for one.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from functools import lru_cache
from typing import Literal

WeightScale = Literal["probability", "percent", "nll", "perplexity", "logprob", "asked"]
"""How a weight is read; `asked` means that the key leaves it to the definition that was asked for."""

_NOT_LETTER = re.compile(r"[\W\d_]+")
CLASH = object()
"""The value of a key that was given two different ones."""


@lru_cache(maxsize=1024)
def bare(key: str) -> str:
    """A key reduced to its letters in lower case, without accents: `Response_Text 1` is `responsetext`."""
    if len(key) > 64:
        return key
    return _NOT_LETTER.sub("", unicodedata.normalize("NFKD", key).casefold()) or key.strip()


def _names(*words: str) -> frozenset[str]:
    return frozenset(bare(word) for word in words)


TEXTS: frozenset[str] = _names(
    "text", "response", "utterance", "answer", "reply", "finalanswer", "finalresponse", "responsetext", "answertext",
    "candidate", "completion", "statement", "sentence", "content", "message", "option", "choice", "value", "amount",
    "antwort", "texto", "respuesta", "réponse", "reponse", "texte", "resposta", "risposta", "testo", "ответ", "текст",
    "文本", "回答", "回复", "答案", "内容", "テキスト", "답변", "텍스트", "نص", "إجابة",
)  # fmt: skip
"""Keys that hold an answer."""
LISTS: frozenset[str] = _names(
    "responses", "candidates", "answers", "results", "outputs", "distribution", "completions", "replies",
    "utterances", "list", "texts", "predictions", "antworten", "respuestas", "réponses",
    "respostas", "risposte", "ответы", "回答列表", "候选", "回答",
)  # fmt: skip
"""Keys that hold the list of answers where no key `responses` does."""
WRAPPERS: frozenset[str] = _names(
    "output", "result", "arguments", "input", "parameters", "params", "data", "json", "function", "toolcalls",
    "toolinput", "response", "answer", "content", "message", "body", "payload", "final", "finalanswer", "choices",
)  # fmt: skip
"""Keys around a whole answer."""
ASIDES: frozenset[str] = _names(
    "reasoning", "reason", "reasons", "rationale", "explanation", "explanations", "thought", "thoughts", "thinking",
    "analysis", "justification", "why", "notes", "note", "comment", "comments", "id", "index", "idx", "rank", "number",
    "type", "role", "category", "tone", "style", "emotion", "usage", "metadata", "meta", "model", "created", "object",
    "status", "code", "statuscode", "count", "total", "k", "n", "sum", "version", "finishreason", "stopreason",
    "timings", "tokens", "signature", "temperature", "topp", "seed", "latency", "persona", "question", "prompt",
    "instruction", "scenario", "key", "order", "position", "language",
)  # fmt: skip
"""Keys that hold neither an answer nor a weight."""
ERRORS: frozenset[str] = _names("error", "errors", "exception", "fault", "refusal")
_PROBABILITIES = _names(
    "p", "prob", "probs", "probability", "probabilities", "likelihood", "likelihoods", "chance", "chances",
    "wahrscheinlichkeit", "wahrscheinlichkeiten", "probabilidad", "probabilidades", "probabilité", "probabilite",
    "probabilités", "probabilidade", "probabilità", "probabilita", "kans", "waarschijnlijkheid", "sannolikhet",
    "sandsynlighed", "sannsynlighet", "todennäköisyys", "prawdopodobieństwo", "prawdopodobienstwo",
    "pravděpodobnost", "pravdepodobnosť", "вероятность", "вероятности", "ймовірність", "вероятност", "verovatnoća",
    "vjerojatnost", "πιθανότητα", "olasılık", "olasilik", "valószínűség", "probabilitate", "احتمال", "الاحتمال",
    "احتمالية", "הסתברות", "सम्भावना", "संभावना", "प्रायिकता", "概率", "機率", "几率", "可能性", "確率", "확률", "xácsuất",
    "xacsuat", "probabilitas", "kemungkinan", "ความน่าจะเป็น",
)  # fmt: skip
_PERCENT = _names("percent", "percentage", "pct", "percentages", "prozent", "porcentaje", "pourcentage", "процент")
_UNSURE = _names("confidence", "confidences", "weight", "weights", "score", "scores", "share", "shares")
"""Words that may mean the weight or something else; they count where their numbers are shares of a whole."""


def folded(record: Mapping[str, object]) -> dict[str, object]:
    """The fields of an object under their bare names; `CLASH` where two keys of one name disagree."""
    fields: dict[str, object] = {}
    for key, value in record.items():
        name = bare(key)
        fields[name] = value if name not in fields or fields[name] == value else CLASH
    return fields


@lru_cache(maxsize=1024)
def scale_of(name: str) -> WeightScale | None:
    """How the weight under a bare key is read; None where the key is not certain to name a weight."""
    if name in _PROBABILITIES:
        return "probability"
    if name in _PERCENT:
        return "percent"
    if name in ("perplexity", "ppl"):
        return "perplexity"
    if name in ("nll", "negativeloglikelihood"):
        return "nll"
    return "logprob" if name in ("logprob", "logprobability", "loglikelihood", "logprobabilities") else None


def is_unsure(name: str) -> bool:
    """Whether a key may name a weight or something else."""
    return name in _UNSURE
