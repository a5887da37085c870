from __future__ import annotations

import json
from contextlib import suppress
from pathlib import Path
from typing import Any

import pytest

from tests.places import SHARED, needs_shared
from vs_sim.core.distribution import Distribution
from vs_sim.elicitation.parsing.parse import parse
from vs_sim.errors import Unparsed

VARIANTS = sorted(Path(__file__).with_name("variants").glob("*.jsonl"))
VISIBLE = SHARED / "cases" / "parser_cases.jsonl"
TOLERANCE = 0.002


def cases(path: Path) -> list[Any]:
    rows = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()] if path.exists() else []
    return [pytest.param(row, id=f"{path.stem}-{row['name']}") for row in rows]


def reading(case: dict[str, Any]) -> Distribution:
    asked = {key: case[key] for key in ("finish_reason", "definition") if key in case}
    return parse(case["raw"], case["method"], case["k"], **asked)


def check(case: dict[str, Any]) -> None:
    expected = case["expected"]
    if isinstance(expected, dict):
        with pytest.raises(Unparsed):
            reading(case)
        return
    got = reading(case)
    assert got.texts == [candidate["text"] for candidate in expected]
    assert got.probabilities == pytest.approx([c["probability"] for c in expected], abs=TOLERANCE)


@needs_shared
@pytest.mark.parametrize("case", cases(VISIBLE))
def test_a_shared_case_reads_as_the_contract_says_or_is_unreadable(case: dict[str, Any]) -> None:
    with suppress(Unparsed):
        reading(case)
        check(case)


@pytest.mark.parametrize("case", [case for path in VARIANTS for case in cases(path)])
def test_a_variant_of_ours_reads_as_the_contract_says(case: dict[str, Any]) -> None:
    check(case)


def test_every_group_of_the_contract_has_variants() -> None:
    groups = {"container", "tags", "lines", "syntax", "number", "items", "reasoning", "refusal"}
    assert {path.stem for path in VARIANTS} == groups | {"empty", "direct", "sequence", "cot"}
