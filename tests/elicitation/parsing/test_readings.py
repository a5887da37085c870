"""What drawing does to a law: the readings of candidates, with the amounts that 185 people gave as the truth."""

from __future__ import annotations

from functools import cache

import numpy as np
import pytest
from scipy.stats import chisquare

from vs_sim import seeds
from vs_sim.core.distribution import Candidate, Distribution, Draw, Select
from vs_sim.study.data.ecdf import Floats

COUNTS = [54, 3, 2, 6, 20, 6, 4, 2, 1, 2, 17, 1, 1, 3, 1, 1, 42, 1, 2, 1, 15]
"""People by amount given, from $0 to $2 (read from a figure of arXiv 2510.01171)."""
TRUTH = np.array(COUNTS) / sum(COUNTS)
LISTS = 20_000


@cache
def sampled(k: int) -> tuple[Distribution, ...]:
    """Lists of k different amounts drawn one after another, each with its true weight."""
    rng = seeds.generator(1, "lists", k)
    race = rng.exponential(size=(LISTS, len(TRUTH))) / TRUTH  # the first k arrivals are k draws without replacement
    first = np.argsort(race, axis=1)[:, :k]
    return tuple(
        Distribution(tuple(Candidate(str(i), TRUTH[i], TRUTH[i]) for i in row), reading="sample").normalised()
        for row in first
    )


def mean_law(lists: tuple[Distribution, ...], select: Select) -> Floats:
    """The law of a draw from a list met at random."""
    total = np.zeros(len(TRUTH))
    for one in lists:
        np.add.at(total, [int(text) for text in one.texts], one.selection_probabilities(select))
    return total / len(lists)


def total_variation(law: Floats) -> float:
    return float(np.abs(law - TRUTH).sum() / 2)


@pytest.mark.parametrize(("k", "weighted", "uniform"), [(3, 0.197, 0.077), (5, 0.181, 0.165), (10, 0.098, 0.331)])
def test_samples_weighted_again_are_sharpened_and_samples_drawn_evenly_flatten_as_they_grow(
    k: int, weighted: float, uniform: float
) -> None:
    lists = sampled(k)
    assert total_variation(mean_law(lists, "probability")) == pytest.approx(weighted, abs=0.01)
    assert total_variation(mean_law(lists, "uniform")) == pytest.approx(uniform, abs=0.01)


@pytest.mark.parametrize(("k", "expected"), [(3, 0.373), (5, 0.200), (10, 0.081), (20, 0.005), (21, 0.0)])
def test_the_likeliest_answers_drawn_by_probability_near_the_law(k: int, expected: float) -> None:
    top = np.argsort(-TRUTH, kind="stable")[:k]
    listed = Distribution(tuple(Candidate(str(i), TRUTH[i], TRUTH[i]) for i in top)).normalised()
    assert total_variation(mean_law((listed,), "probability")) == pytest.approx(expected, abs=0.001)


@pytest.mark.parametrize(("k", "expected"), [(3, 0.373), (5, 0.319), (10, 0.408), (21, 0.562)])
def test_a_list_drawn_evenly_never_nears_the_law(k: int, expected: float) -> None:
    top = np.argsort(-TRUTH, kind="stable")[:k]
    listed = Distribution(tuple(Candidate(str(i), None, 1 / k) for i in top))
    assert total_variation(mean_law((listed,), "uniform")) == pytest.approx(expected, abs=0.001)


@pytest.mark.parametrize("select", ["probability", "uniform"])
def test_draws_converge_to_the_law_of_their_selection(select: Select) -> None:
    listed = Distribution(tuple(Candidate(str(i), p, p) for i, p in enumerate([0.5, 0.25, 0.15, 0.07, 0.03])))
    numbers = [seeds.uniform(2, (f"{unit:06d}", "draw")) for unit in range(5_000)]
    drawn = np.bincount([Draw.make(listed, select, u).index for u in numbers], minlength=len(listed))
    assert chisquare(drawn, 5_000 * np.array(listed.selection_probabilities(select))).pvalue > 0.001


def test_the_order_of_candidates_does_not_change_the_law() -> None:
    given = [Candidate("a", 0.5, 0.5), Candidate("b", 0.3, 0.3), Candidate("c", 0.2, 0.2)]
    forth, back = Distribution(tuple(given)), Distribution(tuple(reversed(given)))
    assert dict(zip(forth.texts, forth.selection_probabilities("probability"), strict=True)) == pytest.approx(
        dict(zip(back.texts, back.selection_probabilities("probability"), strict=True))
    )


def test_the_mode_is_one_answer() -> None:
    assert Distribution((Candidate("a", 0.4, 0.4), Candidate("b", 0.6, 0.6))).selection_probabilities("mode") == [
        0.0,
        1.0,
    ]
