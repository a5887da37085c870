from __future__ import annotations

import pytest

from vs_sim.corpora.persuasion_for_good.amounts.amount_forms import forms


def first_value(text: str) -> float:
    return next(form.read(found, 2.0) for pattern, form in forms() if (found := pattern.search(text)))


@pytest.mark.parametrize(
    ("text", "value"),
    [("a quarter of it", 0.5), ("50 cents", 0.5), ("0.50 cents", 0.5), ("three dimes", 0.3), ("25%", 0.5)],
)
def test_a_form_has_its_value_in_dollars(text: str, value: float) -> None:
    assert first_value(text) == pytest.approx(value)


def test_patterns_are_compiled_once() -> None:
    assert forms() is forms()
