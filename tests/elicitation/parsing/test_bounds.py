"""What no input may do: crash the parser, make it invent something invalid, or keep it busy."""

from __future__ import annotations

import json
import math
import random
import statistics
from collections import Counter
from collections.abc import Callable
from time import process_time

import numpy as np
import pytest

from vs_sim.elicitation.parsing.parse import parse
from vs_sim.errors import Unparsed

TEXTS = ["Sure, I can give $1.", "Maybe 25 cents? I don't know.", "Sorry, not today: I'm broke"]
ITEMS = [{"text": text, "probability": p} for text, p in zip(TEXTS, [0.5, 0.3, 0.2], strict=True)]
VALID = [
    ("vs_standard", json.dumps({"responses": ITEMS})),
    ("vs_cot", json.dumps({"reasoning": "She is careful, and {tight} on money.", "responses": ITEMS}, indent=1)),
    ("vs_standard", "```json\n" + json.dumps({"responses": ITEMS}, indent=2) + "\n```"),
    (
        "vs_standard",
        "".join(
            f"<response><text>{i['text']}</text><probability>{i['probability']}</probability></response>" for i in ITEMS
        ),
    ),
    ("vs_standard", "\n".join(json.dumps(item) for item in ITEMS)),
    ("vs_standard", "\n".join(f'{n}. "{i["text"]}" ({i["probability"]})' for n, i in enumerate(ITEMS, 1))),
    ("sequence", json.dumps({"responses": TEXTS})),
    ("sequence", repr(TEXTS)),
    ("cot", json.dumps({"reasoning": "She is careful.", "response": TEXTS[0]})),
    ("direct", TEXTS[0]),
]
LETTERS = list("{}[]\",:'\\<>/()0123456789.%abz \n-“”;#*|")
LENGTH = 8_000
CPU_SECONDS = 0.05
SLACK = 4
"""Shared machines stall; the bound itself is measured by the benchmark."""
UNITS = [
    "[", "{", "[]", "{}", '{"a":', '["', "['x", '"', '["a" b ', '{"a" b ', '",', "[/*", "[//", "[#\n", "[,", "[...",
    "<response>", "<text>", '<response a="', "<", "<think>", "</think>", "<analysis>", "&lt;response", "{&quot;",
    '{\\"', '["\\', "1. a\n", "- Yes: 0.5\n", "1. a: ", "|", "|a|b|\n|-|-|\n|x|0.5|\n", "9", "~", "\n", "word ",
    '{"text": "a", ', '{"responses": [{"text": "a", "probability": 0.5}, ', "{a: b, ", "{“", "{'a", "```[", "{｛",
    '{"text" ', "{text ", '{"a":"', '","', "0,", "x, ", "probability ", "Response 1: ", "[\n/", "{.|", "[=", "{\ufeff",
]  # fmt: skip


def mutated(rng: np.random.Generator, text: str) -> str:
    """A text after one to three random slips of the pen."""
    for _ in range(int(rng.choice([1, 1, 1, 2, 3]))):
        at, far = sorted(int(n) for n in rng.integers(len(text) + 1, size=2))
        letter = str(rng.choice(LETTERS))
        near = min(far, at + 20)
        slips = [
            text[:at] + text[at + 1 :],
            text[:at] + letter + text[at:],
            text[:at] + letter + text[at + 1 :],
            text[:at],
            text[:at] + text[at + 1 : at + 2] + text[at : at + 1] + text[at + 2 :],
            text[:at] + text[near:],
            text[:near] + text[at:],
        ]
        text = slips[int(rng.integers(len(slips)))]
    return text


def outcomes(times: int) -> Counter[str]:
    """What became of so many mutations of valid answers."""
    rng = np.random.default_rng(20260)
    counted: Counter[str] = Counter()
    for _ in range(times):
        method, text = VALID[int(rng.integers(len(VALID)))]
        counted[outcome(mutated(rng, text), method)] += 1
    return counted


def outcome(raw: str, method: str) -> str:
    """`valid`, `unparsed`, or `invalid` for a distribution that is none."""
    try:
        parsed = parse(raw, method, 3)
    except Unparsed:
        return "unparsed"
    probabilities = parsed.probabilities
    finite = all(math.isfinite(p) and p >= 0 for p in probabilities)
    sums = abs(math.fsum(probabilities) - 1) < 1e-9
    return "valid" if finite and sums and all(t == t.strip() != "" for t in parsed.texts) else "invalid"


def seconds(work: Callable[[], object]) -> float:
    """The median processor time of three runs."""
    times = []
    for _ in range(3):
        start = process_time()
        work()
        times.append(process_time() - start)
    return statistics.median(times)


def test_two_thousand_mutations_are_valid_or_unparsed() -> None:
    assert set(outcomes(2_000)) == {"valid", "unparsed"}


@pytest.mark.nightly
def test_a_hundred_thousand_mutations_are_valid_or_unparsed() -> None:
    assert set(outcomes(100_000)) == {"valid", "unparsed"}


@pytest.mark.parametrize("unit", UNITS, ids=repr)
@pytest.mark.parametrize("method", ["vs_standard", "sequence", "cot", "direct"])
def test_no_repetition_keeps_the_parser_busy(
    unit: str, method: str, record_property: Callable[[str, object], None]
) -> None:
    raw = (unit * LENGTH)[:LENGTH]
    taken = seconds(lambda: outcome(raw, method))
    record_property("cpu_seconds", taken)
    assert taken < SLACK * CPU_SECONDS


@pytest.mark.parametrize("seed", range(10))
def test_no_mixture_keeps_the_parser_busy(seed: int) -> None:
    rng = random.Random(seed)
    raw = "".join(rng.choice(UNITS) for _ in range(LENGTH))[:LENGTH]
    assert seconds(lambda: outcome(raw, "vs_standard")) < SLACK * CPU_SECONDS


def test_strings_inside_strings_are_not_opened_for_ever() -> None:
    raw = json.dumps(ITEMS)
    while len(raw) < LENGTH:
        raw = json.dumps(raw)
    assert outcome(raw, "vs_standard") == "unparsed"


def test_a_clean_answer_costs_little_more_than_json_itself() -> None:
    raw = json.dumps({"responses": [{"text": f"{t} {n}", "probability": 0.2} for n, t in enumerate(TEXTS * 2)][:5]})
    ours = min(seconds(lambda: [parse(raw, "vs_standard", 5) for _ in range(300)]) for _ in range(3))
    theirs = min(seconds(lambda: [json.loads(raw) for _ in range(300)]) for _ in range(3))
    assert ours < 25 * theirs
