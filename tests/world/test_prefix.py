"""What a provider's prefix cache can hold: successive calls of one speaker begin alike."""

from __future__ import annotations

import re
from itertools import pairwise
from pathlib import Path

import pytest

from tests.world.scripted import run
from vs_sim.elicitation.prompts.request_text import before_clause
from vs_sim.log.run import Run

WORDS = re.compile(r"\w+|[^\w\s]")
"""Words and signs, which is close to what a model's tokenizer makes of plain English."""


def shares(held: Run, role: str, question: str) -> list[float]:
    """How much of each prompt before its clause the next one to the same speaker begins with."""
    asked = [name for name in held.calls["name"] if name.split("/")[2:4] == [role, question]]
    found = []
    for unit in {name.split("/")[0] for name in asked}:
        prompts = [WORDS.findall(before_clause(held.request(name))) for name in sorted(asked) if name.startswith(unit)]
        found += [alike(one, following) / len(one) for one, following in pairwise(prompts)]
    return found


def alike(one: list[str], other: list[str]) -> int:
    """Words until the first that differs."""
    return next((at for at, words in enumerate(zip(one, other, strict=False)) if words[0] != words[1]), len(one))


@pytest.fixture(scope="module")
def held(tmp_path_factory: pytest.TempPathFactory) -> Run:
    folder: Path = tmp_path_factory.mktemp("prefix")
    return run(folder / "r", sets=("exchanges=10",))


each_series = pytest.mark.parametrize(
    ("role", "question"), [("persuader", "utterance"), ("persuadee", "utterance"), ("persuadee", "stance")]
)


@each_series
def test_successive_calls_share_what_comes_before_the_clause(held: Run, role: str, question: str) -> None:
    found = shares(held, role, question)
    assert sum(found) / len(found) >= 0.95


@each_series
def test_only_the_opening_call_shares_less(held: Run, role: str, question: str) -> None:
    lacking = sum(share < 0.95 for share in shares(held, role, question))
    assert lacking == (len(held.dialogues) if role == "persuader" else 0)
