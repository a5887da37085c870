from __future__ import annotations

import pytest

from vs_sim.elicitation.parsing.parse_budget import Fuel, OutOfFuel


def test_a_text_may_be_passed_over_a_dozen_times_and_not_without_end() -> None:
    fuel = Fuel(10_000)
    for _ in range(12):
        fuel.burn(10_000)
    with pytest.raises(OutOfFuel):
        fuel.burn(10_000)


def test_even_an_empty_text_can_be_looked_at() -> None:
    Fuel(0).burn(1)
