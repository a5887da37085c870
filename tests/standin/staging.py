"""A stage for the stand-in: people, requests in the documented form, and whole dialogues."""

from __future__ import annotations

import json
import math
import random
from collections.abc import Iterable, Mapping
from functools import cache

from vs_sim.standin.engine import answer_text
from vs_sim.standin.standin_options import EngineOptions

ABOUT = (
    "Two workers on an online platform talk in a chat. Each is paid $2 for the task.\n"
    "One of them has been asked to persuade the other to give part of the $2 to the charity Save the Children."
)
UTTERANCE = "question: What do you say next?\ntype: text"
DONATION = "question: How much do you donate?\ntype: amount\nrange: 0 to 2\nstep: 0.01\nunit: USD\nprivate: yes"
STANCE = "question: How willing are you right now to donate?\ntype: scale\nrange: 1 to 7\nprivate: yes"
DIRECT = "Give one answer only, as plain text: the answer. Write nothing else."
COT = 'Think first. Return only a JSON object of this shape: {"reasoning": "…", "response": "…"}'
Line = tuple[str, str]
Messages = list[dict[str, str]]


def listing(k: int | None = 5, how: str = "the likeliest first") -> str:
    """The clause of a list without weights."""
    count = f"exactly {k} different answers" if k else "all different answers"
    return f'Give {count}, {how}.\nReturn only a JSON object of this shape: {{"responses": ["…", "…"]}}'


def weighted(k: int | None = 5, how: str = "the likeliest first", field: str = "probability", more: str = "") -> str:
    """The clause of a list with weights."""
    count = f"exactly {k} different answers" if k else "all different answers"
    shape = f'{{"responses": [{{"text": "…", "{field}": 0.25}}]}}'
    return f"Give {count}, {how}, each with its weight.\n{more}\nReturn only a JSON object of this shape: {shape}"


def person(at: int, role: str = "persuadee") -> str:
    """The persona block of one of a population whose agreeableness and care correlate by .49, as people's do."""
    rng = random.Random(at)
    agreeable = rng.gauss(0, 1)
    care = 0.49 * agreeable + math.sqrt(1 - 0.49**2) * rng.gauss(0, 1)
    return (
        f"role: {role}\nagreeable: {min(5.0, max(1.0, 4.02 + 0.81 * agreeable)):.1f}\n"
        f"care: {min(6.0, max(1.0, 4.58 + 0.91 * care)):.1f}\nopen: {rng.choice((3, 3.4, 3.8, 4.2, 4.6))}\n"
        f"benevolence: {rng.choice((2, 3, 4, 5, 6))}\nage: {rng.randint(19, 68)}\n"
        f"sex: {rng.choice(('Female', 'Male'))}\nmarital: {rng.choice(('Married', 'Unmarried'))}\n"
        f"employment: {rng.choice(('Employed for wages', 'Other'))}\nincome: {rng.randint(1, 12)}\n"
        f"edu: {rng.choice(('Less than four-year college', 'Four-year college', 'Postgraduate'))}\n"
        f"religion: {rng.choice(('Catholic', 'Protestant', 'Atheist', 'Other religion'))}"
    )


def request(
    persona: str, answer: str, clause: str, lines: Iterable[Line] = (), now: str = "", about: str = ABOUT
) -> Messages:
    """A request in the documented form."""
    said = "\n".join(f"{label}: {json.dumps(text)}" for label, text in lines) or "(nothing has been said yet)"
    blocks = [f"<scenario>\n{about}\n</scenario>", f"<persona>\n{persona}\n</persona>"]
    blocks += [f"<answer>\n{answer}\n</answer>", f"<conversation>\n{said}\n</conversation>"]
    blocks += [f"<now>\n{now}\n</now>"] if now else []
    system = {"role": "system", "content": "You speak as one particular person."}
    return [system, {"role": "user", "content": "\n\n".join([*blocks, clause])}]


def donation(at: int, clause: str = DIRECT, lines: Iterable[Line] = ()) -> Messages:
    """Somebody of the population is asked how much they donate."""
    return request(person(at), DONATION, clause, lines)


def listed(reply: str) -> Mapping[str, float]:
    """Answers and weights of a reply with weights."""
    return {item["text"]: item["probability"] for item in json.loads(reply)["responses"]}


def drawn(reply: str, rng: random.Random) -> str:
    """One answer, drawn by its stated weight."""
    law = listed(reply)
    return rng.choices(list(law), list(law.values()))[0]


def dialogue(
    at: int, clause: str | None = None, about: str = ABOUT, options: EngineOptions | None = None
) -> list[Line]:
    """Ten exchanges of a direct persuader with a persuadee, who is asked for five weighted answers by default."""
    rng, lines = random.Random(at), list[Line]()
    own = options or EngineOptions()
    for exchange in range(1, 11):
        now = f"Exchange {exchange} of 10."
        asked = request(person(at + 10_000, "persuader"), UTTERANCE, DIRECT, lines, now, about)
        lines.append(("Persuader", answer_text(asked, seed=rng.getrandbits(31), options=own)))
        answered = request(person(at), UTTERANCE, clause or weighted(), lines, now, about)
        reply = answer_text(answered, seed=rng.getrandbits(31), options=own)
        lines.append(("Persuadee", reply if clause == DIRECT else drawn(reply, rng)))
    return lines


@cache
def talks() -> tuple[tuple[Line, ...], ...]:
    """200 dialogues: 2,000 turns of persuadees."""
    return tuple(tuple(dialogue(at)) for at in range(200))


def said_by(label: str) -> list[str]:
    """Every turn of one role in the 200 dialogues."""
    return [text for talk in talks() for who, text in talk if who == label]


def distance(first: Mapping[float, float], second: Mapping[float, float]) -> float:
    """Kolmogorov-Smirnov distance of two laws over numbers."""
    points = sorted({*first, *second})
    gap, widest = 0.0, 0.0
    for point in points:
        gap += first.get(point, 0.0) - second.get(point, 0.0)
        widest = max(widest, abs(gap))
    return widest


def mixture(laws: Iterable[Mapping[str, float]]) -> dict[float, float]:
    """The mean of several laws over amounts."""
    every = list(laws)
    mean: dict[float, float] = {}
    for law in every:
        for text, share in law.items():
            mean[float(text)] = mean.get(float(text), 0.0) + share / len(every)
    return mean


def shares(values: Iterable[str]) -> dict[float, float]:
    """The law of a sample of amounts."""
    return mixture({value: 1.0} for value in values)
