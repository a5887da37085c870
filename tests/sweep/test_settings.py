from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vs_sim.sweep.plan import Range, Sampled
from vs_sim.sweep.settings import setting_text, unit_points, value

shares = st.floats(0, 1, exclude_max=True)


def sampled(size: int, method: str) -> Sampled:
    ranges = {"models.m.temperature": {"low": 0, "high": 1}, "exchanges": {"low": 1, "high": 4, "whole": True}}
    return Sampled.model_validate({"size": size, "method": method, "ranges": ranges})


@pytest.mark.parametrize(
    ("written", "shown"),
    [
        ({"vs_standard": {"k": 5}}, "{vs_standard: {k: 5}}"), (0.5, "0.5"), ("direct", "direct"), (None, "none"),
        ([1, "a  b"], "[1, a b]"), (True, "true"),
    ],
)  # fmt: skip
def test_a_value_is_shown_on_one_line_as_yaml(written: Any, shown: str) -> None:
    assert setting_text(written) == shown


def test_a_long_value_is_cut_with_a_sign_of_it() -> None:
    assert (len(setting_text("x" * 100)), setting_text("x" * 100)[-1]) == (60, "…")


@given(shares)
def test_a_whole_number_lies_in_its_range(share: float) -> None:
    found = value(Range.model_validate({"low": 1, "high": 4, "whole": True}), share)
    assert isinstance(found, int) and 1 <= found <= 4


@given(shares)
def test_a_number_on_a_logarithmic_scale_lies_in_its_range(share: float) -> None:
    assert 0.001 <= value(Range.model_validate({"low": 0.001, "high": 10, "scale": "log"}), share) <= 10


@pytest.mark.parametrize("method", ["sobol", "latin_hypercube"])
def test_points_are_the_same_for_the_same_seed_only(method: str) -> None:
    once, again, other = (unit_points(sampled(8, method), seed) for seed in (1, 1, 2))
    assert once.shape == (8, 2)
    assert (once == again).all() and not (once == other).all()
