from __future__ import annotations

import math

import pytest

from tests.places import needs_shared
from vs_sim.errors import StudyError
from vs_sim.log.run import Run
from vs_sim.study.coding.agreement import agreement, coder_agreement
from vs_sim.study.coding.krippendorff_alpha import krippendorff_alpha


def test_agreement_is_one_where_coders_agree_and_kappa_zero_by_chance() -> None:
    same = coder_agreement([1, 0, 1, 0], [1, 0, 1, 0])
    assert (same.kappa, same.alpha, same.observed) == (1, 1, 1)
    assert coder_agreement([1, 1, 0, 0], [1, 0, 1, 0]).kappa == 0


def test_kappa_of_the_classical_example() -> None:
    """Fleiss, Levin & Paik (2003, p. 599): 100 diagnoses in three categories, kappa .68."""
    table = [[75, 1, 4], [5, 4, 1], [0, 0, 10]]
    pairs = [(a, b) for a, row in enumerate(table) for b, times in enumerate(row) for _ in range(times)]
    found = coder_agreement([a for a, _ in pairs], [b for _, b in pairs])
    assert found.kappa == pytest.approx(0.68, abs=0.005)


def test_alpha_is_that_of_the_same_codes_as_units() -> None:
    a, b = [1, 1, 0, 0, 1, 0], [1, 0, 0, 0, 1, 1]
    assert coder_agreement(a, b).alpha == pytest.approx(krippendorff_alpha(list(zip(a, b, strict=True))).alpha)


def test_intervals_resample_whole_dialogues() -> None:
    a, b = [1, 0] * 50, [1, 0] * 40 + [0, 1] * 10
    dialogues = [place // 20 for place in range(100)]
    alone, grouped = coder_agreement(a, b), coder_agreement(a, b, dialogues)
    assert grouped.clusters == 5 and grouped.kappa == alone.kappa
    assert grouped.high - grouped.low > alone.high - alone.low
    assert grouped.alpha_high - grouped.alpha_low > alone.alpha_high - alone.alpha_low


def test_one_dialogue_has_no_interval() -> None:
    found = coder_agreement([1, 0, 1], [1, 0, 0], ["one"] * 3)
    assert math.isnan(found.low) and math.isnan(found.alpha_high)


def test_codes_of_unequal_number_are_an_error() -> None:
    with pytest.raises(StudyError, match="2 codes, 1 of the other"):
        coder_agreement([1, 0], [1])


@needs_shared
def test_the_rules_agree_with_the_annotators(people: Run) -> None:
    found = agreement(people, "resistance", "rules")
    assert found["resistance"].kappa >= 0.5 and found["commitment"].kappa >= 0.65
    assert found["resistance"].alpha == pytest.approx(found["resistance"].kappa, abs=0.02)
