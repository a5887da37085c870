from __future__ import annotations

import pytest

from tests.elicitation.golden import DONATION, request
from vs_sim.elicitation.prompts.weight_definition import SHARES, WEIGHTS


@pytest.mark.parametrize(
    ("definition", "field", "low", "high"),
    [
        ("explicit", "probability", 0, 1),
        ("percentage", "probability", 0, 100),
        ("confidence", "confidence", 0, 1),
        ("perplexity", "perplexity", 1, None),
        ("nll", "nll", 0, None),
    ],
)
def test_a_weight_has_the_field_and_the_range_of_its_definition(
    definition: str, field: str, low: float, high: float | None
) -> None:
    schema = request("vs_standard", DONATION, definition=definition).schema or {}
    weight = schema["properties"]["responses"]["items"]["properties"][field]
    assert (weight["minimum"], weight.get("maximum")) == (low, high)


def test_an_example_contradicts_no_threshold() -> None:
    for weight in WEIGHTS.values():
        if weight.high is not None:
            assert float(weight.example_below(0.01)) < 0.01 * weight.high


def test_a_threshold_is_said_on_the_scale_of_the_weights() -> None:
    assert (WEIGHTS["explicit"].below(0.1), WEIGHTS["percentage"].below(0.005)) == ("0.1", "0.5 percent")


def test_weights_that_are_shares_have_an_upper_end() -> None:
    assert {name for name, weight in WEIGHTS.items() if weight.high is None} == {"nll", "perplexity"}
    assert not SHARES & {"nll", "perplexity", "relative"}
