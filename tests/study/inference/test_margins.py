"""The margin of each measure in its unit, and how often a mean at its margin is called equivalent or beyond it."""

from __future__ import annotations

import math
from dataclasses import replace

import numpy as np
import pytest

from tests.study.people import PAID, donors_lost, draws
from vs_sim.study.data.clustered_sample import Sample
from vs_sim.study.data.ecdf import Floats
from vs_sim.study.data.estimate import Verdict
from vs_sim.study.data.reference import Reference
from vs_sim.study.inference.judging import verdict_alone
from vs_sim.study.inference.margins import margin_of_measure
from vs_sim.study.inference.two_sample import estimate_measure


@pytest.mark.parametrize(
    ("name", "margin"),
    [("ks", 0.15), ("donor_share", 0.15), ("mass@0.5", 0.15), ("total_variation@1", 0.15), ("mean", 0.3),
     ("wasserstein", 0.3), ("median", 0.3)],
)  # fmt: skip
def test_the_margin_is_a_share_or_that_share_of_the_range(name: str, margin: float) -> None:
    assert margin_of_measure(name, 0.15, (0.0, 2.0)) == pytest.approx(margin)


@pytest.mark.parametrize("name", ["energy", "entropy@1", "variance_ratio"])
def test_a_measure_on_another_scale_has_no_margin(name: str) -> None:
    assert math.isnan(margin_of_measure(name, 0.15, (0.0, 2.0)))


def test_a_single_possible_answer_has_no_margin_of_the_mean() -> None:
    assert math.isnan(margin_of_measure("mean", 0.15, (1.0, 1.0)))


def clustered(probabilities: Floats, n: int, rng: np.random.Generator) -> Sample:
    """n dialogues of n / 2 persons, who answer the same twice in four of five cases."""
    first = draws(probabilities, n // 2, rng).numbers
    again = np.where(rng.random(n // 2) < 0.8, first, draws(probabilities, n // 2, rng).numbers)
    return Sample([*first, *again], [str(person) for person in (*range(n // 2), *range(n // 2))])


def independent(probabilities: Floats, n: int, rng: np.random.Generator) -> Sample:
    return draws(probabilities, n, rng)


def people_drawn_anew(rng: np.random.Generator) -> Reference:
    """Other people like those of the reference, with its covariance."""
    shares = np.diff(PAID.resample(rng, 1)[0], prepend=0.0).clip(1e-9)
    document = {**PAID.model_dump(by_alias=True), "counts": tuple(shares / shares.sum() * (PAID.n or 1))}
    return Reference.model_validate(document)


def verdicts(design: object, n: int, times: int, name: str = "mean") -> list[Verdict | None]:
    """Verdicts on a simulation whose true difference from the reference is the margin."""
    probabilities = donors_lost(0.15)
    apart = 0.15 if name == "donor_share" else PAID.mean - float(probabilities @ PAID.support)
    rng = np.random.default_rng(n)
    found = []
    for _ in range(times):
        sample = design(probabilities, n, rng)  # type: ignore[operator]
        found.append(verdict_alone(replace(estimate_measure(sample, name, people_drawn_anew(rng)), margin=apart)))
    return found


@pytest.mark.parametrize("design", [independent, clustered])
def test_a_mean_at_the_margin_is_rarely_called_equivalent_or_beyond_it(design: object) -> None:
    found = verdicts(design, 100, 20)
    assert np.mean([each == "equivalent" for each in found]) <= 0.2
    assert np.mean([each == "beyond the margin" for each in found]) <= 0.2


@pytest.mark.nightly
@pytest.mark.parametrize("name", ["mean", "donor_share"])
@pytest.mark.parametrize("design", [independent, clustered])
@pytest.mark.parametrize("n", [100, 200, 500])
def test_a_mean_at_the_margin_at_length(name: str, design: object, n: int) -> None:
    found = verdicts(design, n, 1000, name)
    assert np.mean([each == "equivalent" for each in found]) <= 0.065
    assert np.mean([each == "beyond the margin" for each in found]) <= 0.065
