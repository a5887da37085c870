"""What the server of the bench says: the shape that the clause shows, with values that the question allows."""

from __future__ import annotations

import json
import random
import re

TYPE = re.compile(r"^type: (\w+)$", re.MULTILINE)
RANGE = re.compile(r"^range: (\S+) to (\S+)$", re.MULTILINE)
STEP = re.compile(r"^step: (\S+)$", re.MULTILINE)
OPTIONS = re.compile(r"^options: (\[.*\])$", re.MULTILINE)
EXACTLY = re.compile(r"exactly (\d+)")
PAIRS = re.compile(r'"responses": \[\{"text": "…", "(\w+)"')
LISTED = '"responses": ["…"'
REASONED = '"reasoning": "…"'
SINGLE = '"response": "…"'
SAID = (
    "Hi! How has your day been so far?",
    "I have heard of them, but I do not know much about what they do.",
    "They help children who have lost their homes, with food and schooling.",
    "That sounds good, though I am a bit short this month.",
    "Even ten cents would help, honestly.",
    "How do I know that the money gets there?",
    "Most of it goes straight to the programs, you can look it up.",
    "Maybe, let me think about it for a moment.",
    "No, I would rather keep it this time.",
    "Sure, why not, it is for the kids.",
    "Do you have children yourself?",
    "Thanks for telling me about it.",
)


def answer(asked: str, rng: random.Random) -> str:
    """What a well-behaved model answers to a user message."""
    pairs, number = PAIRS.search(asked), EXACTLY.search(asked)
    if not pairs and LISTED not in asked:
        said = values(asked, 1, rng)[0]
        leading = {"reasoning": "I know what I have."} if REASONED in asked else {}
        return json.dumps({**leading, "response": said}) if SINGLE in asked else said
    texts = values(asked, int(number[1]) if number else 5, rng)
    if not pairs:
        return json.dumps({"responses": texts})
    cuts = sorted(rng.uniform(0, 1) for _ in texts[1:])
    shares = [high - low for low, high in zip([0.0, *cuts], [*cuts, 1.0], strict=True)]
    items = [{"text": text, pairs[1]: round(share, 3)} for text, share in zip(texts, shares, strict=True)]
    leading = {"reasoning": "I know what I have."} if REASONED in asked else {}
    return json.dumps({**leading, "responses": items})


def values(asked: str, number: int, rng: random.Random) -> list[str]:
    """So many different answers that the question allows, or as many as there are."""
    options, limits = OPTIONS.search(asked), RANGE.search(asked)
    if options:
        known = json.loads(options[1])
        return rng.sample(known, min(number, len(known)))
    if limits is None:
        return rng.sample(SAID, min(number, len(SAID)))
    step = STEP.search(asked)
    low, high, by = float(limits[1]), float(limits[2]), float(step[1]) if step else 1.0
    places = range(round((high - low) / by) + 1)
    return [f"{low + by * place:g}" for place in rng.sample(places, min(number, len(places)))]
