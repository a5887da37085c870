from __future__ import annotations

import doctest

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.study.ecdfs import amounts, ecdfs, histogram
from vs_sim.errors import StudyError
from vs_sim.study.data import bins, text_statistics
from vs_sim.study.data.bins import binned
from vs_sim.study.measure import find_measure


@given(amounts, amounts, st.sampled_from([0.25, 0.5, 1.0]))
def test_bins_hold_what_a_histogram_counts(values: list[float], others: list[float], width: float) -> None:
    found = binned(ecdfs(values, others)[0], width)
    expected = histogram(values, width)
    assert np.sort(found[found > 0]) == pytest.approx(np.sort(expected[expected > 0]))


@pytest.mark.parametrize("name", ["total_variation@0", "entropy@-1", "kl@0.25,0", "coverage@0.5,0"])
def test_a_number_out_of_range_is_refused(name: str) -> None:
    with pytest.raises(StudyError, match=r"must be above 0|needs at least 1"):
        find_measure(name)(*ecdfs([0.0, 1.0], [1.0]))


@pytest.mark.parametrize(
    ("name", "message"),
    [
        ("kl@0.25", "'kl' takes 2 numbers"),
        ("coverage@0.5,x", "'x' in .* is not a whole number"),
        ("entropy", "a number"),
    ],
)
def test_numbers_must_be_as_many_as_declared(name: str, message: str) -> None:
    with pytest.raises(StudyError, match=message):
        find_measure(name)


@pytest.mark.parametrize("module", [bins, text_statistics])
def test_the_examples_run(module: object) -> None:
    results = doctest.testmod(module)  # type: ignore[arg-type]
    assert results.attempted and not results.failed
