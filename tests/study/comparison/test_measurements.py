"""The estimates of one run: computed once, with the margin that its scenario declares."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.log.logs import logged
from vs_sim.study.comparison.choose_comparator import human_comparator
from vs_sim.study.comparison.measurements import Measurements


@pytest.fixture
def measured(tmp_path: Path) -> Measurements:
    run = logged(tmp_path, [{0: 1.0}, {2: 1.0}] * 20)
    return Measurements(run, human_comparator(run))


def test_the_same_estimate_is_the_same_object(measured: Measurements) -> None:
    assert measured.estimate("donation", "mean") is measured.estimate("donation", "mean")
    assert measured.sample("donation") is measured.sample("donation")


def test_the_primary_outcome_is_that_of_the_comparator(measured: Measurements) -> None:
    assert (measured.primary, measured.margin) == (("donation", "ks"), 0.15)


def test_another_reference_is_another_estimate(measured: Measurements) -> None:
    (other, *_) = measured.comparator.others
    assert measured.estimate("donation", "ks", other).reference == other.id


def test_nothing_missing_leaves_no_room_between_the_bounds(measured: Measurements) -> None:
    low, high = measured.bounds("donation")["ks"]
    assert low == high == pytest.approx(measured.estimate("donation", "ks").value)
