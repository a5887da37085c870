"""The planned chance of each verdict is that of studies that are really judged."""

from __future__ import annotations

import numpy as np
import pytest

from tests.study.people import PAID, draws
from vs_sim.study.data.ecdf import Floats
from vs_sim.study.data.reference import exact_reference
from vs_sim.study.inference.equivalence import assess_equivalence
from vs_sim.study.inference.verdict_chances import VERDICTS, displaced_probabilities, verdict_chances

KNOWN = exact_reference(dict(zip(PAID.values, PAID.probabilities.tolist(), strict=True)))


def displaced(distance: float) -> Floats:
    found = displaced_probabilities(KNOWN, distance)
    assert found is not None
    return found


@pytest.mark.parametrize("distance", [0.05, 0.15, 0.3, 0.5])
def test_a_displaced_simulation_is_as_far_as_it_says(distance: float) -> None:
    gap = np.abs(displaced(distance).cumsum() - KNOWN.probabilities.cumsum())
    assert gap.max() == pytest.approx(distance)


def test_where_no_simulation_is_so_far_there_is_none() -> None:
    assert displaced_probabilities(exact_reference({0.0: 0.5, 1.0: 0.5}), 0.6) is None


@pytest.mark.parametrize("n", [29, 60, 400])
def test_the_chances_sum_to_one(n: int) -> None:
    assert sum(verdict_chances(KNOWN, n, 0.15).values()) == pytest.approx(1)


def test_fewer_than_thirty_are_always_inconclusive() -> None:
    assert verdict_chances(KNOWN, 29, 0.15)["inconclusive"] == 1


@pytest.mark.parametrize("distance", [0.0, 0.25])
def test_the_chances_are_the_shares_of_judged_studies(distance: float) -> None:
    rng = np.random.default_rng(3)
    truth = displaced(distance)
    found = [assess_equivalence(draws(truth, 120, rng), KNOWN).verdict for _ in range(300)]
    planned = verdict_chances(KNOWN, 120, 0.15, truth)
    for verdict in VERDICTS:
        assert np.mean([each == verdict for each in found]) == pytest.approx(planned[verdict], abs=0.09)


def test_at_the_margin_either_claim_is_made_in_at_most_one_of_twenty_studies() -> None:
    found = verdict_chances(PAID, 200, 0.15, displaced(0.15))
    assert found["equivalent"] <= 0.055
    assert found["beyond the margin"] <= 0.055
