from __future__ import annotations

from collections.abc import Callable

import numpy as np
import pytest

from tests.places import needs_shared
from tests.study.people import PAID, clusters, dialogues, donors_lost, draws, moved, other_people
from vs_sim.study.data.clustered_sample import Sample
from vs_sim.study.data.ecdf import Floats
from vs_sim.study.data.estimate import DETECTED, Estimate
from vs_sim.study.data.reference import Reference, exact_reference
from vs_sim.study.inference.equivalence import assess_equivalence

pytestmark = needs_shared

Draw = Callable[[int, np.random.Generator], Sample]
both_ways = pytest.mark.parametrize("draw", [dialogues, clusters])


def rate(found: list[Estimate], word: str) -> float:
    return float(np.mean([estimate.verdict == word for estimate in found]))


def detected(found: list[Estimate]) -> float:
    return float(np.mean([estimate.verdict in DETECTED for estimate in found]))


def law(probabilities: Floats) -> Draw:
    return lambda n, rng: draws(probabilities, n, rng)


def repeated(draw: Draw, n: int, times: int, people: Callable[[np.random.Generator], Reference]) -> list[Estimate]:
    rng = np.random.default_rng(n)
    return [assess_equivalence(draw(n, rng), people(rng)) for _ in range(times)]


def these_people(rng: np.random.Generator) -> Reference:
    return PAID


@both_ways
def test_people_are_rarely_called_different_from_the_shipped_reference(draw: Draw) -> None:
    assert detected(repeated(draw, 100, 200, these_people)) <= 0.07


def test_people_are_rarely_called_different_from_other_people() -> None:
    assert detected(repeated(clusters, 100, 40, other_people)) <= 0.12


def test_a_difference_at_the_margin_is_rarely_called_similar() -> None:
    assert rate(repeated(law(donors_lost(0.15)), 200, 300, these_people), "equivalent") <= 0.07


@pytest.mark.parametrize("probabilities", [donors_lost(0.15), moved(0.15, start=0.0, end=1.0)], ids=["lost", "moved"])
def test_a_distance_at_the_margin_is_rarely_called_beyond_it(probabilities: Floats) -> None:
    assert rate(repeated(law(probabilities), 200, 200, these_people), "beyond the margin") <= 0.07


def test_a_small_detectable_distance_is_never_called_beyond_the_margin() -> None:
    assert rate(repeated(law(moved(0.08, start=0.0, end=1.0)), 190, 100, these_people), "beyond the margin") == 0


def test_a_distance_of_three_tenths_is_found_in_a_hundred_dialogues() -> None:
    assert detected(repeated(law(moved(0.3, start=0.0, end=1.0)), 100, 200, these_people)) >= 0.99


def test_the_interval_covers_a_true_distance_of_two_tenths() -> None:
    found = repeated(law(moved(0.2, start=0.0, end=1.0)), 100, 300, these_people)
    assert np.mean([estimate.low <= 0.2 <= estimate.high for estimate in found]) >= 0.92


def test_a_known_law_is_called_different_at_most_at_the_stated_level() -> None:
    known = exact_reference(dict(zip(PAID.values, PAID.probabilities.tolist(), strict=True)))
    assert detected(repeated(law(PAID.probabilities), 100, 500, lambda rng: known)) <= 0.075


@pytest.mark.nightly
@both_ways
@pytest.mark.parametrize("n", [50, 100, 200, 500])
def test_people_against_other_people_at_length(draw: Draw, n: int) -> None:
    assert detected(repeated(draw, n, 2000, other_people)) <= 0.07


@pytest.mark.nightly
@pytest.mark.parametrize("n", [50, 100, 200, 500])
@pytest.mark.parametrize("probabilities", [donors_lost(0.15), moved(0.15, start=0.0, end=1.0)], ids=["lost", "moved"])
def test_the_margin_at_length(probabilities: Floats, n: int) -> None:
    found = repeated(law(probabilities), n, 2000, other_people)
    assert rate(found, "equivalent") <= 0.06
    assert rate(found, "beyond the margin") <= 0.05
    assert np.mean([estimate.low <= 0.15 <= estimate.high for estimate in found]) >= 0.93


@pytest.mark.nightly
@pytest.mark.parametrize("distance", [0.2, 0.3])
def test_the_coverage_at_length(distance: float) -> None:
    for probabilities in (donors_lost(distance), moved(distance, start=0.0, end=1.0)):
        found = repeated(law(probabilities), 100, 1000, other_people)
        assert np.mean([estimate.low <= distance <= estimate.high for estimate in found]) >= 0.93


@pytest.mark.nightly
def test_similarity_is_claimed_of_people_in_two_hundred_dialogues() -> None:
    assert rate(repeated(dialogues, 200, 1000, other_people), "equivalent") == pytest.approx(0.83, abs=0.05)


def generous() -> Floats:
    """80% donors with a mean of $.80, as direct asking gives."""
    probabilities = np.zeros(len(PAID.support))
    for value, share in {0.0: 0.2, 0.5: 0.2, 1.0: 0.5, 2.0: 0.1}.items():
        probabilities[PAID.support == value] = share
    return probabilities


def test_too_many_donors_are_found_in_a_hundred_dialogues() -> None:
    assert detected(repeated(law(generous()), 100, 30, other_people)) >= 0.95


def test_five_dialogues_are_always_too_few() -> None:
    assert rate(repeated(law(generous()), 5, 40, these_people), "inconclusive") == 1
