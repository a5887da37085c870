"""Messages in, text out: what an aligned model makes of a known belief.

Alignment sharpens a belief to its power `gamma` and tilts it towards agreeing, p^gamma * exp(tilt * appeal), and
that is what one direct answer is drawn from: it collapses. A list brings the likeliest answers without weights,
a distribution brings them with the belief's own weights, up to noise (arXiv 2510.01171, section 4).
"""

from __future__ import annotations

import hashlib
import json
import math
import random
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from vs_sim.standin.belief import Belief, believe, declared
from vs_sim.standin.reading import Clause, Scene, read
from vs_sim.standin.speech import Speech, speech
from vs_sim.standin.voice import utter

FIRST_WORDING = 0.88
"""Share of an act's probability that its first wording carries; each further one has that share of the rest."""
FLOOR, MOST = 0.005, 25
"""The least likely answer and the most answers that `all` brings."""
REFUSAL = "I'm sorry, but I can't help with that request."
Key = str | tuple[str, int]


@dataclass(frozen=True)
class Options:
    """What kind of model it is.

    Attributes:
        gamma: Power to which alignment raises a belief in direct answers, >= 0; 1 leaves it.
        tilt: Weight of agreeableness in direct answers; 0 is none.
        noise: Standard deviation of the log of a reported weight, at capability 0.
        capability: In [0, 1]; takes away that share of the noise.
        law: The declared law of the amount: `default`, `human` or `shifted(x)`, 0 < x <= .4.
        malformed: Rate of answers that do not keep to the form, in [0, 1].

    Raises:
        ValueError: There is no such law.
    """

    gamma: float = 5.0
    tilt: float = 6.0
    noise: float = 0.4
    capability: float = 0.5
    law: str = "default"
    malformed: float = 0.0

    def __post_init__(self) -> None:
        declared(self.law)


DEFAULT = Options()


def respond(
    messages: Sequence[Mapping[str, str]],
    *,
    schema: Mapping[str, Any] | None = None,
    seed: int = 0,
    temperature: float | None = None,
    options: Options = DEFAULT,
) -> str:
    """Answer a request; the same messages, seed and options give the same text.

    Args:
        messages: Chat messages with `role` and `content`.
        schema: The answer's JSON schema; used only where the text shows no shape.
        seed: Which of the possible answers.
        temperature: Of direct answers: the sharpened law is raised to 1 / temperature; None is 1.
        options: What kind of model it is.
    """
    scene, clause = read(messages, schema)
    rng = random.Random(_digest(messages, seed))
    belief = believe(scene, options.law)
    heat = max(1.0 if temperature is None else temperature, 0.05)
    spoiled = options.malformed > 0 and rng.random() < options.malformed
    if clause.form in ("plain", "object"):
        answer = _one(belief, clause, options, heat, rng)
        text = _worded([answer], belief, speech(scene, options.law, options.gamma / heat), rng)[0]
        reply = text if clause.form == "plain" else _json({"reasoning": _why(scene), "response": text})
    else:
        chosen = _several(belief, clause, rng)
        texts = _worded([key for key, _ in chosen], belief, speech(scene, options.law, 1.0), rng)
        weights = _reported([share for _, share in chosen], clause, options, rng)
        reply = _listed(texts, weights, scene, clause)
    return _spoil(reply, clause, rng) if spoiled else reply


def truth(messages: Sequence[Mapping[str, str]], *, options: Options = DEFAULT) -> dict[str, float]:
    """The exact law over answers at the state a request describes, before alignment; over acts for an utterance.

    Returns:
        Answer text, or act, to probability; sums to 1.
    """
    scene, _ = read(messages)
    return dict(believe(scene, options.law).law)


def _digest(messages: Sequence[Mapping[str, str]], seed: int) -> int:
    """A number of the messages and the seed; not of the options, so that models share random numbers."""
    digest = hashlib.blake2b(str(seed).encode(), digest_size=8)
    for message in messages:
        digest.update(f"\0{message['role']}\0{message['content']}".encode())
    return int.from_bytes(digest.digest(), "big")


def aligned(belief: Belief, gamma: float, tilt: float) -> dict[str, float]:
    """The law of a direct answer: p^gamma * exp(tilt * appeal), normalised."""
    logs = {key: gamma * math.log(p) + tilt * belief.appeal.get(key, 0.0) for key, p in belief.law.items() if p > 0}
    top = max(logs.values())
    weights = {key: math.exp(log - top) for key, log in logs.items()}
    total = math.fsum(weights.values())
    return {key: weight / total for key, weight in weights.items()}


def _one(belief: Belief, clause: Clause, options: Options, heat: float, rng: random.Random) -> Key:
    law = aligned(belief, options.gamma / heat, options.tilt / heat)
    fresh = {key: share for key, share in law.items() if key not in clause.given} or law
    key = rng.choices(list(fresh), list(fresh.values()))[0]
    return (key, 0) if belief.spoken else key


def _several(belief: Belief, clause: Clause, rng: random.Random) -> list[tuple[Key, float]]:
    """The answers of a list with their shares of the whole belief, the likeliest first unless sampled."""
    most = MOST if clause.k is None else clause.k
    items = [(key, share) for key, share in _items(belief, most) if key not in clause.given]
    if clause.threshold is not None:
        items = [(key, share) for key, share in items if share < clause.threshold]
    if clause.sampled:
        keyed = [(math.log(1.0 - rng.random()) / share, key, share) for key, share in items]
        return [(key, share) for _, key, share in sorted(keyed, key=lambda item: -item[0])[:most]]
    items.sort(key=lambda item: -item[1])
    return [item for item in items[:most] if clause.k is not None or item[1] >= FLOOR] or items[:1]


def _items(belief: Belief, wanted: int) -> list[tuple[Key, float]]:
    """What can be listed: values, or pairs of an act and one of its wordings."""
    likely = [(key, share) for key, share in belief.law.items() if share > 1e-9]
    if not belief.spoken:
        return list(likely)
    wordings = max(3, math.ceil(wanted / len(likely)) + 1)
    later = 1 - FIRST_WORDING
    return [((act, at), share * FIRST_WORDING * later**at) for act, share in likely for at in range(wordings)]


def _worded(keys: Sequence[Key], belief: Belief, speech: Speech, rng: random.Random) -> list[str]:
    """Texts of the answers, all different."""
    if not belief.spoken:
        return [str(key) for key in keys]
    texts: list[str] = []
    for key in keys:
        voice = speech.voice(key[0], rng)
        text = utter(key[0], voice, rng)
        for _ in range(4):
            if text not in texts:
                break
            text = utter(key[0], voice, rng)
        texts.append(text)
    return texts


def _reported(shares: Sequence[float], clause: Clause, options: Options, rng: random.Random) -> list[float]:
    """Shares as the model states them: noisy, rounded to two decimals, never 0, together at most 1."""
    spread = options.noise * (1 - options.capability)
    stated = [share * math.exp(spread * rng.gauss(0.0, 1.0)) for share in shares]
    scale = max(1.0, math.fsum(stated))
    ceiling = clause.threshold or math.inf
    places = 2 if ceiling > 0.05 else 4
    least = 10.0**-places
    rounded = [max(round(min(weight / scale, 0.99 * ceiling), places), least) for weight in stated]
    excess = round(math.fsum(rounded) - 1.0, places)
    if excess > 0:
        top = max(range(len(rounded)), key=rounded.__getitem__)
        rounded[top] = max(round(rounded[top] - excess, places), least)
    return rounded


def _listed(texts: Sequence[str], weights: Sequence[float], scene: Scene, clause: Clause) -> str:
    if clause.form == "list":
        responses: list[Any] = list(texts)
    else:
        responses = [
            {"text": text, clause.weight: _scaled(weight, clause)} for text, weight in zip(texts, weights, strict=True)
        ]
    return _json(({"reasoning": _why(scene)} if clause.reasoning else {}) | {"responses": responses})


def _scaled(weight: float, clause: Clause) -> float:
    """A weight on the scale the clause asks for."""
    if clause.weight == "nll":
        return abs(round(-math.log(weight), 2))
    if clause.weight == "perplexity":
        return round(1 / weight, 2)
    return round(100 * weight, 2) if clause.percent else weight


def _why(scene: Scene) -> str:
    """A sentence of reasoning, about the person and the moment."""
    age = scene.traits.get("age")
    who = f"This {scene.role.replace('_', ' ') or 'person'}" + (f", {age} years old," if age else "")
    last = "nothing has been said yet" if not scene.turns else f"{len(scene.turns)} messages have been exchanged"
    return f"{who} answers from their own habits and means; so far {last}."


def _spoil(reply: str, clause: Clause, rng: random.Random) -> str:
    """An answer that does not keep to the form: fenced, wrapped in prose, cut off or refused."""
    if clause.form == "plain":
        return rng.choice((REFUSAL, "", json.dumps(reply, ensure_ascii=False), f"Answer: {reply}"))
    fenced, wrapped = (
        f"```json\n{reply}\n```",
        f"Sure! Here is what they might say:\n\n{reply}\n\nHope that helps.",
    )
    return rng.choice((fenced, wrapped, reply[: int(0.6 * len(reply))], REFUSAL))


def _json(value: Mapping[str, Any]) -> str:
    return json.dumps(value, ensure_ascii=False)
