"""The words there are: templates by side and act, the shipped ones and those of a lexicon of one's own.

`[a|b]` is a choice, `{slot}` is filled in, `?need+other: …` is said only by whom it fits.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from vs_sim.standin.lexicon import asides, asker, decision, listener, replies, topic, topic_asker

Bank = Mapping[str, tuple[str, ...]]

BANKS: Mapping[str, Bank] = {
    "listener": {**listener.BANK, **asides.BANK, **decision.BANK},
    "asker": {**asker.BANK, **replies.BANK},
    "topic": {**topic.BANK, **topic_asker.BANK},
    "polished": decision.POLISHED,
}
SIDES = ("asker", "listener")
SLOT = re.compile(r"\{(\w+)\}")
_CHOICE = re.compile(r"\[([^\]]*)\]")


@dataclass(frozen=True, slots=True)
class Template:
    """A sentence with choices and slots."""

    needs: frozenset[str]
    parts: tuple[tuple[str, ...], ...]
    words: float
    """Words on average."""
    anchors: tuple[str, ...]
    """Parts by which the sentence is known again, lower case: the longest fixed one, or its choices."""


@lru_cache(maxsize=8192)
def template(text: str) -> Template:
    """Compile a template."""
    needs: set[str] = set()
    if text.startswith("?"):
        head, _, text = text[1:].partition(": ")
        needs |= set(head.split("+"))
    needs |= set(SLOT.findall(text))
    pieces = _CHOICE.split(text)
    parts = tuple(tuple(piece.split("|")) if at % 2 else (piece,) for at, piece in enumerate(pieces) if piece)
    words = sum(sum(len(choice.split()) for choice in part) / len(part) for part in parts)
    return Template(frozenset(needs), parts, words, _anchors(parts))


def _anchors(parts: tuple[tuple[str, ...], ...]) -> tuple[str, ...]:
    def plain(texts: Iterable[str]) -> list[str]:
        stretches = (stretch.strip(" .,!?").lower() for text in texts for stretch in SLOT.split(text)[::2])
        return [stretch for stretch in stretches if len(stretch) >= 8]

    fixed = plain(part[0] for part in parts if len(part) == 1)
    return (max(fixed, key=len),) if fixed else tuple(plain(text for part in parts for text in part))


@dataclass(frozen=True, eq=False)
class Banks:
    """Templates by side; one's own stand before the shipped ones of the same act."""

    own: Mapping[str, Bank]

    def bank(self, side: str, act: str, *, giving: bool) -> Bank:
        """The bank that holds an act's words in this setting."""
        own = self.own.get(side, {})
        if act.partition(".")[0] in own:
            return own
        return BANKS[side] if giving and act in BANKS[side] else BANKS["topic"]

    def fitting(self, side: str, act: str, have: frozenset[str], *, giving: bool) -> tuple[Template, ...]:
        """The templates of an act that can be said with these slots."""
        return _fitting(self, side, act, have, giving)

    def polished(self, act: str, have: frozenset[str]) -> tuple[Template, ...]:
        """The templates of an act in the manner of an assistant; none where the words are one's own."""
        return () if act in self.own.get("listener", ()) else _polished(act, have)


@lru_cache(maxsize=32768)
def _fitting(banks: Banks, side: str, act: str, have: frozenset[str], giving: bool) -> tuple[Template, ...]:
    return _said_by(banks.bank(side, act, giving=giving).get(act, ()), have)


@lru_cache(maxsize=8192)
def _polished(act: str, have: frozenset[str]) -> tuple[Template, ...]:
    return _said_by(BANKS["polished"].get(act, ()), have)


def _said_by(texts: Iterable[str], have: frozenset[str]) -> tuple[Template, ...]:
    return tuple(choice for choice in map(template, texts) if choice.needs <= have)


SHIPPED = Banks({})


def banks(lexicon: Mapping[str, Mapping[str, Sequence[str]]]) -> Banks:
    """The shipped words with those of a lexicon in their place.

    Args:
        lexicon: Side (`asker`, `listener`) to act to at least one template.

    Raises:
        ValueError: A side, an act or a slot is unknown, or a bracket is left open.
    """
    for side, own in lexicon.items():
        if side not in SIDES:
            raise ValueError(f"no side {side!r}; known: {', '.join(SIDES)}")
        for act, texts in own.items():
            if act not in _acts():
                raise ValueError(f"no act {act!r}; known: {', '.join(sorted(_acts()))}")
            for text in texts or [""]:
                _written(text)
    return Banks({side: {act: tuple(texts) for act, texts in own.items()} for side, own in lexicon.items()})


def _written(text: str) -> None:
    """Refuse a template that could not be filled in."""
    if not text.strip() or text.count("[") != text.count("]"):
        raise ValueError(f"{text!r} is no template: words, with [choices|between bars] and {{slots}}")
    unknown = sorted(set(SLOT.findall(text)) - _slots())
    if unknown:
        raise ValueError(f"no slot {{{unknown[0]}}}; known: {', '.join(sorted(_slots()))}")


@lru_cache(maxsize=1)
def _acts() -> frozenset[str]:
    return frozenset(act for side in (*SIDES, "topic") for act in BANKS[side])


@lru_cache(maxsize=1)
def _slots() -> frozenset[str]:
    texts = (text for bank in BANKS.values() for choices in bank.values() for text in choices)
    return frozenset(slot for text in texts for slot in SLOT.findall(text))
