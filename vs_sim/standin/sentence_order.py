"""How sentences follow each other: what is owed to the last words, and what may be added to an act."""

from __future__ import annotations

from collections.abc import Mapping

ABOUT_IT = frozenset(
    {"inquire", "credit", "emotion", "logic", "inform", "self", "foot", "propose", "ask_amount", "answer", "explain"}
)
"""Acts of an asker that nobody follows who does not know what it is about."""
MAY_ASK = ABOUT_IT - {"propose", "foot", "ask_amount", "inquire"}
"""Acts that can be followed by the question itself."""
ASKS_TOO = 0.3
"""How often an asker who has not asked yet adds the question to something else, from the fifth exchange on."""
REPLIES = 0.8
"""How often a reply that is owed is given."""
AS_OFTEN = 2
"""How often one kind of further sentence is used in an utterance at most."""
OPENED = 0.4
"""How often a few words come before the point."""

OWED: Mapping[str, tuple[tuple[str, str, frozenset[str]], ...]] = {
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
"""Cue of the other's last words, bank of the reply, acts that are a reply themselves."""

VARIANTS: Mapping[str, tuple[str, ...]] = {
    "answer": ("share?", "trust?", "where?", "who?"),
    "own_gift": ("much?",),
    "reassure": ("strain", "doubt", "counter", "hesitate"),
}
"""Cues that have a bank of their own within an act."""

REPEATED: Mapping[str, frozenset[str]] = {
    "agree": frozenset({"agree"}),
    "offer": frozenset({"offered"}),
    "refuse": frozenset({"refuse"}),
}

TAILS: Mapping[str, Mapping[str, tuple[str, ...]]] = {
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
"""Banks of further sentences by act."""
