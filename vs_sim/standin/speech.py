"""From a request to a voice: the slots that fill a person's sentences at one point of a conversation."""

from __future__ import annotations

import random
import zlib
from dataclasses import dataclass
from functools import cached_property, lru_cache

from vs_sim.standin.belief import exchange_position, named_share
from vs_sim.standin.biography import biography_slots
from vs_sim.standin.listening import TalkState, talk_state
from vs_sim.standin.prompt_reading import Scene
from vs_sim.standin.standin_options import EngineOptions
from vs_sim.standin.topic_setting import TalkSetting, persuades, talk_setting
from vs_sim.standin.voice import Voice

_SMALL_SHARES = (0.025, 0.05, 0.125, 0.25)
"""Amounts that an asker calls small, as shares of the endowment."""
_REPLY_SLOTS = (("wished", "bye"), ("thanked", "thank"))
"""Slots that are available only after certain cues."""
_VAGUE_AMOUNTS = ("a few dollars", "five dollars", "$5", "a little something", "ten dollars")
"""Amounts where the scenario names none."""


@dataclass(frozen=True)
class Speech:
    """A speaker in a scene, from which a voice for each act is made."""

    scene: Scene
    talk: TalkState
    options: EngineOptions
    sharpness: float
    """Power to which a direct answer is sharpened; 1 in lists."""

    @cached_property
    def about(self) -> TalkSetting:
        """What the talk is about."""
        return talk_setting(self.scene.scenario)

    @cached_property
    def asks(self) -> bool:
        """Whether the speaker is the one who asks."""
        return persuades(self.scene.role, self.scene.scenario)

    def voice(self, act: str, rng: random.Random) -> Voice:
        """The voice for an act; an offer's amount is drawn here."""
        me, slots = self.talk.me, dict(self._slots)
        if (self.talk.other if self.asks else me).stance == "agree" or act in ("agree", "offer"):
            slots["gave"] = ""
        elif me.stance == "refuse" or act == "refuse":
            slots["refused"] = ""
        if self.about.endowment:
            slots["small"] = amount_in_words(
                self.about.endowment * rng.choice(_SMALL_SHARES), self.about.endowment, rng
            )
            slots["bigger"] = _bigger(self.talk, self.about.endowment, rng)
        done = me.done - {{"agree": "refuse", "refuse": "agree"}.get(me.stance, "")}
        if act == "offer":
            slots["amount"] = self._amount(self.about, rng)
            done = done | {"offered"} if me.amount or me.share else done
        return Voice(
            side="asker" if self.asks else "listener",
            giving=self.about.giving,
            slots=slots,
            have=frozenset(slots),
            said=self.talk.said,
            cues=self.talk.other.last.cues,
            done=frozenset(done),
            place=exchange_position(self.scene, self.talk),
            polish=self.sharpness > 1,
            banks=self.options.banks,
        )

    @cached_property
    def _slots(self) -> dict[str, str | tuple[str, ...]]:
        """The slots available at this point, whatever the act."""
        slots = dict(_steady(self.scene.persona, self.about, self.asks))
        me, other = self.talk.me, self.talk.other
        if topic := me.last.topic if self.asks else other.last.topic:
            slots["point"] = topic
        slots["that_point"] = f"the {other.last.topic}" if other.last.topic else "the money"
        named = self.about.organisation
        if self.asks and named and named.lower() not in self.talk.said:
            slots["unnamed"] = ""
        if self.asks and not me.done & {"propose", "much?"} and other.stance != "agree":
            slots["unasked"] = ""
        if self.scene.turns:
            slots["talked"] = ""
        return slots | {slot: "" for slot, cue in _REPLY_SLOTS if cue in other.last.cues}

    def _amount(self, about: TalkSetting, rng: random.Random) -> str:
        if not about.endowment:
            return rng.choice(_VAGUE_AMOUNTS)
        share = named_share(self.scene, self.talk, self.options, self.sharpness, rng)
        return amount_in_words(about.endowment * share, about.endowment, rng)


def speech_of(scene: Scene, options: EngineOptions, sharpness: float) -> Speech:
    """The speaker of a scene; a `sharpness` above 1 means a direct answer."""
    return Speech(scene, talk_state(scene.turns), options, sharpness)


@lru_cache(maxsize=8192)
def _steady(persona: str, about: TalkSetting, asks: bool) -> dict[str, str | tuple[str, ...]]:
    """Slots that stay the same through a conversation; cached, so the caller must not change them."""
    slots: dict[str, str | tuple[str, ...]] = dict(biography_slots(persona))
    slots |= {"kids": about.beneficiaries, "topic": about.topic, about.cause: "", "pay": _pay(about, asks)}
    slots["kid"] = {"child": "child", "animal": "animal"}.get(about.cause, "person")
    slots["org"] = (about.organisation, about.organisation, "this charity") if about.organisation else "the charity"
    slots["called"] = about.organisation or "this charity"
    if about.organisation:
        slots["name"] = about.organisation
    if about.tasks:
        slots["hits"] = ""
    if about.cause in ("child", "people"):
        slots["aid"] = ""
    if about.endowment:
        mine = _SMALL_SHARES[zlib.crc32(persona.encode()) % len(_SMALL_SHARES)] * about.endowment
        slots |= {"endowment": "", "all": _dollars(about.endowment), "mine": _dollars(round(mine, 2))}
    else:
        slots |= {"small": "a few dollars", "bigger": "a bit more", "mine": "a few dollars"}
    return slots


def _pay(about: TalkSetting, asks: bool) -> str | tuple[str, ...]:
    whose = "your" if asks else "my"
    if about.tasks:
        return (f"{whose} pay", f"{whose} payment", "the payment", f"{whose} earnings")
    return "the money" if about.endowment else f"what {'you' if asks else 'I'} have"


def _bigger(talk: TalkState, endowment: float, rng: random.Random) -> str:
    named = talk.other.amount or (talk.other.share or 0.25) * endowment
    return amount_in_words(min(endowment, max(2 * named, endowment / 4)), endowment, rng)


def _dollars(amount: float) -> str:
    return f"${amount:.0f}" if amount == round(amount) else f"${amount:.2f}"


def amount_in_words(amount: float, endowment: float, rng: random.Random) -> str:
    """An amount of dollars as people write it."""
    amount = max(round(amount), 1) if endowment >= 20 else round(amount, 2)
    ways = [_dollars(amount), _dollars(amount)]
    if 0 < amount < 1:
        ways += [f"{100 * amount:.0f} cent" + ("s" if amount > 0.01 else "")] * 2
    elif amount == 1:
        ways += ["a dollar", "1 dollar", "one dollar"]
    elif amount == round(amount):
        ways += [f"{amount:.0f} dollars"]
    if amount == endowment:
        ways += ["all of it", f"the whole {_dollars(amount)}", "the full amount"]
    elif amount == endowment / 2:
        ways += ["half of it"]
    return ways[int(len(ways) * rng.random())]
