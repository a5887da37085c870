from __future__ import annotations

import doctest

import numpy as np
import pytest

from vs_sim.study.data import published_vs_paper as module
from vs_sim.study.data.clustered_sample import Sample
from vs_sim.study.data.ecdf import Ecdf
from vs_sim.study.data.published_vs_paper import load_paper
from vs_sim.study.data.reference import load_reference
from vs_sim.study.inference.two_sample import estimate_measure
from vs_sim.study.measure import find_measure

PAPER = load_paper()
PEOPLE = load_reference("vs_paper/donation_law")
RECOVERED = [row for row in PAPER.rows if row.counts]
KS = {"direct": [0.506, 0.361, 0.367, 0.103], "VS, k chosen by the model, uniform": [0.282, 0.187, 0.130]}


def sample(counts: dict[float, int]) -> Sample:
    return Sample(np.repeat(list(counts), list(counts.values())))


def test_the_law_is_that_of_the_recovered_counts() -> None:
    assert dict(zip(PEOPLE.values, PEOPLE.counts, strict=True)) == PAPER.human.counts
    assert (PEOPLE.n, round(PEOPLE.mean, 3), PEOPLE.median) == (185, 0.528, 0.25)


@pytest.mark.parametrize("row", RECOVERED, ids=lambda row: f"{row.model} {row.method}")
def test_recovered_counts_have_the_printed_mean(row: module.PrintedRow) -> None:
    assert sample(row.counts or {}).numbers.mean() == pytest.approx(row.mean, abs=0.0006)


@pytest.mark.parametrize("row", RECOVERED, ids=lambda row: f"{row.model} {row.method}")
def test_recovered_counts_have_nearly_the_printed_distance(row: module.PrintedRow) -> None:
    assert estimate_measure(sample(row.counts or {}), "ks", PEOPLE).value == pytest.approx(row.ks, abs=0.0245)


@pytest.mark.parametrize("method", KS)
def test_distances_of_recovered_counts(method: str) -> None:
    rows = [row for row in RECOVERED if row.method == method]
    found = [estimate_measure(sample(row.counts or {}), "ks", PEOPLE).value for row in rows]
    assert [round(value, 3) for value in found] == KS[method]


def test_the_fine_tuned_model_is_about_as_far_as_people_among_themselves() -> None:
    row = next(row for row in RECOVERED if "fine-tuned" in row.model)
    found = estimate_measure(sample(row.counts or {}), "ks", PEOPLE)
    assert (round(found.value, 3), found.verdict) == (0.103, "inconclusive")


def test_summaries_of_the_recovered_people() -> None:
    people = Ecdf(PEOPLE.support, PEOPLE.curve)
    found = [float(find_measure(name).summary(people)) for name in ("donor_share", "median")]
    assert found == pytest.approx([0.708, 0.25], abs=0.0005)


def test_nine_models_and_a_fine_tuned_one_are_reported() -> None:
    assert len({row.model for row in PAPER.rows}) == 10
    assert len(PAPER.rows) == 37


def test_the_example_runs() -> None:
    assert doctest.testmod(module).failed == 0
