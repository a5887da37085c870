from __future__ import annotations

import math

from vs_sim.log.run import Run
from vs_sim.study.coding.agreement import Agreement
from vs_sim.study.coding.label_counts import agreement_numbers, count_labels


def test_labels_are_counted_with_the_agreement_on_human_text(other: Run) -> None:
    found = count_labels(other, "resistance")
    known = found.known("resistance")
    assert (found.dialogues, found.annotated) == (40, "PersuasionForGood")
    assert known is not None and known.n == 1539
    assert all(dialogues <= 40 and turns >= dialogues for turns, dialogues in found.rows.values())


def test_labels_of_whole_dialogues_have_no_turns_and_no_agreement(other: Run) -> None:
    found = count_labels(other, "trajectory")
    assert {turns for turns, _ in found.rows.values()} == {0} and found.annotated == ""


def test_a_coefficient_that_is_not_measured_is_null() -> None:
    numbers = agreement_numbers(Agreement(math.nan, math.nan, math.nan, 1.0, 4, 1, 0.5))
    assert (numbers["kappa"], numbers["alpha"], numbers["alpha_low"]) == (None, 0.5, None)
    assert set(agreement_numbers(None).values()) == {None}
