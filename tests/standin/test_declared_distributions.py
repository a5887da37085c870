from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.standin.staging import DIRECT, distance, donation, mixture, request
from vs_sim.standin.declared_distributions import _DISPLACEMENT, _HUMAN_CENTS, amount_pairs, declared_distribution
from vs_sim.standin.engine import true_distribution
from vs_sim.standin.standin_options import EngineOptions

OWN = {"0": 0.25, "0.5": 0.25, "2": 0.5}


def law(name: str) -> dict[float, float]:
    known = declared_distribution(name)
    return {2 * point: share for point, share in zip(known.points, known.shares, strict=True)}


def test_the_human_law_counts_559_dialogues() -> None:
    assert sum(_HUMAN_CENTS.values()) == 559


def test_the_default_law_is_as_far_from_people_as_stated() -> None:
    assert distance(law("default"), law("human")) == pytest.approx(_DISPLACEMENT)


@given(st.integers(1, 40))
def test_a_shifted_law_is_exactly_so_far_from_people(hundredths: int) -> None:
    shift = hundredths / 100
    assert distance(law(f"shifted({shift})"), law("human")) == pytest.approx(shift)


@pytest.mark.parametrize("name", ["humans", "shifted(0)", "shifted(.5)", "shifted", "default(.1)"])
def test_an_unknown_law_is_refused_when_the_model_is_made(name: str) -> None:
    with pytest.raises(ValueError, match="no distribution"):
        EngineOptions(law=name)


@pytest.mark.parametrize("own", [{"0": 0.5}, {"0": 0.7, "1": 0.7}, {"0": 1.5, "1": -0.5}, {"inf": 1.0}, {"a": 1.0}])
def test_a_law_of_ones_own_must_be_a_law(own: dict[str, float]) -> None:
    with pytest.raises(ValueError, match=r"sum|not an amount|convert"):
        EngineOptions(law=own)


def test_a_law_of_ones_own_is_over_the_amounts_themselves() -> None:
    own = true_distribution(
        request("role: persuadee", "type: amount\nrange: 0 to 2\nstep: 0.01", DIRECT), options=EngineOptions(law=OWN)
    )
    assert own == pytest.approx({"0.00": 0.25, "0.50": 0.25, "2.00": 0.5})


def test_the_population_keeps_a_law_of_ones_own() -> None:
    believed = mixture(true_distribution(donation(at), options=EngineOptions(law=OWN)) for at in range(1_000))
    assert distance(believed, {0: 0.25, 0.5: 0.25, 2: 0.5}) < 0.05


def test_a_law_may_be_written_in_any_order() -> None:
    assert declared_distribution(amount_pairs({"1": 0.5, "0": 0.5})) == declared_distribution(
        amount_pairs({0: 0.5, 1: 0.5})
    )


@given(st.floats(-3, 3), st.floats(0.05, 3))
def test_a_law_at_a_readiness_sums_to_one(mean: float, spread: float) -> None:
    assert sum(share for _, share in declared_distribution("human").at(mean, spread)) == pytest.approx(1)
