"""How sentences follow each other: replies that the last utterance calls for, and sentences that may follow an act."""

from __future__ import annotations

from collections.abc import Mapping

TOPIC_ACTS = frozenset(
    {"inquire", "credit", "emotion", "logic", "inform", "self", "foot", "propose", "ask_amount", "answer", "explain"}
)
"""Acts of an asker that can only be understood by a listener who knows the topic."""
CAN_ADD_REQUEST = TOPIC_ACTS - {"propose", "foot", "ask_amount", "inquire"}
"""Acts that can be followed by the request itself."""
REQUEST_RATE = 0.3
"""Probability that an asker who has not asked yet adds the request to another act, from the fifth exchange on."""
REPLY_RATE = 0.8
"""Probability that an owed reply is given."""
MOST_REPEATS = 2
"""Largest number of further sentences from one bank in an utterance."""
OPENER_RATE = 0.4
"""Probability of an opener before the core sentence."""

OWED_REPLIES: Mapping[str, tuple[tuple[str, str, frozenset[str]], ...]] = {
    "listener": (
        ("how?", "chat.short", frozenset({"greet", "chat", "close", "thank"})),
        ("heard?", "heard.short", frozenset({"heard", "unheard"})),
        ("kids?", "parent", frozenset({"parent"})),
    ),
    "asker": (
        ("how?", "chat.short", frozenset({"hello", "chat", "bye"})),
        ("refuse", "reassure", frozenset({"reassure", "accept", "bye"})),
        ("strain", "reassure", frozenset({"reassure", "accept", "bye"})),
        ("hesitate", "reassure", frozenset({"reassure", "accept", "bye"})),
        ("agree", "thank.short", frozenset({"thank", "bye", "own_gift", "explain"})),
        ("you?", "own_gift", frozenset({"own_gift", "bye"})),
        ("procedure?", "explain", frozenset({"explain", "bye"})),
    ),
}
"""By side: cue of the other's last utterance, bank of the reply, acts that are a reply themselves."""

CUE_VARIANTS: Mapping[str, tuple[str, ...]] = {
    "answer": ("share?", "trust?", "where?", "who?"),
    "own_gift": ("much?",),
    "reassure": ("strain", "doubt", "counter", "hesitate"),
}
"""Cues for which an act has its own bank."""

REPEATED_ACTS: Mapping[str, frozenset[str]] = {
    "agree": frozenset({"agree"}),
    "offer": frozenset({"offered"}),
    "refuse": frozenset({"refuse"}),
}
"""Acts with a bank for repetitions (`<act>.again`), and the earlier cues after which it is used."""

FURTHER_SENTENCES: Mapping[str, Mapping[str, tuple[str, ...]]] = {
    "listener": {
        "greet": ("day",),
        "chat": ("day",),
        "heard": ("recall", "ask", "warm"),
        "unheard": ("ask", "ask", "why_ask", "aside"),
        "ask": ("why_ask", "ask", "aside", "warm"),
        "procedure": ("why_ask", "procedure", "aside"),
        "ask_back": ("why_ask", "aside"),
        "history": ("aside", "history", "feel"),
        "parent": ("aside", "ask"),
        "warm": ("warm", "aside", "recall", "ask", "lifted"),
        "ack": ("warm", "ask", "aside", "recall"),
        "hesitate": ("think", "aside", "hesitate", "ask"),
        "strain": ("strain", "sorry", "aside", "sorry"),
        "doubt": ("doubt", "aside", "doubt"),
        "counter": ("counter", "aside", "sorry"),
        "refuse": ("sorry", "strain", "sorry", "aside"),
        "offer": ("feel", "aside", "feel", "lifted"),
        "agree": ("feel", "procedure", "lifted", "aside"),
        "thank": ("wish", "feel", "lifted"),
        "close": ("wish", "wish"),
        "off_task": ("day", "off_task"),
        "for": ("feel",),
        "mixed": ("feel",),
        "opposed": ("feel",),
        "*": ("aside", "feel"),
    },
    "asker": {
        "hello": ("day",),
        "chat": ("inquire",),
        "inquire": ("credit", "self"),
        "credit": ("credit", "emotion", "logic", "credit", "self"),
        "emotion": ("emotion", "logic", "credit"),
        "logic": ("logic", "credit", "inform", "emotion"),
        "inform": ("inform", "logic", "credit"),
        "self": ("logic", "self", "emotion", "credit"),
        "foot": ("logic", "inform", "emotion"),
        "propose": ("logic", "inform", "credit", "emotion"),
        "ask_amount": ("inform", "logic"),
        "more": ("logic", "emotion"),
        "agreeing": ("credit", "emotion", "logic", "self"),
        "answer": ("credit", "answer", "logic"),
        "explain": ("inform", "explain", "logic"),
        "own_gift": ("self", "logic", "inform"),
        "reassure": ("logic", "credit", "inform"),
        "accept": ("credit", "inform"),
        "thank": ("inform", "credit", "thank", "self"),
        "bye": ("wish",),
        "*": ("credit", "logic"),
    },
}  # fmt: skip
"""By side: banks of further sentences by act; `*` for all other acts."""
