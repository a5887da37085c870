"""What the persuadee does, sentence by sentence: the scheme of PersuasionForGood (Wang et al. 2019, table 3).

Rules weigh the cues of a sentence and of what it answers. They are made for the acts that matter to giving (refusing,
resisting, agreeing, naming an amount); thanks, greetings and small talk are distinguished roughly.
"""

from __future__ import annotations

from collections.abc import Mapping

from vs_sim.core.label import Label
from vs_sim.corpora.coding_scheme import Given, Labels, coding
from vs_sim.corpora.persuasion_for_good.cues import cues, requested, split, turn_features
from vs_sim.corpora.transcript import Transcript, Turn

_CODEBOOK = {
    "provide-donation-amount": "names the amount above zero that they will give",
    "agree-donation": "agrees to give, without naming an amount",
    "confirm-donation": "confirms an amount or a gift that was agreed before",
    "disagree-donation": "refuses to give now, or says that they give nothing",
    "disagree-donation-more": "refuses to give more than was agreed",
    "negative-reaction-to-donation": "speaks against giving: no money, distrust, other causes first, annoyance",
    "neutral-reaction-to-donation": "reacts to the idea of giving neither for nor against: will think, will look",
    "positive-reaction-to-donation": "speaks well of giving, of the charity or of helping, without committing",
    "ask-org-info": "asks about the charity: what it does, where the money goes, whether it can be trusted",
    "ask-donation-procedure": "asks how giving works: how, how much, when, through whom",
    "ask-persuader-donation-intention": "asks whether or how much the other one gives",
    "task-related-inquiry": "asks about the task or the other's opinion of it",
    "personal-related-inquiry": "asks a personal question",
    "positive-to-inquiry": "answers a question with yes, or favourably",
    "negative-to-inquiry": "answers a question with no, or unfavourably",
    "neutral-to-inquiry": "answers a question neither with yes nor with no",
    "thank": "thanks",
    "you-are-welcome": "answers thanks",
    "greeting": "greets",
    "closing": "says goodbye",
    "acknowledgement": "takes note of what was said",
    "off-task": "speaks of something else than the task",
    "other": "none of these",
}
REQUESTS = {
    "proposition-of-donation": "asks the other to give",
    "ask-donation-amount": "asks how much the other will give",
}

AGAINST: Mapping[str, int] = {"hardship": 3, "distrust": 3, "harsh": 3, "refuses": 2}
AGAINST_TOO: Mapping[str, int] = {"elsewhere": 1, "delay": 1, "but": 1, "sorry": 1, "no": 1}
FOR: Mapping[str, int] = {"question": -2, "unaware": -2, "praise": -1, "yes": -1, "habit": -1, "willing": -1}
RESISTS = 3
"""The weight at which a sentence speaks against giving."""


def resistance_of(shown: Mapping[str, bool]) -> int:
    """How much a sentence speaks against giving."""
    weights = {**AGAINST, **AGAINST_TOO, **FOR}
    return sum(weight for cue, weight in weights.items() if shown[cue])


@coding("acts", codebook=_CODEBOOK, others=REQUESTS, features=turn_features)
def acts(transcript: Transcript, given: Given) -> Labels:
    """One act per sentence of the coded role, and the requests of the others, by rules."""
    found: list[Label] = []
    promised = False
    for turn in transcript.turns:
        if turn.role != transcript.speaker:
            found += _request(turn)
            continue
        asked = transcript.before(turn)
        request, question = requested(asked), asked.rstrip().endswith("?")
        for part, sentence in enumerate(split(turn.text)):
            label = _act(sentence, request, question, promised)
            promised = promised or label == "provide-donation-amount"
            found.append(Label(label, turn.number, part))
    return tuple(found)


def _request(turn: Turn) -> list[Label]:
    if not requested(turn.text):
        return []
    label = "ask-donation-amount" if "how much" in turn.text.lower() else "proposition-of-donation"
    return [Label(label, turn.number)]


def _act(sentence: str, request: bool, question: bool, promised: bool) -> str:
    shown = cues(sentence)
    short = len(sentence.split()) <= 6
    if shown["amount"]:
        return "provide-donation-amount"
    if shown["zero"] or (shown["no"] and request and short and not shown["unaware"]):
        return "disagree-donation"
    if shown["question"]:
        return _inquiry(shown)
    weight = resistance_of(shown) + request * (shown["no"] or shown["refuses"])
    if shown["willing"] and request and weight < RESISTS and not shown["refuses"]:
        return "agree-donation"
    if request and shown["yes"] and short and weight < RESISTS:
        return "confirm-donation" if promised else "agree-donation"
    if weight >= RESISTS:
        return "negative-reaction-to-donation"
    return _small(shown, question)


def _inquiry(shown: Mapping[str, bool]) -> str:
    if shown["you"] and shown["giving"]:
        return "ask-persuader-donation-intention"
    if shown["procedure"]:
        return "ask-donation-procedure"
    if shown["charity"]:
        return "ask-org-info"
    if shown["greeting"]:
        return "personal-related-inquiry"
    return "task-related-inquiry"


def _small(shown: Mapping[str, bool], question: bool) -> str:
    order = {"thanks": "thank", "welcome": "you-are-welcome", "greeting": "greeting", "closing": "closing"}
    for cue, label in order.items():
        if shown[cue]:
            return label
    if question and (shown["no"] or shown["unaware"]):
        return "negative-to-inquiry"
    if question and shown["yes"]:
        return "positive-to-inquiry"
    if shown["weigh"] or shown["delay"]:
        return "neutral-reaction-to-donation"
    if shown["praise"]:
        return "positive-reaction-to-donation"
    return "acknowledgement" if shown["yes"] else "other"
