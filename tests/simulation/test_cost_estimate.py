from __future__ import annotations

import math
from pathlib import Path

import pytest

from vs_sim import estimate, simulate
from vs_sim.core.cost import Cost, capped
from vs_sim.errors import VsSimError
from vs_sim.simulation.session import RunOptions

SMALL = ["dialogues=5", "exchanges=2"]


def test_the_calls_of_a_run_are_known_before_it(tmp_path: Path) -> None:
    held = simulate("persuasion_for_good", sets=SMALL, options=RunOptions(out=tmp_path / "r"))
    assert estimate("persuasion_for_good", sets=SMALL).calls == held.call_count


def test_the_stand_in_costs_nothing() -> None:
    assert estimate("persuasion_for_good", sets=SMALL).usd == 0


def test_a_price_of_ones_own_is_used() -> None:
    priced = [*SMALL, "models.persona={model: openai/mine, price: {input: 1, output: 2}}"]
    found = estimate("persuasion_for_good", sets=priced)
    assert found.usd == pytest.approx((found.prompt_tokens + 2 * found.completion_tokens) / 1e6, rel=0.01)


def test_an_unknown_price_is_not_zero() -> None:
    assert math.isnan(estimate("persuasion_for_good", sets=[*SMALL, "models.persona.model=openai/nobody-knows"]).usd)


def test_requests_per_minute_bound_the_time() -> None:
    slow = [*SMALL, "models.persona={model: openai/mine, rpm: 10}"]
    found = estimate("persuasion_for_good", sets=slow)
    assert found.minutes == pytest.approx(found.calls / 10)


@pytest.mark.parametrize(
    ("typed", "cap"),
    [
        (["5"], Cost(5, math.inf, math.inf)),
        (["$2.50"], Cost(2.5, math.inf, math.inf)),
        (["1e6tokens", "10 calls"], Cost(math.inf, 10, 1e6)),
    ],
)
def test_a_budget_is_read_as_it_is_typed(typed: list[str], cap: Cost) -> None:
    assert capped(typed) == cap


def test_a_budget_that_cannot_be_read_says_how_to_write_one() -> None:
    with pytest.raises(VsSimError, match="5 euros") as caught:
        capped(["5 euros"])
    assert "5usd" in (caught.value.hint or "")
