"""From a scene to a voice: the slots that a person's words are filled with at one moment."""

from __future__ import annotations

import random
import zlib
from dataclasses import dataclass
from functools import cached_property, lru_cache

from vs_sim.standin.belief import gift, place
from vs_sim.standin.biography import biography
from vs_sim.standin.listening import Talk, listen
from vs_sim.standin.prompt_reading import Scene
from vs_sim.standin.standin_options import Options
from vs_sim.standin.topic_setting import Setting, persuades, setting
from vs_sim.standin.voice import Voice

SMALL = (0.025, 0.05, 0.125, 0.25)
"""What an asker calls a small amount, as shares of what there is."""
OWED = (("wished", "bye"), ("thanked", "thank"))
"""Slots of what can only be said to certain cues."""
VAGUE = ("a few dollars", "five dollars", "$5", "a little something", "ten dollars")
"""Amounts where the scenario names none."""


@dataclass(frozen=True)
class Speech:
    """What a speaker has to say something with."""

    scene: Scene
    talk: Talk
    options: Options
    sharpness: float
    """Power to which a direct answer sharpens; 1 in lists."""

    @cached_property
    def about(self) -> Setting:
        """What the talk is about."""
        return setting(self.scene.scenario)

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
            slots["small"] = money(self.about.endowment * rng.choice(SMALL), self.about.endowment, rng)
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
            place=place(self.scene, self.talk),
            polish=self.sharpness > 1,
            banks=self.options.banks,
        )

    @cached_property
    def _slots(self) -> dict[str, str | tuple[str, ...]]:
        """What is at hand at this moment, whatever is done with it."""
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
        return slots | {slot: "" for slot, cue in OWED if cue in other.last.cues}

    def _amount(self, about: Setting, rng: random.Random) -> str:
        if not about.endowment:
            return rng.choice(VAGUE)
        share = gift(self.scene, self.talk, self.options, self.sharpness, rng)
        return money(about.endowment * share, about.endowment, rng)


def speech(scene: Scene, options: Options, sharpness: float) -> Speech:
    """What a speaker has to say something with; `sharpness` above 1 means a direct answer."""
    return Speech(scene, listen(scene.turns), options, sharpness)


@lru_cache(maxsize=8192)
def _steady(persona: str, about: Setting, asks: bool) -> dict[str, str | tuple[str, ...]]:
    """Slots that stay the same through a conversation. Not to be changed by the caller."""
    slots: dict[str, str | tuple[str, ...]] = dict(biography(persona))
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
        mine = SMALL[zlib.crc32(persona.encode()) % len(SMALL)] * about.endowment
        slots |= {"endowment": "", "all": _dollars(about.endowment), "mine": _dollars(round(mine, 2))}
    else:
        slots |= {"small": "a few dollars", "bigger": "a bit more", "mine": "a few dollars"}
    return slots


def _pay(about: Setting, asks: bool) -> str | tuple[str, ...]:
    whose = "your" if asks else "my"
    if about.tasks:
        return (f"{whose} pay", f"{whose} payment", "the payment", f"{whose} earnings")
    return "the money" if about.endowment else f"what {'you' if asks else 'I'} have"


def _bigger(talk: Talk, endowment: float, rng: random.Random) -> str:
    named = talk.other.amount or (talk.other.share or 0.25) * endowment
    return money(min(endowment, max(2 * named, endowment / 4)), endowment, rng)


def _dollars(amount: float) -> str:
    return f"${amount:.0f}" if amount == round(amount) else f"${amount:.2f}"


def money(amount: float, endowment: float, rng: random.Random) -> str:
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
