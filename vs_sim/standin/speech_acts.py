"""Speech acts in a conversation in which one person asks another to give: rates by exchange, and what shifts them.

With the responses to what was just heard and the factors below, dialogues of an asker with a listener (both direct)
reproduce the rates of people in PersuasionForGood (300 annotated dialogues, exchanges 0 to 9): refusals in .18 of
dialogues (people .19), any resistance in .39 (.37), a commitment in .81 (.79), first resistance in exchange 4 (4).
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass

from vs_sim.standin.listening import RESISTANCE_CUES, TalkState

LISTENER_RATES: Mapping[str, tuple[float, ...]] = {
    "greet":     (.52, .03, .00, .00, .00, .00, .00, .00, .00, .00),
    "chat":      (.10, .04, .01, .01, .00, .00, .00, .00, .00, .00),
    "ask":       (.13, .29, .24, .21, .18, .13, .11, .10, .05, .02),
    "procedure": (.01, .02, .06, .05, .07, .08, .08, .06, .06, .01),
    "ask_back":  (.01, .02, .03, .04, .03, .03, .03, .03, .03, .02),
    "history":   (.01, .03, .03, .03, .02, .02, .01, .01, .01, .00),
    "warm":      (.07, .20, .29, .32, .34, .30, .26, .24, .18, .10),
    "ack":       (.02, .06, .09, .13, .12, .11, .14, .07, .12, .08),
    "hesitate":  (.01, .03, .04, .04, .03, .02, .03, .02, .03, .02),
    "strain": (.03, .04, .04, .04, .05, .04, .04, .03, .03, .02),
    "doubt":     (.01, .02, .03, .03, .03, .03, .02, .02, .01, .01),
    "counter":   (.01, .02, .02, .02, .03, .03, .03, .02, .02, .01),
    "refuse": (.01, .03, .04, .05, .07, .06, .06, .07, .07, .09),
    "offer": (.00, .01, .09, .09, .10, .10, .09, .15, .14, .20),
    "agree": (.04, .08, .05, .11, .08, .09, .13, .09, .14, .14),
    "thank": (.00, .01, .01, .01, .03, .04, .04, .06, .05, .07),
    "close":     (.00, .00, .00, .00, .00, .00, .01, .01, .03, .13),
    "off_task":  (.01, .03, .03, .02, .02, .02, .03, .04, .05, .05),
}  # fmt: skip
"""Rates of the acts of a person who is asked, by exchange."""

ASKER_RATES: Mapping[str, tuple[float, ...]] = {
    "hello":      (.70, .03, .00, .00, .00, .00, .00, .00, .00, .00),
    "chat":       (.00, .01, .00, .00, .00, .00, .00, .00, .00, .00),
    "inquire":    (.20, .50, .12, .04, .02, .02, .01, .01, .00, .00),
    "credit":     (.04, .25, .40, .34, .26, .22, .18, .13, .10, .04),
    "emotion":    (.01, .05, .12, .14, .12, .10, .08, .06, .06, .02),
    "logic":      (.01, .03, .08, .09, .18, .15, .14, .12, .09, .06),
    "inform":     (.00, .02, .05, .07, .11, .11, .11, .14, .11, .07),
    "self":       (.00, .02, .05, .10, .10, .08, .08, .08, .07, .04),
    "foot":       (.00, .01, .03, .05, .06, .06, .07, .04, .06, .03),
    "propose":    (.02, .06, .06, .10, .12, .12, .13, .10, .09, .06),
    "ask_amount": (.00, .01, .02, .03, .03, .04, .05, .06, .05, .05),
    "more":       (.00, .00, .00, .01, .01, .01, .01, .02, .02, .01),
    "agreeing":   (.00, .02, .05, .06, .06, .06, .06, .05, .05, .03),
    "answer":     (.00, .01, .01, .01, .01, .01, .01, .01, .01, .00),
    "explain":    (.00, .00, .00, .01, .01, .01, .01, .01, .01, .00),
    "own_gift":   (.00, .00, .00, .01, .01, .01, .01, .01, .01, .00),
    "reassure":   (.00, .00, .01, .01, .02, .02, .02, .02, .02, .01),
    "accept":     (.00, .00, .00, .00, .00, .00, .00, .01, .01, .01),
    "thank":      (.00, .01, .01, .01, .03, .05, .06, .09, .12, .24),
    "bye":        (.00, .00, .00, .00, .00, .00, .01, .02, .04, .18),
}  # fmt: skip
"""Rates of the acts of a person who asks, by exchange."""

_LISTENER_RESPONSES: Mapping[str, Mapping[str, float]] = {
    "how?": {"greet": 0.6, "chat": 1.6},
    "heard?": {"heard": 1.1, "unheard": 1.1, "ask": 0.2},
    "given?": {"history": 2.0},
    "kids?": {"parent": 2.5},
    "propose": {"agree": 0.48, "offer": 0.24, "hesitate": 0.16, "strain": 0.07, "refuse": 0.06, "counter": 0.03,
                "doubt": 0.03, "procedure": 0.15, "ask_back": 0.07},
    "much?": {"offer": 3.0, "hesitate": 0.12, "refuse": 0.06, "strain": 0.06, "procedure": 0.08},
    "appeal": {"warm": 0.10, "ack": 0.05},
    "thank": {"thank": 0.16, "ack": 0.05},
    "bye": {"close": 0.4, "thank": 0.16, "ack": 0.06, "warm": 0.06},
}  # fmt: skip
_ASKER_RESPONSES: Mapping[str, Mapping[str, float]] = {
    "how?": {"inquire": 0.8, "chat": 0.2},
    "what?": {"answer": 1.3}, "where?": {"answer": 1.6}, "share?": {"answer": 1.8}, "trust?": {"answer": 1.6},
    "who?": {"answer": 1.5}, "procedure?": {"explain": 2.5}, "you?": {"own_gift": 2.5},
    "question": {"answer": 0.1},
    "agree": {"thank": 0.5, "ask_amount": 1.2},
    "refuse": {"accept": 0.8, "reassure": 0.5, "foot": 0.3},
    "strain": {"reassure": 1.5, "foot": 0.2}, "doubt": {"reassure": 1.5}, "counter": {"reassure": 1.5},
    "hesitate": {"reassure": 0.7, "foot": 0.2, "logic": 0.1},
    "bye": {"bye": 2.0}, "thank": {"bye": 0.1, "thank": 0.1},
}  # fmt: skip
"""Rates added for each cue in the other's last utterance."""

LISTENER_APPEAL: Mapping[str, float] = {
    "agree": 1.0, "offer": 1.0, "thank": 0.75, "warm": 0.75, "greet": 0.7, "chat": 0.7, "close": 0.7, "ask": 0.55,
    "heard": 0.55, "ack": 0.45, "procedure": 0.4, "unheard": 0.4, "ask_back": 0.3, "history": 0.3, "hesitate": 0.1,
}  # fmt: skip
ASKER_APPEAL: Mapping[str, float] = {}
"""How agreeable an act is, in [0, 1], which alignment rewards; the acts of an asker do not differ."""

CONCENTRATION = 9.0
"""Pseudo-observations of the Dirichlet distribution by which a person's rates vary about the table."""
NAMED_AMOUNT_REPEATED = 0.85
"""Probability that an amount once named is named again."""
_COMMIT_SLOPE, _RESIST_SLOPE = 0.5, -1.1
"""Change of the log rates per unit of a person's readiness."""
_FIRST_RESISTANCE, _LATER_RESISTANCE = 0.62, 1.05
"""Factors on resistance before and after the first resistance: those who resist do so repeatedly."""
_LATE_REQUEST_SLOPE = 1.2
"""Increase of the factor on a first request per exchange, from the fourth on."""
_INTRODUCING_CUES = frozenset({"heard?", "given?", "kids?", "propose", "much?", "appeal"})
"""Cues that reveal what the conversation is about."""
_TOPIC_ACTS = frozenset(
    {"ask", "procedure", "warm", "hesitate", "strain", "doubt", "counter", "refuse", "offer", "agree", "history"}
)
_COMMITTING_ACTS = frozenset({"agree", "offer"})
_DONATION_ACTS = frozenset({"offer", "procedure", "inform", "ask_amount", "more", "explain", "own_gift"})
POLARITY_PATTERNS = {
    "yes": r"(?:yes|agree|strongly agree|accept|for\b|true|support|in favou?r|likely)",
    "no": r"(?:no\b|disagree|strongly disagree|reject|refuse|against|false|oppose|unlikely)",
}
POLAR_PATTERN = f"{POLARITY_PATTERNS['yes']}|{POLARITY_PATTERNS['no']}"


@dataclass(frozen=True)
class ActContext:
    """Everything on which the next act depends.

    Attributes:
        place: Position in the conversation, 0 to 9.
        talk: What both speakers have done.
        lean: The persistent component of the person's readiness.
        asks: Whether the speaker is the one who asks.
        giving: Whether the conversation is about a donation.
    """

    place: int
    talk: TalkState
    lean: float
    asks: bool
    giving: bool


def expected_acts(moment: ActContext) -> dict[str, float]:
    """The distribution of the next act in a context, averaged over persons; sums to 1."""
    table = ASKER_RATES if moment.asks else LISTENER_RATES
    weights = {act: rates[moment.place] for act, rates in table.items()}
    for cue in sorted(moment.talk.other.last.cues):
        for act, more in (_ASKER_RESPONSES if moment.asks else _LISTENER_RESPONSES).get(cue, {}).items():
            weights[act] = weights.get(act, 0.0) + more
    factors = _asker(moment) if moment.asks else _listener(moment)
    for act in weights:
        weights[act] *= factors.get(act, 1.0) * (moment.giving or act not in _DONATION_ACTS)
    total = sum(weights.values())
    return {act: weight / total for act, weight in weights.items() if weight > 0}


def _listener(moment: ActContext) -> dict[str, float]:
    """Factors on a listener's rates; later ones override earlier ones."""
    return _leaning(moment) | _bound(moment) | _timely(moment)


def _leaning(moment: ActContext) -> dict[str, float]:
    """Factors of the person: readiness raises commitment and lowers resistance; both are rarer before a request."""
    asked = bool(moment.talk.other.done & {"propose", "much?"})
    commit = (1.0 if asked else 0.25) * math.exp(_COMMIT_SLOPE * moment.lean)
    again = _LATER_RESISTANCE if moment.talk.me.resisted else _FIRST_RESISTANCE
    resist = again * math.exp(_RESIST_SLOPE * moment.lean)
    factors = dict.fromkeys(_COMMITTING_ACTS, commit) | dict.fromkeys(RESISTANCE_CUES, resist)
    factors["refuse"] *= 1.0 if asked else 0.4
    return factors


def _bound(moment: ActContext) -> dict[str, float]:
    """Factors of earlier utterances: a yes is kept, a no is repeated, a question is not asked twice."""
    me = moment.talk.me
    factors = _leaning(moment)
    named = me.amount is not None or me.share is not None
    bound: dict[str, float] = {}
    if me.stance == "agree":
        bound = {"hesitate": 0.12, "refuse": 0.35, "strain": 0.3, "counter": 0.3, "doubt": 0.4, "thank": 1.2}
        bound["agree"] = factors["agree"] * (0.4 if named else 0.6)
        bound["offer"] = factors["offer"] * (0.3 if named else 1.0)
    elif me.stance == "refuse":
        bound = {
            "agree": 0.6 * factors["agree"],
            "offer": 0.6 * factors["offer"],
            "refuse": 0.9 * factors["refuse"],
            "warm": 0.8 if moment.giving else 0.2,
        }
    if "procedure?" in me.done:
        bound["procedure"] = 0.4
    if "you?" in me.done:
        bound["ask_back"] = 0.2
    return bound


def _timely(moment: ActContext) -> dict[str, float]:
    """Factors of the position: greetings come first, thanks and goodbyes last, reactions only once there is a topic."""
    me, other = moment.talk.me, moment.talk.other
    timely: dict[str, float] = {}
    if not moment.giving:
        timely = dict.fromkeys(("doubt", "counter", "hesitate"), 3.0)
        timely |= {"strain": 0.2, "refuse": 0.3, "history": 0.3, "off_task": 0.3}
        timely["ask"] = 0.4 if "question" in other.last.cues else 1.0
    elif not other.done & _INTRODUCING_CUES:
        timely = dict.fromkeys(_TOPIC_ACTS, 0.02)
    if moment.place > 0:
        timely["greet"] = 0.05
        timely["chat"] = 1.0 if "how?" in other.last.cues else 0.1
    if moment.place < 3:
        timely |= {"thank": 0.05, "close": 0.0}
    elif moment.place < (5 if me.stance == "agree" else 8):
        timely["thank"] = 0.3
    return timely


def _asker(moment: ActContext) -> dict[str, float]:
    me, other = moment.talk.me, moment.talk.other
    factors: dict[str, float] = {}
    if "hello" in me.done:
        factors["hello"] = 0.0
    if {"heard?", "given?"} & me.done:
        factors["inquire"] = 0.25
    if other.stance == "agree":
        named = other.amount is not None or other.share is not None
        factors |= {"propose": 0.08, "foot": 0.15, "accept": 0.0, "thank": 1.5, "reassure": 0.3, "emotion": 0.4}
        factors |= {"ask_amount": 0.0, "more": 2.0} if named else {"ask_amount": 3.0, "more": 0.0}
    else:
        factors |= {"thank": 0.01, "more": 0.0, "ask_amount": 0.4}
    if "thank" in me.last.cues:
        factors["thank"] = 0.4 * factors["thank"]
    if other.stance == "refuse":
        factors |= {"ask_amount": 0.0, "propose": 0.3}
    if moment.place < 8:
        factors["bye"] = 0.0
    if not me.done & {"propose", "much?"} and other.stance != "agree":
        factors["propose"] = 1.0 + _LATE_REQUEST_SLOPE * max(0, moment.place - 2)
    if "propose" in me.last.cues:
        factors["propose"] = factors.get("propose", 1.0) * 0.2
    return factors | _fitting(other.last.cues)


def _fitting(heard: frozenset[str]) -> dict[str, float]:
    """Factors that make answers rare without a question, and reassurance rare without a doubt."""
    due = {"answer": {"question"}, "explain": {"procedure?"}, "own_gift": {"you?"}}
    due |= {"reassure": {"strain", "doubt", "counter", "hesitate", "refuse"}, "agreeing": {"for", "appeal", "agree"}}
    return {act: 0.05 for act, cues in due.items() if not cues & heard}
