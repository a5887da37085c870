"""Messages in, text out: the seed theory of mode collapse, made executable with a known truth."""

from __future__ import annotations

import hashlib
import json
import math
import random
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from vs_sim.standin import alignment
from vs_sim.standin.alignment import Key
from vs_sim.standin.belief import believe
from vs_sim.standin.injected_faults import fault, spoiled
from vs_sim.standin.prompt_reading import Clause, Scene, read
from vs_sim.standin.speech import Speech, speech
from vs_sim.standin.standin_options import DEFAULT, Options
from vs_sim.standin.voice import utter

Messages = Sequence[Mapping[str, str]]
WORDINGS_TRIED = 5


@dataclass(frozen=True)
class Answer:
    """What the model says.

    Attributes:
        text: The answer.
        finish_reason: `stop`, or `length` where it was cut off.
        understood: Whether the request had the documented blocks; if not, the answer is a generic one.
    """

    text: str
    finish_reason: str = "stop"
    understood: bool = True


@dataclass(frozen=True)
class Asked:
    """How the model is asked, besides the messages.

    Attributes:
        schema: The answer's JSON schema; used only where the text shows no shape.
        seed: Which of the possible answers.
        temperature: Of direct answers: the sharpened law is raised to 1 / temperature; None is 1.
    """

    schema: Mapping[str, Any] | None = None
    seed: int = 0
    temperature: float | None = None


def answer(messages: Messages, asked: Asked, options: Options = DEFAULT) -> Answer:
    """Answer a request; the same messages, seed and options give the same text.

    Args:
        messages: Chat messages with `role` and `content`.
        asked: Schema, seed and temperature.
        options: What kind of model it is.
    """
    scene, clause = read(messages, asked.schema)
    digest = _digest(messages, asked.seed)
    text, finish_reason = _reply(scene, clause, asked, options, random.Random(digest)), "stop"
    if options.faulty:
        rng = random.Random(f"fault {digest}")
        if name := fault(options, clause, rng):
            text, finish_reason = spoiled(text, name, clause)
    return Answer(text, finish_reason, scene.kind != "")


def respond(
    messages: Messages,
    *,
    schema: Mapping[str, Any] | None = None,
    seed: int = 0,
    temperature: float | None = None,
    options: Options = DEFAULT,
) -> str:
    """The text of the answer to a request; see `answer`."""
    return answer(messages, Asked(schema, seed, temperature), options).text


def truth(messages: Messages, *, options: Options = DEFAULT) -> dict[str, float]:
    """The exact law over answers at the state a request describes, before alignment; over acts for an utterance.

    Returns:
        Answer text, or act, to probability; sums to 1.
    """
    return dict(believe(read(messages)[0], options).law)


def answer_law(messages: Messages, asked: Asked, options: Options = DEFAULT) -> dict[str, float]:
    """The exact law of an answer drawn from the replies to this very request; see `alignment.drawn`."""
    scene, clause = read(messages, asked.schema)
    return alignment.drawn(believe(scene, options), clause, options, asked.temperature)


def understood(messages: Messages) -> bool:
    """Whether a request has the documented blocks; one without them gets a generic answer."""
    return read(messages)[0].kind != ""


def _digest(messages: Messages, seed: int) -> int:
    """A number of the messages and the seed; not of the options, so that models share random numbers."""
    digest = hashlib.blake2b(str(seed).encode(), digest_size=8)
    for message in messages:
        digest.update(f"\0{message['role']}\0{message['content']}".encode())
    return int.from_bytes(digest.digest(), "big")


def _reply(scene: Scene, clause: Clause, asked: Asked, options: Options, rng: random.Random) -> str:
    belief = believe(scene, options)
    heat = max(1.0 if asked.temperature is None else asked.temperature, alignment.COOLEST)
    if clause.form in ("plain", "object"):
        law = alignment.sharpened(belief, options, asked.temperature)
        key = alignment.one(law, clause.given, rng)
        keys: list[Key] = [(key, 0) if belief.spoken else key]
        text = _worded(keys, clause, speech(scene, options, options.gamma / heat), rng)[0]
        return text if clause.form == "plain" else _json({"reasoning": _why(scene), "response": text})
    chosen = alignment.several(belief, clause, rng)
    texts = _worded([key for key, _ in chosen], clause, speech(scene, options, 1.0), rng)
    if clause.form == "list":
        return _listed(list(texts), scene, clause)
    stated = alignment.reported([share for _, share in chosen], clause, options.spread, rng)
    weights = _scaled(stated, clause, alignment.greatest(belief))
    pairs = zip(texts, weights, strict=True)
    return _listed([{"text": text, clause.weight: weight} for text, weight in pairs], scene, clause)


def _worded(keys: Sequence[Key], clause: Clause, speech: Speech, rng: random.Random) -> list[str]:
    """Texts of the answers, all different from each other and from those given before."""
    texts: list[str] = []
    for key in keys:
        if isinstance(key, str):
            texts.append(key)
            continue
        voice = speech.voice(key[0], rng)
        text = utter(key[0], voice, rng)
        for _ in range(WORDINGS_TRIED - 1):
            if text not in texts and text not in clause.given:
                break
            text = utter(key[0], voice, rng)
        texts.append(text)
    return texts


def _scaled(weights: Sequence[float], clause: Clause, greatest: float) -> list[float]:
    """Weights on the scale the clause asks for; relative ones to the greatest share there is."""
    if clause.weight == "nll":
        return [abs(round(-math.log(weight), 2)) for weight in weights]
    if clause.weight == "perplexity":
        return [round(1 / weight, 2) for weight in weights]
    if clause.relative:
        return [min(round(weight / greatest, 2), 1.0) for weight in weights]
    return [round(100 * weight, 2) for weight in weights] if clause.percent else list(weights)


def _listed(responses: list[Any], scene: Scene, clause: Clause) -> str:
    return _json(({"reasoning": _why(scene)} if clause.reasoning else {}) | {"responses": responses})


def _why(scene: Scene) -> str:
    """A sentence of reasoning, about the person and the moment."""
    age = scene.traits.get("age")
    who = f"This {scene.role.replace('_', ' ') or 'person'}" + (f", {age} years old," if age else "")
    last = "nothing has been said yet" if not scene.turns else f"{len(scene.turns)} messages have been exchanged"
    return f"{who} answers from their own habits and means; so far {last}."


def _json(value: Mapping[str, Any]) -> str:
    return json.dumps(value, ensure_ascii=False)
