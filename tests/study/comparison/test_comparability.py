from __future__ import annotations

import pytest

from vs_sim.errors import ScenarioError
from vs_sim.simulation.checking import load_scenario
from vs_sim.study.comparison.comparability import mismatch
from vs_sim.study.data.reference import load_reference

PAID = load_reference("persuasion_for_good/paid")


def question(**answer: object) -> dict[str, object]:
    return {"ask": "How much?", "of": "persuadee", **answer}


@pytest.mark.parametrize(
    ("answer", "objection"),
    [
        ({"amount": [0, 2], "step": 0.01, "unit": "USD"}, None),
        ({"amount": [0, 1], "step": 0.01, "unit": "USD"}, "an amount from 0 to 1 USD"),
        ({"scale": [1, 5]}, "a scale from 1 to 5"),
        ({"text": 20}, None),
    ],
)
def test_answers_that_cannot_be_compared_with_a_reference(answer: dict[str, object], objection: str | None) -> None:
    found = mismatch(question(answer=answer), PAID)
    assert found is None if objection is None else objection in str(found)


@pytest.mark.parametrize(
    ("setting", "message"),
    [
        ("compare.donation=dictator/engel_2011", "no distribution of answers"),
        ("compare.donation=persuasion_for_good/payed", "persuasion_for_good/paid"),
        ("compare.primary=donation.turn_length", "not single answers"),
    ],
)
def test_a_fault_of_a_comparison_says_what_is_wrong(setting: str, message: str) -> None:
    with pytest.raises(ScenarioError, match=message):
        load_scenario("persuasion_for_good", [setting])
