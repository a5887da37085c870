from __future__ import annotations

import pytest

from vs_sim.log.run import Run
from vs_sim.study.comparison import scorecard_sections
from vs_sim.study.comparison.choose_comparator import human_comparator
from vs_sim.study.comparison.comparator import Comparator
from vs_sim.study.comparison.measurements import Measurements


@pytest.fixture(scope="module")
def measured(held: Run) -> Measurements:
    return Measurements(held, human_comparator(held))


def test_bins_are_an_eighth_of_the_range(measured: Measurements) -> None:
    assert scorecard_sections.width(measured, "donation") == 0.25


def test_measures_of_spread_are_tested_with_the_other_rows_and_the_primary_one_is_not(measured: Measurements) -> None:
    tested = scorecard_sections.tested_measures(measured)
    spread = scorecard_sections.spread_measures(measured, "donation")
    assert {("donation", name) for name in spread} <= tested and measured.primary not in tested


def test_context_is_shown_where_the_comparator_has_one() -> None:
    section = scorecard_sections.context_section
    assert not section(Comparator("nobody")).remarks
    assert len(section(Comparator("people", context=("dictator/engel_2011",))).remarks) == 1
