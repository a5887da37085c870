"""Messages in, text out: a model of mode collapse with a known ground truth."""

from __future__ import annotations

import hashlib
import json
import math
import random
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from vs_sim.standin import alignment
from vs_sim.standin.alignment import AnswerKey
from vs_sim.standin.belief import believe
from vs_sim.standin.declared_conformity import stated_position
from vs_sim.standin.injected_faults import drawn_fault, with_fault
from vs_sim.standin.prompt_reading import AnswerClause, Scene, read_request
from vs_sim.standin.speech import Speech, speech_of
from vs_sim.standin.standin_options import DEFAULT_OPTIONS, EngineOptions
from vs_sim.standin.voice import utter

ChatMessages = Sequence[Mapping[str, str]]
_WORDINGS_TRIED = 5


@dataclass(frozen=True)
class StandinAnswer:
    """A reply of the stand-in.

    Attributes:
        text: The answer.
        finish_reason: `stop`, or `length` where it was cut off.
        has_blocks: Whether the request had the documented blocks; without them the answer is generic.
    """

    text: str
    finish_reason: str = "stop"
    has_blocks: bool = True


@dataclass(frozen=True)
class CallSettings:
    """What a request specifies besides its messages.

    Attributes:
        schema: The answer's JSON schema; used only where the text specifies no format.
        seed: Seed of the random numbers.
        temperature: Of direct answers: the sharpened distribution is raised to 1 / temperature; None is 1.
    """

    schema: Mapping[str, Any] | None = None
    seed: int = 0
    temperature: float | None = None


def answer_request(
    messages: ChatMessages, asked: CallSettings, options: EngineOptions = DEFAULT_OPTIONS
) -> StandinAnswer:
    """Answer a request; the same messages, seed and options give the same text.

    Args:
        messages: Chat messages with `role` and `content`.
        asked: Schema, seed and temperature.
        options: What kind of model it is.
    """
    scene, clause = read_request(messages, asked.schema)
    digest = _digest(messages, asked.seed)
    text, finish_reason = _reply(scene, clause, asked, options, random.Random(digest)), "stop"
    if options.faulty:
        rng = random.Random(f"fault {digest}")
        if name := drawn_fault(options, clause, rng):
            text, finish_reason = with_fault(text, name, clause)
    return StandinAnswer(text, finish_reason, scene.kind != "")


def answer_text(
    messages: ChatMessages,
    *,
    schema: Mapping[str, Any] | None = None,
    seed: int = 0,
    temperature: float | None = None,
    options: EngineOptions = DEFAULT_OPTIONS,
) -> str:
    """The text of the answer to a request; see `answer`."""
    return answer_request(messages, CallSettings(schema, seed, temperature), options).text


def true_distribution(messages: ChatMessages, *, options: EngineOptions = DEFAULT_OPTIONS) -> dict[str, float]:
    """The exact distribution of answers at the state a request describes, before alignment; of acts for an utterance.

    Returns:
        Answer text, or act, to probability; sums to 1.
    """
    return dict(believe(read_request(messages)[0], options).distribution)


def answer_distribution(
    messages: ChatMessages, asked: CallSettings, options: EngineOptions = DEFAULT_OPTIONS
) -> dict[str, float]:
    """The exact distribution of an answer drawn from the replies to this request; see `alignment`."""
    scene, clause = read_request(messages, asked.schema)
    return alignment.drawn_distribution(believe(scene, options), clause, options, asked.temperature)


def has_blocks(messages: ChatMessages) -> bool:
    """Whether a request has the documented blocks; without them the answer is generic."""
    return read_request(messages)[0].kind != ""


def _digest(messages: ChatMessages, seed: int) -> int:
    """A hash of the messages and the seed; not of the options, so that models share random numbers."""
    digest = hashlib.blake2b(str(seed).encode(), digest_size=8)
    for message in messages:
        digest.update(f"\0{message['role']}\0{message['content']}".encode())
    return int.from_bytes(digest.digest(), "big")


def _reply(scene: Scene, clause: AnswerClause, asked: CallSettings, options: EngineOptions, rng: random.Random) -> str:
    belief = believe(scene, options)
    heat = max(1.0 if asked.temperature is None else asked.temperature, alignment.LOWEST_TEMPERATURE)
    stance = stated_position(scene) if options.conformity and belief.spoken and scene.speaking else ""
    if clause.form in ("plain", "object"):
        shares = alignment.sharpened_distribution(belief, options, asked.temperature)
        key = alignment.draw_answer(shares, clause.given, rng)
        keys: list[AnswerKey] = [(key, 0) if belief.spoken else key]
        text = _worded(keys, clause, speech_of(scene, options, options.gamma / heat), rng)[0] + stance
        return text if clause.form == "plain" else _json({"reasoning": _why(scene), "response": text})
    chosen = alignment.list_answers(belief, clause, rng)
    texts = [text + stance for text in _worded([key for key, _ in chosen], clause, speech_of(scene, options, 1.0), rng)]
    if clause.form == "list":
        return _listed(texts, scene, clause)
    stated = alignment.reported_weights([share for _, share in chosen], clause, options.spread, rng)
    weights = _scaled(stated, clause, alignment.greatest_share(belief))
    pairs = zip(texts, weights, strict=True)
    return _listed([{"text": text, clause.weight: weight} for text, weight in pairs], scene, clause)


def _worded(keys: Sequence[AnswerKey], clause: AnswerClause, speech: Speech, rng: random.Random) -> list[str]:
    """Texts of the answers, different from each other and from those given before as far as possible."""
    texts: list[str] = []
    for key in keys:
        if isinstance(key, str):
            texts.append(key)
            continue
        voice = speech.voice(key[0], rng)
        text = utter(key[0], voice, rng)
        for _ in range(_WORDINGS_TRIED - 1):
            if text not in texts and text not in clause.given:
                break
            text = utter(key[0], voice, rng)
        texts.append(text)
    return texts


def _scaled(weights: Sequence[float], clause: AnswerClause, greatest: float) -> list[float]:
    """Weights on the scale the clause asks for; relative ones are divided by the greatest probability."""
    if clause.weight == "nll":
        return [abs(round(-math.log(weight), 2)) for weight in weights]
    if clause.weight == "perplexity":
        return [round(1 / weight, 2) for weight in weights]
    if clause.relative:
        return [min(round(weight / greatest, 2), 1.0) for weight in weights]
    return [round(100 * weight, 2) for weight in weights] if clause.percent else list(weights)


def _listed(responses: list[Any], scene: Scene, clause: AnswerClause) -> str:
    return _json(({"reasoning": _why(scene)} if clause.reasoning else {}) | {"responses": responses})


def _why(scene: Scene) -> str:
    """A sentence of reasoning about the person and the situation."""
    age = scene.traits.get("age")
    who = f"This {scene.role.replace('_', ' ') or 'person'}" + (f", {age} years old," if age else "")
    last = "nothing has been said yet" if not scene.turns else f"{len(scene.turns)} messages have been exchanged"
    return f"{who} answers from their own habits and means; so far {last}."


def _json(value: Mapping[str, Any]) -> str:
    return json.dumps(value, ensure_ascii=False)
