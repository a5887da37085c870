"""The sentences the stand-in can say: templates by side and act, shipped or from a scenario's own lexicon.

In a template `[a|b]` is a choice, `{slot}` is filled in, and `?need+other: …` restricts it to speakers who have
these slots.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from vs_sim.standin.lexicon_files import Sections, read_lexicon

SLOT_PATTERN = re.compile(r"\{(\w+)\}")
_SIDES = ("asker", "listener")
_SHIPPED_FILES = (*_SIDES, "topic", "polished")
_CHOICE = re.compile(r"\[([^\]]*)\]")


@dataclass(frozen=True, slots=True)
class SentenceTemplate:
    """A sentence with choices and slots.

    Attributes:
        needs: The slots it needs.
        parts: Fixed texts (one alternative) and choices (several), in order.
        words: Words on average.
        anchors: Lower-case texts by which the sentence is recognised when it was said before: its longest fixed
            part, or all its choices where it has no fixed part.
    """

    needs: frozenset[str]
    parts: tuple[tuple[str, ...], ...]
    words: float
    anchors: tuple[str, ...]


@lru_cache(maxsize=8192)
def compile_template(text: str) -> SentenceTemplate:
    """Compile a template."""
    needs: set[str] = set()
    if text.startswith("?"):
        head, _, text = text[1:].partition(": ")
        needs |= set(head.split("+"))
    needs |= set(SLOT_PATTERN.findall(text))
    pieces = _CHOICE.split(text)
    parts = tuple(tuple(piece.split("|")) if at % 2 else (piece,) for at, piece in enumerate(pieces) if piece)
    words = sum(sum(len(choice.split()) for choice in part) / len(part) for part in parts)
    return SentenceTemplate(frozenset(needs), parts, words, _anchors(parts))


def _anchors(parts: tuple[tuple[str, ...], ...]) -> tuple[str, ...]:
    def plain(texts: Iterable[str]) -> list[str]:
        stretches = (stretch.strip(" .,!?").lower() for text in texts for stretch in SLOT_PATTERN.split(text)[::2])
        return [stretch for stretch in stretches if len(stretch) >= 8]

    fixed = plain(part[0] for part in parts if len(part) == 1)
    return (max(fixed, key=len),) if fixed else tuple(plain(text for part in parts for text in part))


@dataclass(frozen=True, eq=False)
class PhraseBanks:
    """Templates by side and act; those of a custom lexicon replace the shipped ones of the same act.

    Attributes:
        custom: The custom lexicon: side to act to templates; empty for the shipped sentences alone.
    """

    custom: Mapping[str, Sections]

    def bank(self, side: str, act: str, *, giving: bool) -> Sections:
        """The bank that contains an act's templates in this setting."""
        custom = self.custom.get(side, {})
        if act.partition(".")[0] in custom:
            return custom
        shipped = read_lexicon(side)
        return shipped if giving and act in shipped else read_lexicon("topic")

    def fitting(self, side: str, act: str, have: frozenset[str], *, giving: bool) -> tuple[SentenceTemplate, ...]:
        """The templates of an act that can be said with these slots."""
        return _fitting(self, side, act, have, giving)

    def polished(self, act: str, have: frozenset[str]) -> tuple[SentenceTemplate, ...]:
        """The templates of an act in an assistant's manner; none for the acts of a custom lexicon."""
        return () if act in self.custom.get("listener", ()) else _polished(act, have)


@lru_cache(maxsize=32768)
def _fitting(
    banks: PhraseBanks, side: str, act: str, have: frozenset[str], giving: bool
) -> tuple[SentenceTemplate, ...]:
    return _usable(banks.bank(side, act, giving=giving).get(act, ()), have)


@lru_cache(maxsize=8192)
def _polished(act: str, have: frozenset[str]) -> tuple[SentenceTemplate, ...]:
    return _usable(read_lexicon("polished").get(act, ()), have)


def _usable(texts: Iterable[str], have: frozenset[str]) -> tuple[SentenceTemplate, ...]:
    return tuple(choice for choice in map(compile_template, texts) if choice.needs <= have)


SHIPPED_BANKS = PhraseBanks({})


def custom_banks(lexicon: Mapping[str, Mapping[str, Sequence[str]]]) -> PhraseBanks:
    """The shipped templates, with those of a custom lexicon in the place of the same acts.

    Args:
        lexicon: Side (`asker`, `listener`) to act to at least one template.

    Raises:
        ValueError: A side, an act or a slot is unknown, or a bracket is left open.
    """
    for side, own in lexicon.items():
        if side not in _SIDES:
            raise ValueError(f"no side {side!r}; known: {', '.join(_SIDES)}")
        for act, texts in own.items():
            if act not in _acts():
                raise ValueError(f"no act {act!r}; known: {', '.join(sorted(_acts()))}")
            for text in texts or [""]:
                _check_template(text)
    return PhraseBanks({side: {act: tuple(texts) for act, texts in own.items()} for side, own in lexicon.items()})


def _check_template(text: str) -> None:
    """Reject a template that could not be filled in."""
    if not text.strip() or text.count("[") != text.count("]"):
        raise ValueError(f"{text!r} is no template: write words, [choices|between bars] and {{slots}}")
    unknown = sorted(set(SLOT_PATTERN.findall(text)) - _slots())
    if unknown:
        raise ValueError(f"no slot {{{unknown[0]}}}; known: {', '.join(sorted(_slots()))}")


@lru_cache(maxsize=1)
def _acts() -> frozenset[str]:
    return frozenset(act for name in (*_SIDES, "topic") for act in read_lexicon(name))


@lru_cache(maxsize=1)
def _slots() -> frozenset[str]:
    texts = (text for name in _SHIPPED_FILES for choices in read_lexicon(name).values() for text in choices)
    return frozenset(slot for text in texts for slot in SLOT_PATTERN.findall(text))
