"""How alignment changes a belief, by the kind of prompt (arXiv 2510.01171, section 4).

A single answer is drawn from the belief raised to `gamma` and tilted towards agreeable answers,
p^gamma * exp(tilt * appeal), which collapses onto the mode. A list contains the likeliest answers without weights, so
drawing from it is uniform. A distribution states the weights of the belief, up to noise, so drawing by weight recovers
the belief.
"""

from __future__ import annotations

import math
import random
from collections.abc import Iterable, Sequence

from vs_sim.standin.belief import Belief, Probabilities
from vs_sim.standin.prompt_reading import AnswerClause
from vs_sim.standin.standin_options import EngineOptions

_FIRST_WORDING = 0.88
"""Share of an act's probability that its first wording has; each further wording has that share of the rest."""
_LEAST_SHARE, _MOST_ANSWERS = 0.005, 25
"""Lowest probability and largest number of the answers listed when all are asked for."""
LOWEST_TEMPERATURE = 0.05
"""Lower temperatures are raised to this one, at which the likeliest answer is nearly certain."""
_QUADRATURE_NODES = 400
"""Nodes of the midpoint rule for the probability of being sampled."""
AnswerKey = str | tuple[str, int]
"""An answer text, or an act and the number of its wording."""
AnswerShares = list[tuple[AnswerKey, float]]


def sharpened_distribution(belief: Belief, options: EngineOptions, temperature: float | None) -> dict[str, float]:
    """The distribution of a direct answer: p^gamma * exp(tilt * appeal), to the power 1 / temperature, normalised."""
    heat = max(1.0 if temperature is None else temperature, LOWEST_TEMPERATURE)
    gamma, tilt = options.gamma / heat, options.tilt / heat
    logs = {
        key: gamma * math.log(p) + tilt * belief.appeal.get(key, 0.0) for key, p in belief.distribution.items() if p > 0
    }
    top = max(logs.values())
    return normalised_weights((key, math.exp(log - top)) for key, log in logs.items())


def normalised_weights(weights: Iterable[tuple[str, float]]) -> dict[str, float]:
    """Weights as a distribution; the weights of equal answers add up."""
    sums: dict[str, float] = {}
    for key, weight in weights:
        sums[key] = sums.get(key, 0.0) + weight
    total = math.fsum(sums.values())
    return {key: weight / total for key, weight in sums.items()}


def draw_answer(shares: Probabilities, given: frozenset[str], rng: random.Random) -> str:
    """One answer, other than those given before if there are others."""
    fresh = without_given(shares, given)
    return rng.choices(list(fresh), list(fresh.values()))[0]


def without_given(shares: Probabilities, given: frozenset[str]) -> Probabilities:
    """The distribution of the answers not given before, or the whole one when all have been given."""
    fresh = [(key, share) for key, share in shares.items() if key not in given]
    return shares if not fresh or len(fresh) == len(shares) else normalised_weights(fresh)


def list_answers(belief: Belief, clause: AnswerClause, rng: random.Random) -> AnswerShares:
    """The answers of a list with their probabilities in the belief, the likeliest first unless sampled."""
    items, most = listable_answers(belief, clause)
    if clause.sampled:
        keyed = [(math.log(1.0 - rng.random()) / share, key, share) for key, share in items]
        return [(key, share) for _, key, share in sorted(keyed, key=lambda item: -item[0])[:most]]
    return likeliest_answers(items, clause, most, len(clause.given) if belief.spoken else 0)


def listable_answers(belief: Belief, clause: AnswerClause) -> tuple[AnswerShares, int]:
    """The answers that can be listed, with probabilities, and how many of them are asked for."""
    most = _MOST_ANSWERS if clause.k is None else clause.k
    likely = [(key, share) for key, share in belief.distribution.items() if share > 1e-9]
    items: AnswerShares = list(likely)
    if belief.spoken:
        wordings, later = max(3, math.ceil((most + len(clause.given)) / len(likely)) + 1), 1 - _FIRST_WORDING
        items = [((act, at), share * _FIRST_WORDING * later**at) for act, share in likely for at in range(wordings)]
    below = clause.threshold or math.inf
    return [(key, share) for key, share in items if key not in clause.given and share < below], most


def greatest_share(belief: Belief) -> float:
    """The probability of the likeliest answer."""
    return max(belief.distribution.values()) * (_FIRST_WORDING if belief.spoken else 1.0)


def likeliest_answers(items: AnswerShares, clause: AnswerClause, most: int, given: int = 0) -> AnswerShares:
    """The likeliest answers after those given before; when all are asked for, only those above the lowest share."""
    ordered = sorted(items, key=lambda item: -item[1])[given:]
    return [item for item in ordered[:most] if clause.k is not None or item[1] >= _LEAST_SHARE] or ordered[:1]


def reported_weights(shares: Sequence[float], clause: AnswerClause, spread: float, rng: random.Random) -> list[float]:
    """Probabilities as a model states them: noisy, rounded to two decimals, never 0, their sum at most 1.

    With a threshold of at most .05 they are rounded to four decimals.
    """
    stated = [share * math.exp(spread * rng.gauss(0.0, 1.0)) for share in shares]
    scale = max(1.0, math.fsum(stated))
    threshold = clause.threshold or math.inf
    places = 2 if threshold > 0.05 else 4
    least = 10.0**-places
    rounded = [max(round(min(weight / scale, threshold - least), places), least) for weight in stated]
    excess = round(math.fsum(rounded) - 1.0, places)
    if excess > 0:
        top = max(range(len(rounded)), key=rounded.__getitem__)
        rounded[top] = max(round(rounded[top] - excess, places), least)
    return rounded


def drawn_distribution(
    belief: Belief, clause: AnswerClause, options: EngineOptions, temperature: float | None = None
) -> dict[str, float]:
    """The exact distribution of an answer drawn from the replies to a request as its clause intends.

    Direct answers: the sharpened distribution. Lists: uniform over their items. Distributions: by the stated weights,
    without their noise; or uniform over the items, where the answers were sampled.
    """
    if clause.form in ("plain", "object"):
        return dict(without_given(sharpened_distribution(belief, options, temperature), clause.given))
    items, most = listable_answers(belief, clause)
    if clause.sampled:
        return normalised_weights(zip((_act(key) for key, _ in items), _included(items, most), strict=True))
    shares = likeliest_answers(items, clause, most, len(clause.given) if belief.spoken else 0)
    weights = [1.0] * len(shares)
    if clause.form == "weighted":
        weights = reported_weights([share for _, share in shares], clause, 0.0, random.Random(0))
    return normalised_weights(zip((_act(key) for key, _ in shares), weights, strict=True))


def _act(key: AnswerKey) -> str:
    return key if isinstance(key, str) else key[0]


def _included(items: AnswerShares, most: int) -> list[float]:
    """The probability of each item to be among `most` drawn without replacement.

    Item i arrives at an exponential time of rate p_i; it is included if fewer than `most` others come before it
    (Efraimidis & Spirakis 2006). With u = exp(-p_i t) that is the mean over u in (0, 1) of P(N(t) < most), N the
    number of others that have arrived.
    """
    if len(items) <= most:
        return [1.0] * len(items)
    chances = []
    for at, (_, share) in enumerate(items):
        rates = [other for number, (_, other) in enumerate(items) if number != at]
        times = (-math.log((node + 0.5) / _QUADRATURE_NODES) / share for node in range(_QUADRATURE_NODES))
        chances.append(math.fsum(_few(rates, time, most) for time in times) / _QUADRATURE_NODES)
    return chances


def _few(rates: Sequence[float], time: float, most: int) -> float:
    """The probability that fewer than `most` of independent arrivals have occurred by a time."""
    counts = [1.0] + [0.0] * (most - 1)
    for rate in rates:
        stays = math.exp(-rate * time)
        for number in range(most - 1, 0, -1):
            counts[number] = counts[number] * stays + counts[number - 1] * (1 - stays)
        counts[0] *= stays
    return math.fsum(counts)
