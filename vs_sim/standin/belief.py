"""The belief: the distribution of what a persona would decide or do, given the conversation so far.

A decision depends on a latent readiness, standard normal over the population, which is the sum of the prompted
traits, a persistent personal component, the conversation so far, and chance. Readiness selects an amount through the
quantiles of the declared distribution (a Gaussian copula), so that the population keeps that distribution whatever
its personas are. Acts in conversation follow a table of rates by exchange, shifted by what was just said, and varied
over persons so that the mean rates stay those of the table.
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
from vs_sim.standin.declared_conformity import conforming_shares
from vs_sim.standin.knowledge import well_known_answers
from vs_sim.standin.listening import SpeakerState, TalkState, talk_state
from vs_sim.standin.prompt_reading import Scene, persona_traits
from vs_sim.standin.standin_options import DEFAULT_OPTIONS, EngineOptions
from vs_sim.standin.topic_setting import persuades, talk_setting

Probabilities = Mapping[str, float]

_TRAITS = {"agreeable": (4.0, 0.81, 0.14), "care": (4.58, 0.91, 0.14), "benevolence": (4.51, 1.42, 0.04)}
"""Mean, standard deviation and loading on readiness of the traits that matter; the others do not."""
_TRAIT_COVARIANCE = 0.02
"""Variance that the correlations of the traits add to that of their loadings."""
_TALK_LOADING = 0.30
"""Loading of the conversation on readiness."""
_NOTHING_SAID, _TYPICAL_TALK, _FULL_TALK = -0.3, (-0.05, 0.46, 0.60), 10
"""`stated_commitment` before anything was said; its mean, its slope on the person's readiness and its standard
deviation about that line after a full conversation; turns of a full conversation. In between it is interpolated.

What a person says counts as far as it differs from what was to be expected of them. The component of the conversation
is therefore nearly standard normal, and the population keeps the declared distribution after a conversation, to
within a Kolmogorov-Smirnov distance of .03."""
_AMOUNT_KEPT = 0.84
"""Share of those who named an amount and give who give exactly that (people: 77 of 92 who stated at most $2)."""

_NORMAL = NormalDist()


@dataclass(frozen=True)
class Belief:
    """What would be answered, before any alignment.

    Attributes:
        distribution: Answer text, or act, to probability; sums to 1.
        appeal: How agreeable each answer is, in [0, 1]: what alignment rewards.
        spoken: Whether the keys are acts that still have to be put into words.
    """

    distribution: Probabilities
    appeal: Mapping[str, float]
    spoken: bool


@lru_cache(maxsize=8192)
def person_readiness(persona: str, consistency: float = DEFAULT_OPTIONS.consistency) -> float:
    """The persistent component of a person's readiness: normal over people, mean 0, variance `consistency`.

    It is 0 for a persona without attributes.
    """
    prompted = persona_traits(persona)
    if not prompted:
        return 0.0
    value, bent = 0.0, consistency - _TRAIT_COVARIANCE * (_TRAITS.keys() <= prompted.keys())
    for name, (mean, spread, loading) in _TRAITS.items():
        number = re.match(r"-?\d+(\.\d+)?", prompted.get(name, ""))
        if number:
            value += loading * max(-2.5, min(2.5, (float(number[0]) - mean) / spread))
            bent -= loading**2
    return value + math.sqrt(bent) * _NORMAL.inv_cdf((zlib.crc32(b"bent" + persona.encode()) + 0.5) / 2**32)


def stated_commitment(me: SpeakerState) -> float:
    """How committed a person is by their own utterances: agreeing raises it, resisting lowers it."""
    return {"agree": 0.3, "refuse": -1.2, "": _NOTHING_SAID}[me.stance] - 0.35 * min(me.resisted, 2)


def readiness(scene: Scene, talk: TalkState, consistency: float) -> tuple[float, float]:
    """Mean and standard deviation of a persona's latent readiness here and now."""
    mean = person_readiness(scene.persona, consistency)
    variance = consistency if scene.traits else 0.0
    if talk.me.turns:
        along = min(talk.me.turns / _FULL_TALK, 1.0)
        typical, slope, spread = _TYPICAL_TALK
        expected = _NOTHING_SAID + along * (typical - _NOTHING_SAID + slope * person_readiness(scene.persona))
        mean += _TALK_LOADING * (stated_commitment(talk.me) - expected) / spread
        variance += _TALK_LOADING**2 * along
    return mean, math.sqrt(1 - variance)


def believe(scene: Scene, options: EngineOptions = DEFAULT_OPTIONS) -> Belief:
    """What this persona would answer to this question now."""
    talk = talk_state(scene.turns)
    if known := well_known_answers(scene.question, scene.possible):
        return Belief(known, {}, spoken=False)
    match scene.kind:
        case "amount":
            return _amount(scene, talk, options)
        case "scale":
            return _scale(scene, talk, options)
        case "options" if scene.options:
            return _options(scene, talk)
    if scene.speaking:
        asks = persuades(scene.role, scene.scenario)
        return Belief(
            _acts(scene, talk, asks), speech_acts.ASKER_APPEAL if asks else speech_acts.LISTENER_APPEAL, spoken=True
        )
    score = support(scene, talk)
    spread = {"for": score**2, "mixed": 2 * score * (1 - score), "opposed": (1 - score) ** 2}
    return Belief(spread, {"for": 1.0, "mixed": 0.5, "opposed": 0.0}, spoken=True)


def _amount(scene: Scene, talk: TalkState, options: EngineOptions) -> Belief:
    """The distribution of the amount; a person who named one mostly gives it, if they give at all."""
    declared, middle = options.distribution, (scene.low + scene.high) / 2
    shares: dict[str, float] = {}
    appeal: dict[str, float] = {}
    for point, share in declared.at(*readiness(scene, talk, options.consistency)):
        amount = declared.amount(point, scene.low, scene.high)
        text = _text(amount, scene)
        shares[text] = shares.get(text, 0.0) + share
        appeal.setdefault(text, 1 - abs(amount - middle) / (scene.high - middle))
    said = talk.me.amount if talk.me.share is None else talk.me.share * scene.high
    if said and scene.low < said <= scene.high:
        named, nothing = _text(said, scene), _text(scene.low, scene)
        giving = math.fsum(share for text, share in shares.items() if text != nothing)
        shares = {text: share * (1.0 if text == nothing else 1 - _AMOUNT_KEPT) for text, share in shares.items()}
        shares[named] = shares.get(named, 0.0) + _AMOUNT_KEPT * giving
        appeal.setdefault(named, 1 - abs(said - middle) / (scene.high - middle))
    return Belief(shares, appeal, spoken=False)


def _text(amount: float, scene: Scene) -> str:
    """An amount as an answer, rounded to the steps of the range."""
    steps = round((amount - scene.low) / scene.step)
    return f"{min(scene.low + steps * scene.step, scene.high):.{step_decimals(scene.step)}f}"


def step_decimals(step: float) -> int:
    """Decimal places that a step of this size needs, at most 6."""
    return next((places for places in range(7) if abs(step * 10**places - round(step * 10**places)) < 1e-9), 6)


def support(scene: Scene, talk: TalkState) -> float:
    """How much a persona supports the proposal, in (0, 1): from the person, the appeals heard and their own words."""
    mean = person_readiness(scene.persona)
    heard = 0.08 * min(talk.other.appeals, 6) + 0.15 * ("for" in talk.other.last.cues)
    own = {"agree": 0.5, "refuse": -0.9, "": 0.0}[talk.me.stance] - 0.3 * min(talk.me.resisted, 3)
    return _NORMAL.cdf(0.05 + 0.6 * mean + heard + own)


def _scale(scene: Scene, talk: TalkState, options: EngineOptions) -> Belief:
    low, high = math.ceil(scene.low), math.floor(scene.high)
    span = max(high - low, 1)
    points = [str(point) for point in range(low, high + 1)]
    appeal = {text: at / span for at, text in enumerate(points)}
    if options.conformity and (conforming := conforming_shares(scene, options.conformity)):
        return Belief(conforming, appeal, spoken=False)
    centre, width = low - 0.5 + (span + 1) * support(scene, talk), 0.18 * (span + 1)
    edges = [_NORMAL.cdf((point - 0.5 - centre) / width) for point in range(low + 1, high + 1)]
    shares = [upper - lower for lower, upper in zip([0.0, *edges], [*edges, 1.0], strict=True)]
    return Belief(dict(zip(points, shares, strict=True)), appeal, spoken=False)


def _options(scene: Scene, talk: TalkState) -> Belief:
    """Yes and no follow the support; other options have a fixed, mildly uneven distribution."""
    weights: dict[str, float] = {}
    appeal: dict[str, float] = {}
    score = support(scene, talk)
    for option in scene.options:
        word = option.strip().lower()
        side = next((s for s, pattern in speech_acts.POLARITY_PATTERNS.items() if re.match(pattern, word)), None)
        even = zlib.crc32(f"{scene.question}|{option}".encode()) / 2**32
        weights[option] = {"yes": score, "no": 1 - score, None: 0.6 + 0.8 * even}[side]
        appeal[option] = float(side == "yes")
    if any(re.match(speech_acts.POLARITY_PATTERNS["yes"], option.strip().lower()) for option in scene.options):
        weights = {
            o: (0.3 * w if not re.match(speech_acts.POLAR_PATTERN, o.strip().lower()) else w)
            for o, w in weights.items()
        }
    total = sum(weights.values())
    return Belief({option: weight / total for option, weight in weights.items()}, appeal, spoken=False)


def _acts(scene: Scene, talk: TalkState, asks: bool) -> Probabilities:
    """The distribution of the next act: that of the table, varied over persons and states with its mean kept.

    The variation is a Dirichlet distribution with `speech_acts.CONCENTRATION` pseudo-observations. Its random numbers
    are derived from the persona block and the conversation, so that the same state always has the same distribution.
    """
    about = talk_setting(scene.scenario)
    mean = person_readiness(scene.persona)
    table = speech_acts.expected_acts(
        speech_acts.ActContext(exchange_position(scene, talk), talk, mean, asks, about.giving)
    )
    moment = scene.persona + "|" + (scene.turns[-1].text if scene.turns else "") + str(len(scene.turns))
    rng = random.Random(zlib.crc32(moment.encode()))
    drawn = {act: rng.gammavariate(speech_acts.CONCENTRATION * share, 1.0) for act, share in table.items()}
    total = sum(drawn.values()) or 1.0
    return {act: weight / total for act, weight in drawn.items() if weight > 1e-6 * total}


def exchange_position(scene: Scene, talk: TalkState) -> int:
    """Position in the conversation, scaled to the exchanges 0 to 9 of a conversation of ten."""
    at = scene.exchange if scene.exchange is not None else talk.me.turns
    return max(0, min(9, round(at * 9 / max(scene.exchanges - 1, 1))))


def named_share(scene: Scene, talk: TalkState, options: EngineOptions, gamma: float, rng: random.Random) -> float:
    """An amount a persona would name in conversation, as a share of the endowment, in (0, 1].

    An amount named before is mostly repeated. An amount of 0 is never named.
    """
    endowment = talk_setting(scene.scenario).endowment or 0.0
    named = talk.me.share or (talk.me.amount / endowment if talk.me.amount and endowment else None)
    if named and rng.random() < speech_acts.NAMED_AMOUNT_REPEATED:
        return min(named, 1.0)
    declared = options.distribution
    chances = [(declared.amount(point, 0.0, endowment), share**gamma)
               for point, share in declared.at(*readiness(scene, talk, options.consistency))]  # fmt: skip
    some = [(amount, weight) for amount, weight in chances if amount > 0 and weight > 0] or [(endowment, 1.0)]
    amount = rng.choices([amount for amount, _ in some], [weight for _, weight in some])[0]
    return min(amount / endowment, 1.0) if endowment else 1.0
