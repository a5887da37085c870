"""The declared law: what this persona would decide and do, given what was said.

A decision is a latent readiness, standard normal over people: told traits, the person's own bent, the talk so
far, and chance. The declared law of the amounts is cut at its own quantiles, so that whatever the persons are
like, the population keeps the declared law (a Gaussian copula). What people do in conversation is a table of
rates by exchange, shifted by what was just said, and spread over persons so that its mean stays the table's.
"""

from __future__ import annotations

import math
import random
import re
import zlib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from statistics import NormalDist

from vs_sim.standin import acts
from vs_sim.standin.hearing import Side, Talk, listen
from vs_sim.standin.knowledge import closed
from vs_sim.standin.reading import Scene
from vs_sim.standin.setting import persuades, setting

Law = Mapping[str, float]

HUMAN_CENTS = {
    0: 236, 1: 5, 2: 2, 3: 3, 5: 10, 10: 21, 12: 1, 15: 6, 19: 1, 20: 28, 25: 16, 30: 20, 40: 2, 50: 37, 55: 1,
    70: 1, 75: 10, 77: 1, 100: 99, 125: 1, 150: 7, 154: 1, 170: 1, 172: 1, 200: 48,
}  # fmt: skip
"""People's own law: dialogues by cents paid out of 200 (PersuasionForGood, 28 August to 4 September, n = 559)."""

DISPLACEMENT = 0.20
"""Kolmogorov-Smirnov distance of the default law from people: so much is moved from 0 to a quarter and a half."""
MOVED_TO = {50: 0.5, 100: 0.5}
MOST_SHIFTED = 0.4

TRAITS = {"agreeable": (4.0, 0.81, 0.14), "care": (4.58, 0.91, 0.14), "benevolence": (4.51, 1.42, 0.04)}
"""Mean, standard deviation and loading on readiness of the traits that matter; the others do not."""
BENT = 0.60
"""Loading of what makes a person themselves and is told nobody."""
SWAY = 0.30
"""Loading of the talk."""
TYPICAL_TALK = (-0.14, 0.51, 0.64)
"""Of `swayed` at the end of ordinary dialogues: mean, slope on the person's part, and spread about that line.

What a person says counts as far as it differs from what was to be expected of them; so the talk's part is
standard normal too, nearly, and the population keeps the declared law after a conversation."""

_NORMAL = NormalDist()


@dataclass(frozen=True)
class Belief:
    """What would be answered, before any alignment."""

    law: Law
    """Answer text, or act, to probability; sums to 1."""
    appeal: Mapping[str, float]
    """How agreeable an answer is, in [0, 1]: what alignment rewards."""
    spoken: bool
    """Whether the keys are acts that still want words."""


@lru_cache(maxsize=64)
def declared(law: str = "default") -> tuple[tuple[int, float], ...]:
    """The declared law of the amount: (cents of 200, probability), ascending.

    Args:
        law: `human`, `default` (displaced by `DISPLACEMENT`), or `shifted(x)` with 0 < x <= .4, which moves x
            from $0 to $1, so that its Kolmogorov-Smirnov distance from people is x.

    Raises:
        ValueError: There is no such law.
    """
    total = sum(HUMAN_CENTS.values())
    people = {cents: count / total for cents, count in HUMAN_CENTS.items()}
    if law == "human":
        return tuple(people.items())
    shifted = re.fullmatch(r"shifted\(\s*(\d*\.?\d+)\s*\)", law)
    moved, targets = (float(shifted[1]), {100: 1.0}) if shifted else (DISPLACEMENT, MOVED_TO)
    if not (shifted or law == "default") or not 0 < moved <= MOST_SHIFTED:
        raise ValueError(f"no law {law!r}; known: human, default, shifted(x) with 0 < x <= {MOST_SHIFTED}")
    people[0] -= moved
    for cents, share in targets.items():
        people[cents] += moved * share
    return tuple(people.items())


@lru_cache(maxsize=64)
def _cuts(law: str) -> tuple[tuple[int, float], ...]:
    """The declared law as (cents, quantile of the latent readiness up to which it is given)."""
    cuts, total = [], 0.0
    for cents, share in declared(law):
        total += share
        cuts.append((cents, _NORMAL.inv_cdf(total) if total < 1 - 1e-12 else math.inf))
    return tuple(cuts)


@lru_cache(maxsize=8192)
def person(persona: str, traits: tuple[tuple[str, str], ...]) -> tuple[float, float]:
    """A person's part of readiness: its value, and its variance over people.

    Somebody of whom nothing is told is nobody in particular: (0, 0).
    """
    if not traits:
        return 0.0, 0.0
    told = dict(traits)
    value, variance = BENT * _bent(persona), BENT**2
    for name, (mean, spread, loading) in TRAITS.items():
        number = re.match(r"-?\d+(\.\d+)?", told.get(name, ""))
        if number:
            value += loading * max(-2.5, min(2.5, (float(number[0]) - mean) / spread))
            variance += loading**2
    return value, variance


def _bent(persona: str) -> float:
    """A standard normal number that belongs to a persona block."""
    return _NORMAL.inv_cdf((zlib.crc32(b"bent" + persona.encode()) + 0.5) / 2**32)


def swayed(me: Side, endowment: float | None) -> float:
    """How far what a person has said binds them: commitments raise it, resistance lowers it."""
    size = me.share if me.share is not None else (me.amount / endowment if me.amount and endowment else None)
    score = {"agree": 0.3, "refuse": -1.2, "": -0.3}[me.stance] - 0.35 * min(me.resisted, 2)
    return score + (1.2 * (min(size, 1.0) - 0.4) if size is not None else 0.0)


def readiness(scene: Scene, talk: Talk) -> tuple[float, float]:
    """Mean and standard deviation of a persona's latent readiness here and now."""
    mean, variance = person(scene.persona, tuple(scene.traits.items()))
    if talk.me.turns:
        typical, slope, spread = TYPICAL_TALK
        said = swayed(talk.me, setting(scene.scenario).endowment)
        mean += SWAY * (said - typical - slope * mean) / spread
        variance += SWAY**2
    return mean, math.sqrt(1 - variance)


def amounts(mean: float, spread: float, law: str) -> list[tuple[int, float]]:
    """The law of the amount, in cents of 200, for one readiness."""
    result, below = [], 0.0
    for cents, cut in _cuts(law):
        upto = _NORMAL.cdf((cut - mean) / spread) if cut < math.inf else 1.0
        result.append((cents, upto - below))
        below = upto
    return result


def believe(scene: Scene, law: str) -> Belief:
    """What this persona would answer to this question now."""
    talk = listen(scene.turns)
    match scene.kind:
        case "amount":
            return _amount(scene, talk, law)
        case "scale":
            return _scale(scene, talk)
        case "options" if scene.options:
            return _options(scene, talk)
    known = closed(scene.question)
    if known:
        return Belief(known, {}, spoken=False)
    if scene.speaking:
        asks = persuades(scene.role, scene.scenario)
        return Belief(_acts(scene, talk, asks), acts.ASKING if asks else acts.AGREEABLE, spoken=True)
    score = stance(scene, talk)
    spread = {"for": score**2, "mixed": 2 * score * (1 - score), "opposed": (1 - score) ** 2}
    return Belief(spread, {"for": 1.0, "mixed": 0.5, "opposed": 0.0}, spoken=True)


def _amount(scene: Scene, talk: Talk, law: str) -> Belief:
    span = scene.high - scene.low
    places = decimals(scene.step)
    shares: dict[str, float] = {}
    appeal: dict[str, float] = {}
    for cents, share in amounts(*readiness(scene, talk), law):
        steps = round(span * cents / 200 / scene.step)
        text = f"{min(scene.low + steps * scene.step, scene.high):.{places}f}"
        shares[text] = shares.get(text, 0.0) + share
        appeal.setdefault(text, 1 - abs(cents - 100) / 100)
    return Belief(shares, appeal, spoken=False)


def decimals(step: float) -> int:
    """Digits after the point that a step of this size needs, at most 6."""
    return next((places for places in range(7) if abs(step * 10**places - round(step * 10**places)) < 1e-9), 6)


def stance(scene: Scene, talk: Talk) -> float:
    """How much a persona is for it, in (0, 1): the person, the other's appeals, and what they said themselves."""
    mean, _ = person(scene.persona, tuple(scene.traits.items()))
    heard = 0.08 * min(talk.other.appeals, 6) + 0.15 * ("for" in talk.other.last.cues)
    own = {"agree": 0.5, "refuse": -0.9, "": 0.0}[talk.me.stance] - 0.3 * min(talk.me.resisted, 3)
    return _NORMAL.cdf(0.05 + 0.6 * mean + heard + own)


def _scale(scene: Scene, talk: Talk) -> Belief:
    low, high = math.ceil(scene.low), math.floor(scene.high)
    span = max(high - low, 1)
    centre, width = low - 0.5 + (span + 1) * stance(scene, talk), 0.18 * (span + 1)
    edges = [_NORMAL.cdf((point - 0.5 - centre) / width) for point in range(low + 1, high + 1)]
    shares = [upper - lower for lower, upper in zip([0.0, *edges], [*edges, 1.0], strict=True)]
    points = [str(point) for point in range(low, high + 1)]
    appeal = {text: at / span for at, text in enumerate(points)}
    return Belief(dict(zip(points, shares, strict=True)), appeal, spoken=False)


def _options(scene: Scene, talk: Talk) -> Belief:
    """Yes and no follow the stance; any other options a fixed, mildly uneven law of their own."""
    weights: dict[str, float] = {}
    appeal: dict[str, float] = {}
    score = stance(scene, talk)
    for option in scene.options:
        word = option.strip().lower()
        side = next((s for s, pattern in acts.SIDES.items() if re.match(pattern, word)), None)
        even = zlib.crc32(f"{scene.question}|{option}".encode()) / 2**32
        weights[option] = {"yes": score, "no": 1 - score, None: 0.6 + 0.8 * even}[side]
        appeal[option] = float(side == "yes")
    if any(re.match(acts.SIDES["yes"], option.strip().lower()) for option in scene.options):
        weights = {o: (0.3 * w if not re.match(acts.EITHER, o.strip().lower()) else w) for o, w in weights.items()}
    total = sum(weights.values())
    return Belief({option: weight / total for option, weight in weights.items()}, appeal, spoken=False)


def _acts(scene: Scene, talk: Talk, asks: bool) -> Law:
    """The law of the next act: the table's, spread over persons and moments with its mean kept.

    The spread is a Dirichlet law of `acts.STEADINESS` pseudo-observations; its numbers belong to the persona
    block and the conversation, so that the same moment always has the same law.
    """
    about = setting(scene.scenario)
    mean, _ = person(scene.persona, tuple(scene.traits.items()))
    table = acts.expected(acts.Moment(place(scene, talk), talk, mean, asks, about.giving))
    moment = scene.persona + "|" + (scene.turns[-1].text if scene.turns else "") + str(len(scene.turns))
    rng = random.Random(zlib.crc32(moment.encode()))
    drawn = {act: rng.gammavariate(acts.STEADINESS * share, 1.0) for act, share in table.items()}
    total = sum(drawn.values()) or 1.0
    return {act: weight / total for act, weight in drawn.items() if weight > 1e-6 * total}


def place(scene: Scene, talk: Talk) -> int:
    """Where in the conversation we are, 0 to 9 of an ordinary one of ten exchanges."""
    at = scene.exchange if scene.exchange is not None else talk.me.turns
    return max(0, min(9, round(at * 9 / max(scene.exchanges - 1, 1))))


def gift(scene: Scene, talk: Talk, law: str, gamma: float, rng: random.Random) -> float:
    """An amount a persona would name aloud, as a share of what there is, in (0, 1].

    Once named it is mostly kept. Nobody names nothing.
    """
    about = setting(scene.scenario)
    named = talk.me.share or (talk.me.amount / about.endowment if talk.me.amount and about.endowment else None)
    if named and rng.random() < acts.KEPT:
        return min(named, 1.0)
    shares = [(cents, share**gamma) for cents, share in amounts(*readiness(scene, talk), law) if cents]
    return rng.choices([c for c, _ in shares], [w for _, w in shares])[0] / 200
