from __future__ import annotations

import json

import pytest

from tests.places import SHARED, needs_shared
from vs_sim import stated_amount


@pytest.mark.parametrize(
    ("text", "amount"),
    [
        ("I'd give like a buck fifty", 1.5), ("how about forty cents?", 0.4), ("25 percent of it", 0.5),
        ("half. that's the best I can do", 1.0), ("Actually, make that 75 cents instead of 50", 0.75),
        ("I will give $1. On second thought, I'd rather not donate.", 0.0), ("Not a cent, I won't give", 0.0),
        ("I can't afford $2, but I can give $0.50", 0.5), ("I make about $5 an hour on here", None),
        ("They spend 85% on programs", None), ("Did you say you are giving $1?", None), ("three quarters of it", 1.5),
    ],
)  # fmt: skip
def test_an_amount_is_read_in_context(text: str, amount: float | None) -> None:
    assert stated_amount(text, 2.0) == amount


@needs_shared
def test_amounts_of_real_sentences_are_read() -> None:
    """The visible half of the cases, in view of which the rules were written."""
    lines = (SHARED / "cases" / "amount_cases.jsonl").read_text(encoding="utf-8").splitlines()
    cases = [json.loads(line) for line in lines]
    found = [stated_amount(case["text"], case["max_amount"]) == case["expected_amount"] for case in cases]
    assert sum(found) / len(cases) >= 0.95
