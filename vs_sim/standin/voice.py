"""Puts an act into words, with the lengths and typing habits of people.

An utterance consists of a reply to what was just said, a core sentence that performs the act, and further sentences
until it has the length of people's utterances at that point of a conversation.
"""

from __future__ import annotations

import math
import random
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from vs_sim.standin import sentence_order
from vs_sim.standin.lexicon_files import read_lexicon
from vs_sim.standin.phrase_banks import SHIPPED_BANKS, SLOT_PATTERN, PhraseBanks, SentenceTemplate

MEAN_WORDS: Mapping[str, tuple[float, ...]] = {
    "listener": (7.2, 11.4, 14.1, 15.1, 15.7, 15.1, 15.5, 14.7, 14.3, 12.2),
    "asker": (7.9, 15.6, 20.4, 23.3, 24.9, 23.5, 23.4, 22.7, 21.6, 19.0),
}
"""Mean words by exchange of people (PersuasionForGood, all 1,017 dialogues)."""
_LENGTH_SPREAD = 0.775
"""Standard deviation of the log length: people's mean is 1.35 times their median."""
_MOST_WORDS, _MOST_CHARACTERS = 60, 290
"""Upper limits of the words aimed at and of the characters written."""
_POLISHED_LENGTH, _POLISHED_SPREAD, _POLISHED_SHARE = 1.6, 0.3, 0.75
"""Direct answers of a listener: factor on the mean length, its log spread, and share in an assistant's manner."""

_FALLBACK = {"listener": "ack", "asker": "agreeing"}
"""Act used where the act itself has no sentence in this setting."""


@dataclass(frozen=True)
class Voice:
    """A speaker at one point of a conversation, with everything needed to put an act into words."""

    side: str
    """`listener` or `asker`."""
    giving: bool
    slots: Mapping[str, str | tuple[str, ...]]
    have: frozenset[str]
    """Names of the slots."""
    said: str
    """All earlier utterances of this speaker, lower case."""
    cues: frozenset[str]
    """Cues in the other's last utterance."""
    done: frozenset[str]
    """Cues of the speaker's earlier utterances."""
    place: int
    polish: bool = False
    """Whether an assistant's manner is used, as in direct answers."""
    banks: PhraseBanks = SHIPPED_BANKS

    def fitting(self, act: str) -> tuple[SentenceTemplate, ...]:
        """The templates of an act that this speaker can say."""
        return self.banks.fitting(self.side, act, self.have, giving=self.giving)


def utter(act: str, voice: Voice, rng: random.Random) -> str:
    """One utterance that performs an act."""
    target = _length(voice, rng)
    parts: list[str] = []
    head = _reply(act, voice)
    if head and rng.random() < sentence_order.REPLY_RATE:
        _add(parts, head, voice, rng, 4)
    owed = len(parts)
    _core(parts, act, voice, rng, max(target - _count(parts), 2))
    if (
        "unnamed" in voice.slots
        and act in sentence_order.TOPIC_ACTS
        and str(voice.slots["name"]) not in " ".join(parts)
    ):
        _add(parts, "introduce", voice, rng, 6)
        parts.insert(owed, parts.pop())
    if not parts:
        _add(parts, _FALLBACK[voice.side], voice, rng, target)
    tails = (
        list(sentence_order.FURTHER_SENTENCES[voice.side].get(act, sentence_order.FURTHER_SENTENCES[voice.side]["*"]))
        * sentence_order.MOST_REPEATS
    )
    for _ in range(9):
        left = target - _count(parts)
        if left < 0.2 * target or left < 2 or not tails:
            break
        _add(parts, tails.pop(int(rng.random() * len(tails))), voice, rng, left)
    if (
        "unasked" in voice.slots
        and act in sentence_order.CAN_ADD_REQUEST
        and rng.random() < sentence_order.REQUEST_RATE * (voice.place > 3)
    ):
        _add(parts, "propose", voice, rng, 12)
    while len(parts) > 1 and len(" ".join(parts)) > _MOST_CHARACTERS:
        parts.pop()
    return typed_by_person(" ".join(parts), voice, rng)


def _count(parts: list[str]) -> int:
    return sum(part.count(" ") + 1 for part in parts)


def _length(voice: Voice, rng: random.Random) -> float:
    """Number of words to aim at: log-normal with people's mean at this exchange."""
    mean, spread = MEAN_WORDS[voice.side][voice.place], _LENGTH_SPREAD
    if voice.polish and voice.side == "listener":
        mean, spread = mean * _POLISHED_LENGTH, _POLISHED_SPREAD
    return min(rng.lognormvariate(math.log(mean) - spread**2 / 2, spread), _MOST_WORDS)


def _core(parts: list[str], act: str, voice: Voice, rng: random.Random, target: float) -> None:
    """Add the sentence that performs the act, with an opener where there is room for one."""
    manner_of = act
    repeated = sentence_order.REPEATED_ACTS.get(act, frozenset())
    if repeated & voice.done and voice.fitting(f"{act}.again"):
        manner_of = f"{act}.again"
    if voice.polish and voice.side == "listener" and voice.giving and rng.random() < _POLISHED_SHARE:
        chosen = voice.banks.polished(manner_of, voice.have) or voice.banks.polished(act, voice.have)
        if chosen:
            parts.append(_fill(chosen[int(len(chosen) * rng.random() ** 2)], voice, rng))
            return
    cue = next(
        (f"{act}.{cue.rstrip('?')}" for cue in sentence_order.CUE_VARIANTS.get(act, ()) if cue in voice.cues), ""
    )
    if cue and voice.fitting(cue):
        manner_of = cue
    before = len(parts)
    _add(parts, manner_of, voice, rng, target)
    if target > 5 and not before and len(parts) > before and rng.random() < sentence_order.OPENER_RATE:
        choices = read_lexicon("openers").get(act)
        if choices:
            parts[before] = _open(choices[int(rng.random() * len(choices))], parts[before], voice)


def _open(opener: str, sentence: str, voice: Voice) -> str:
    first = sentence.split(" ", 1)[0]
    if first.rstrip(".,!?").lower() in _interjections():
        return sentence
    runs_on = opener[-1] not in ".?!"
    organisation = str(voice.slots.get("name", ""))
    if runs_on and not (first == "I" or first[:2] == "I'" or first.strip(".,?!'s") in organisation.split()):
        sentence = sentence[0].lower() + sentence[1:]
    return f"{opener} {sentence}"


def _reply(act: str, voice: Voice) -> str:
    """The bank of the short reply that the other's last words call for, unless the act itself is one."""
    for cue, bank, answered in sentence_order.OWED_REPLIES[voice.side]:
        if cue in voice.cues and act not in answered:
            return bank
    return ""


def _add(parts: list[str], bank: str, voice: Voice, rng: random.Random, target: float) -> None:
    """Add a sentence of about the target length that has not been said before."""
    choices = voice.fitting(bank)
    if not choices:
        return
    heard = f"{voice.said} {' '.join(parts).lower()}"
    for _ in range(5):
        picked = (choices[int(len(choices) * rng.random())] for _ in range(3))
        chosen = min(picked, key=lambda choice: abs(choice.words - target))
        if any(anchor in heard for anchor in chosen.anchors):
            continue
        sentence = _fill(chosen, voice, rng)
        if sentence not in parts and (len(sentence) < 12 or sentence.lower() not in heard):
            parts.append(sentence)
            return
    if not parts:
        parts.append(_fill(choices[int(len(choices) * rng.random())], voice, rng))


def _fill(chosen: SentenceTemplate, voice: Voice, rng: random.Random) -> str:
    text = "".join(part[int(len(part) * rng.random())] if len(part) > 1 else part[0] for part in chosen.parts)
    if "{" in text:
        text = SLOT_PATTERN.sub(lambda found: _slot(voice.slots[found[1]], rng), text)
    if "  " in text or text.endswith(" "):
        text = " ".join(text.split())
    if " '" in text:
        text = text.replace(" '", "'")
    if " ," in text or " ." in text or " !" in text:
        text = text.replace(" ,", ",").replace(" .", ".").replace(" !", "!")
    ending = "" if text[-1:] in ".?!)" else "."
    return text[:1].upper() + text[1:] + ending


def _slot(value: str | tuple[str, ...], rng: random.Random) -> str:
    return value if isinstance(value, str) else value[int(len(value) * rng.random())]


@cache
def _interjections() -> frozenset[str]:
    return frozenset(read_lexicon("habits")["interjections"])


@cache
def _laughs() -> tuple[str, ...]:
    return tuple(f" {laugh}" for laugh in read_lexicon("habits")["laughs"])


@cache
def _misspellings() -> tuple[tuple[str, str], ...]:
    """Spellings and how hurried people write them."""
    pairs = (entry.partition(" -> ") for entry in read_lexicon("habits")["misspellings"])
    return tuple((right, wrong) for right, _, wrong in pairs)


def typed_by_person(text: str, voice: Voice, rng: random.Random) -> str:
    """The text in a person's own way of typing: case, full stops, laughs and misspellings."""
    style = "neat" if voice.polish and voice.side == "listener" else voice.slots.get("style", "neat")
    if style == "neat":
        return text
    laughs = 0.07 if voice.side == "listener" else 0.0
    if style == "lively":
        return text[:-1] + "!" if text.endswith(".") and rng.random() < 0.4 else text
    if text.endswith(".") and rng.random() < 0.75:
        text = text[:-1] + (rng.choice(_laughs()) if rng.random() < laughs else "")
    if style == "lower":
        text = text.lower()
    if rng.random() < 0.12:
        text = next((text.replace(*slip, 1) for slip in rng.sample(_misspellings(), 6) if slip[0] in text), text)
    return text
