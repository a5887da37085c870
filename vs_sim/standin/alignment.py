"""What alignment makes of a belief, by the kind of prompt (arXiv 2510.01171, section 4).

One answer is drawn from the belief raised to `gamma` and tilted towards agreeing, p^gamma * exp(tilt * appeal):
it collapses. A list brings the likeliest answers without weights, so each of them is as likely as another. A
distribution brings them with the belief's own weights, up to noise: drawn by weight, it gives the belief back.
"""

from __future__ import annotations

import math
import random
from collections.abc import Iterable, Sequence

from vs_sim.standin.belief import Belief, Law
from vs_sim.standin.prompt_reading import Clause
from vs_sim.standin.standin_options import Options

FIRST_WORDING = 0.88
"""Share of an act's probability that its first wording carries; each further one has that share of the rest."""
FLOOR, MOST = 0.005, 25
"""The least likely answer and the most answers that `all` brings."""
COOLEST = 0.05
"""The lowest temperature; below, an answer is the likeliest one anyway."""
NODES = 400
"""Points at which the chance of being among the sampled answers is summed."""
Key = str | tuple[str, int]
"""A value, or an act and the number of its wording."""
Shares = list[tuple[Key, float]]


def sharpened(belief: Belief, options: Options, temperature: float | None) -> dict[str, float]:
    """The law of a direct answer: p^gamma * exp(tilt * appeal), to the power of 1 / temperature, normalised."""
    heat = max(1.0 if temperature is None else temperature, COOLEST)
    gamma, tilt = options.gamma / heat, options.tilt / heat
    logs = {key: gamma * math.log(p) + tilt * belief.appeal.get(key, 0.0) for key, p in belief.law.items() if p > 0}
    top = max(logs.values())
    return normalised((key, math.exp(log - top)) for key, log in logs.items())


def normalised(weights: Iterable[tuple[str, float]]) -> dict[str, float]:
    """Weights as a law; those of one answer add up."""
    law: dict[str, float] = {}
    for key, weight in weights:
        law[key] = law.get(key, 0.0) + weight
    total = math.fsum(law.values())
    return {key: weight / total for key, weight in law.items()}


def one(law: Law, given: frozenset[str], rng: random.Random) -> str:
    """One answer, none of those given before if there are others."""
    fresh = left(law, given)
    return rng.choices(list(fresh), list(fresh.values()))[0]


def left(law: Law, given: frozenset[str]) -> Law:
    """The law of what has not been given yet; of everything once everything has been."""
    if given.isdisjoint(law):
        return law
    return normalised((key, share) for key, share in law.items() if key not in given) if {*law} - given else law


def several(belief: Belief, clause: Clause, rng: random.Random) -> Shares:
    """The answers of a list with their shares of the whole belief, the likeliest first unless sampled."""
    items, most = choice(belief, clause)
    if clause.sampled:
        keyed = [(math.log(1.0 - rng.random()) / share, key, share) for key, share in items]
        return [(key, share) for _, key, share in sorted(keyed, key=lambda item: -item[0])[:most]]
    return likeliest(items, clause, most, len(clause.given) if belief.spoken else 0)


def choice(belief: Belief, clause: Clause) -> tuple[Shares, int]:
    """What can be listed, and how much of it is wanted: values, or pairs of an act and one of its wordings."""
    most = MOST if clause.k is None else clause.k
    likely = [(key, share) for key, share in belief.law.items() if share > 1e-9]
    items: Shares = list(likely)
    if belief.spoken:
        wordings, later = max(3, math.ceil((most + len(clause.given)) / len(likely)) + 1), 1 - FIRST_WORDING
        items = [((act, at), share * FIRST_WORDING * later**at) for act, share in likely for at in range(wordings)]
    below = clause.threshold or math.inf
    return [(key, share) for key, share in items if key not in clause.given and share < below], most


def greatest(belief: Belief) -> float:
    """The share of the likeliest answer of all."""
    return max(belief.law.values()) * (FIRST_WORDING if belief.spoken else 1.0)


def likeliest(items: Shares, clause: Clause, most: int, given: int = 0) -> Shares:
    """The likeliest answers after those given; of `all`, only those that are likely at all."""
    ordered = sorted(items, key=lambda item: -item[1])[given:]
    return [item for item in ordered[:most] if clause.k is not None or item[1] >= FLOOR] or ordered[:1]


def reported(shares: Sequence[float], clause: Clause, spread: float, rng: random.Random) -> list[float]:
    """Shares as a model states them: noisy, rounded to two decimals, never 0, together at most 1.

    Below a threshold of .05 they are rounded to four.
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


def drawn(belief: Belief, clause: Clause, options: Options, temperature: float | None = None) -> dict[str, float]:
    """The exact law of an answer drawn from the replies to a request, as the clause means it to be drawn.

    Direct answers: the sharpened law. Lists: uniform over their items. Distributions: by the stated weights,
    without their noise; or uniform over the items, where the answers were sampled.
    """
    if clause.form in ("plain", "object"):
        return dict(left(sharpened(belief, options, temperature), clause.given))
    items, most = choice(belief, clause)
    if clause.sampled:
        return normalised(zip((_act(key) for key, _ in items), _included(items, most), strict=True))
    shares = likeliest(items, clause, most, len(clause.given) if belief.spoken else 0)
    weights = [1.0] * len(shares)
    if clause.form == "weighted":
        weights = reported([share for _, share in shares], clause, 0.0, random.Random(0))
    return normalised(zip((_act(key) for key, _ in shares), weights, strict=True))


def _act(key: Key) -> str:
    return key if isinstance(key, str) else key[0]


def _included(items: Shares, most: int) -> list[float]:
    """The chance of each item to be among `most` drawn without replacement.

    Item i arrives at an exponential time of rate p_i; it is in if fewer than `most` others come before it
    (Efraimidis & Spirakis 2006). With u = exp(-p_i t) that is the mean over u in (0, 1) of P(N(t) < most), N the
    number of others that have arrived.
    """
    if len(items) <= most:
        return [1.0] * len(items)
    chances = []
    for at, (_, share) in enumerate(items):
        rates = [other for number, (_, other) in enumerate(items) if number != at]
        times = (-math.log((node + 0.5) / NODES) / share for node in range(NODES))
        chances.append(math.fsum(_few(rates, time, most) for time in times) / NODES)
    return chances


def _few(rates: Sequence[float], time: float, most: int) -> float:
    """The chance that fewer than `most` of independent arrivals have come by a time."""
    counts = [1.0] + [0.0] * (most - 1)
    for rate in rates:
        stays = math.exp(-rate * time)
        for number in range(most - 1, 0, -1):
            counts[number] = counts[number] * stays + counts[number - 1] * (1 - stays)
        counts[0] *= stays
    return math.fsum(counts)
