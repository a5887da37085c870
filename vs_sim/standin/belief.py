"""The belief: what this persona would decide and do, given what was said.

A decision is a latent readiness, standard normal over people: told traits, the person's own bent, the talk so
far, and chance. The declared law of the amounts is cut at its own quantiles (`laws`), so that whatever the
persons are like, the population keeps the declared law (a Gaussian copula). What people do in conversation is a
table of rates by exchange, shifted by what was just said, and spread over persons so that its mean stays the
table's.
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

from vs_sim.standin import speech_acts
from vs_sim.standin.knowledge import closed
from vs_sim.standin.listening import Side, Talk, listen
from vs_sim.standin.prompt_reading import Scene, persona_traits
from vs_sim.standin.standin_options import DEFAULT, Options
from vs_sim.standin.topic_setting import persuades, setting

Law = Mapping[str, float]

TRAITS = {"agreeable": (4.0, 0.81, 0.14), "care": (4.58, 0.91, 0.14), "benevolence": (4.51, 1.42, 0.04)}
"""Mean, standard deviation and loading on readiness of the traits that matter; the others do not."""
TOGETHER = 0.02
"""What the traits' correlations add to the variance that their loadings make by themselves."""
SWAY = 0.30
"""Loading of the talk."""
UNSAID, TYPICAL_TALK, TALKED_OUT = -0.3, (-0.05, 0.46, 0.60), 10
"""Of `swayed` before anything is said; after so many turns: mean, slope on the person's lean, and spread about that
line. In between it is on the way.

What a person says counts as far as it differs from what was to be expected of them; so the talk's part is
standard normal too, nearly, and the population keeps the declared law after a conversation, to within .03."""
WORD_KEPT = 0.84
"""Of those who named an amount and give, so many give just that (people: 77 of 92 who stated at most $2)."""

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


@lru_cache(maxsize=8192)
def person(persona: str, consistency: float = DEFAULT.consistency) -> float:
    """A person's part of readiness: normal over people with mean 0 and variance `consistency`.

    Somebody of whom nothing is told is nobody in particular: 0.
    """
    told = persona_traits(persona)
    if not told:
        return 0.0
    value, bent = 0.0, consistency - TOGETHER * (TRAITS.keys() <= told.keys())
    for name, (mean, spread, loading) in TRAITS.items():
        number = re.match(r"-?\d+(\.\d+)?", told.get(name, ""))
        if number:
            value += loading * max(-2.5, min(2.5, (float(number[0]) - mean) / spread))
            bent -= loading**2
    return value + math.sqrt(bent) * _NORMAL.inv_cdf((zlib.crc32(b"bent" + persona.encode()) + 0.5) / 2**32)


def swayed(me: Side) -> float:
    """How far what a person has said binds them: agreeing raises it, resisting lowers it."""
    return {"agree": 0.3, "refuse": -1.2, "": UNSAID}[me.stance] - 0.35 * min(me.resisted, 2)


def readiness(scene: Scene, talk: Talk, consistency: float) -> tuple[float, float]:
    """Mean and standard deviation of a persona's latent readiness here and now."""
    mean = person(scene.persona, consistency)
    variance = consistency if scene.traits else 0.0
    if talk.me.turns:
        along = min(talk.me.turns / TALKED_OUT, 1.0)
        typical, slope, spread = TYPICAL_TALK
        expected = UNSAID + along * (typical - UNSAID + slope * person(scene.persona))
        mean += SWAY * (swayed(talk.me) - expected) / spread
        variance += SWAY**2 * along
    return mean, math.sqrt(1 - variance)


def believe(scene: Scene, options: Options = DEFAULT) -> Belief:
    """What this persona would answer to this question now."""
    talk = listen(scene.turns)
    if known := closed(scene.question, scene.possible):
        return Belief(known, {}, spoken=False)
    match scene.kind:
        case "amount":
            return _amount(scene, talk, options)
        case "scale":
            return _scale(scene, talk)
        case "options" if scene.options:
            return _options(scene, talk)
    if scene.speaking:
        asks = persuades(scene.role, scene.scenario)
        return Belief(_acts(scene, talk, asks), speech_acts.ASKING if asks else speech_acts.AGREEABLE, spoken=True)
    score = stance(scene, talk)
    spread = {"for": score**2, "mixed": 2 * score * (1 - score), "opposed": (1 - score) ** 2}
    return Belief(spread, {"for": 1.0, "mixed": 0.5, "opposed": 0.0}, spoken=True)


def _amount(scene: Scene, talk: Talk, options: Options) -> Belief:
    """The law of the amount; whoever named one mostly keeps to it, if they give at all."""
    law, middle = options.declared, (scene.low + scene.high) / 2
    shares: dict[str, float] = {}
    appeal: dict[str, float] = {}
    for point, share in law.at(*readiness(scene, talk, options.consistency)):
        amount = law.amount(point, scene.low, scene.high)
        text = _text(amount, scene)
        shares[text] = shares.get(text, 0.0) + share
        appeal.setdefault(text, 1 - abs(amount - middle) / (scene.high - middle))
    said = talk.me.amount if talk.me.share is None else talk.me.share * scene.high
    if said and scene.low < said <= scene.high:
        named, nothing = _text(said, scene), _text(scene.low, scene)
        giving = math.fsum(share for text, share in shares.items() if text != nothing)
        shares = {text: share * (1.0 if text == nothing else 1 - WORD_KEPT) for text, share in shares.items()}
        shares[named] = shares.get(named, 0.0) + WORD_KEPT * giving
        appeal.setdefault(named, 1 - abs(said - middle) / (scene.high - middle))
    return Belief(shares, appeal, spoken=False)


def _text(amount: float, scene: Scene) -> str:
    """An amount as an answer: on the steps of the range."""
    steps = round((amount - scene.low) / scene.step)
    return f"{min(scene.low + steps * scene.step, scene.high):.{decimals(scene.step)}f}"


def decimals(step: float) -> int:
    """Digits after the point that a step of this size needs, at most 6."""
    return next((places for places in range(7) if abs(step * 10**places - round(step * 10**places)) < 1e-9), 6)


def stance(scene: Scene, talk: Talk) -> float:
    """How much a persona is for it, in (0, 1): the person, the other's appeals, and what they said themselves."""
    mean = person(scene.persona)
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
        side = next((s for s, pattern in speech_acts.SIDES.items() if re.match(pattern, word)), None)
        even = zlib.crc32(f"{scene.question}|{option}".encode()) / 2**32
        weights[option] = {"yes": score, "no": 1 - score, None: 0.6 + 0.8 * even}[side]
        appeal[option] = float(side == "yes")
    if any(re.match(speech_acts.SIDES["yes"], option.strip().lower()) for option in scene.options):
        weights = {
            o: (0.3 * w if not re.match(speech_acts.EITHER, o.strip().lower()) else w) for o, w in weights.items()
        }
    total = sum(weights.values())
    return Belief({option: weight / total for option, weight in weights.items()}, appeal, spoken=False)


def _acts(scene: Scene, talk: Talk, asks: bool) -> Law:
    """The law of the next act: the table's, spread over persons and moments with its mean kept.

    The spread is a Dirichlet law of `speech_acts.STEADINESS` pseudo-observations; its numbers belong to the persona
    block and the conversation, so that the same moment always has the same law.
    """
    about = setting(scene.scenario)
    mean = person(scene.persona)
    table = speech_acts.expected(speech_acts.Moment(place(scene, talk), talk, mean, asks, about.giving))
    moment = scene.persona + "|" + (scene.turns[-1].text if scene.turns else "") + str(len(scene.turns))
    rng = random.Random(zlib.crc32(moment.encode()))
    drawn = {act: rng.gammavariate(speech_acts.STEADINESS * share, 1.0) for act, share in table.items()}
    total = sum(drawn.values()) or 1.0
    return {act: weight / total for act, weight in drawn.items() if weight > 1e-6 * total}


def place(scene: Scene, talk: Talk) -> int:
    """Where in the conversation we are, 0 to 9 of an ordinary one of ten exchanges."""
    at = scene.exchange if scene.exchange is not None else talk.me.turns
    return max(0, min(9, round(at * 9 / max(scene.exchanges - 1, 1))))


def gift(scene: Scene, talk: Talk, options: Options, gamma: float, rng: random.Random) -> float:
    """An amount a persona would name aloud, as a share of what there is, in (0, 1].

    Once named it is mostly kept. Nobody names nothing.
    """
    endowment = setting(scene.scenario).endowment or 0.0
    named = talk.me.share or (talk.me.amount / endowment if talk.me.amount and endowment else None)
    if named and rng.random() < speech_acts.KEPT:
        return min(named, 1.0)
    law = options.declared
    chances = [(law.amount(point, 0.0, endowment), share**gamma)
               for point, share in law.at(*readiness(scene, talk, options.consistency))]  # fmt: skip
    some = [(amount, weight) for amount, weight in chances if amount > 0 and weight > 0] or [(endowment, 1.0)]
    amount = rng.choices([amount for amount, _ in some], [weight for _, weight in some])[0]
    return min(amount / endowment, 1.0) if endowment else 1.0
