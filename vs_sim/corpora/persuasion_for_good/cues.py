"""What a sentence of a persuasion dialogue shows at its surface: doubt, need, willingness, a question, thanks.

The rules of the codings weigh these cues; the classifier takes them as features in addition to the words. Their phrases
are listed in `phrases/cues.txt`.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache
from types import MappingProxyType

from vs_sim.corpora.persuasion_for_good.amounts.clauses import normalised, sentences
from vs_sim.corpora.persuasion_for_good.amounts.stated_gift import stated_amount
from vs_sim.corpora.persuasion_for_good.phrase_patterns import phrases
from vs_sim.corpora.transcript import Transcript, Turn

CUES = (
    *("hardship", "distrust", "elsewhere", "harsh", "delay", "weigh", "praise", "unaware", "sorry", "but", "no", "yes"),
    *("willing", "habit", "thanks", "welcome", "greeting", "closing", "charity", "procedure", "you", "giving"),
    "refuses",
)
"""The sections of the phrasebook that are looked for in every sentence."""
REMEMBERED = 100_000
"""Sentences whose cues are remembered: several codings read the same ones."""


def _shows(sentence: str, name: str) -> bool:
    return phrases("cues", name).search(sentence) is not None


def requested(said: str) -> bool:
    """Whether a turn asks the other side for a donation or for its amount."""
    return any(_asks_to_give(sentence) for sentence in split(said))


def _asks_to_give(sentence: str) -> bool:
    if not (sentence.endswith("?") or phrases("cues", "question").match(sentence)):
        return _shows(sentence, "urges")
    return _shows(sentence, "asks") and not _shows(sentence, "not_asked")


def split(text: str) -> list[str]:
    """The sentences of a turn, normalised, each with its closing mark; at least one."""
    whole = normalised(text)
    found = [whole[span.start : span.end].strip() for span in sentences(whole)]
    return [sentence for sentence in found if re.search(r"\w", sentence)] or [whole]


@lru_cache(maxsize=REMEMBERED)
def cues(sentence: str) -> Mapping[str, bool]:
    """What a normalised sentence shows: every one of `CUES`, and `question`, `amount`, `zero`."""
    found = {cue: _shows(sentence, cue) for cue in CUES}
    amount = stated_amount(sentence)
    question = sentence.endswith("?") or phrases("cues", "inquires").match(sentence) is not None
    return MappingProxyType(found | {"question": question, "amount": bool(amount), "zero": amount == 0.0})


def turn_features(transcript: Transcript, turn: Turn) -> list[float]:
    """What a classifier reads of a turn: its cues, whether it answers a request, its length and its place.

    Each cue counts in any sentence, as a share of the sentences, in any statement, and in answer to a request.
    """
    sentences = [cues(sentence) for sentence in split(turn.text)]
    request = requested(transcript.before(turn))
    statements = [sentence for sentence in sentences if not sentence["question"]]
    anywhere = [any(sentence[cue] for sentence in sentences) for cue in sentences[0]]
    share = [sum(sentence[cue] for sentence in sentences) / len(sentences) for cue in sentences[0]]
    stated = [any(sentence[cue] for sentence in statements) for cue in sentences[0]]
    answering = [request and found for found in anywhere]
    exchange = 0 if turn.exchange is None else turn.exchange
    size = [len(sentences) / 4, len(turn.text.split()) / 30, exchange / 10, min(exchange, 3) / 3, request]
    return [float(number) for number in (*anywhere, *share, *stated, *answering, *size)]
