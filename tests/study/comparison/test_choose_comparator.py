from __future__ import annotations

import pytest

from vs_sim.log.run import Run
from vs_sim.study.comparison.choose_comparator import coders_compared, human_comparator, run_comparator


def test_the_human_comparator_has_every_kind_of_figure(held: Run) -> None:
    found = human_comparator(held)
    assert found.head is not None and found.head[0] == next(iter(found.outcomes))
    assert found.traits and found.persons and set(found.language) == {"persuader", "persuadee"}
    assert found.exchanges == 10 and found.context


def test_a_run_that_was_coded_by_rules_only_is_compared_by_rules(held: Run) -> None:
    assert coders_compared(held) == ["rules"]


@pytest.mark.parametrize("language", [True, False])
def test_another_run_is_a_comparator_without_context(held: Run, other: Run, language: bool) -> None:
    found = run_comparator(held, other, language=language)
    assert found.name == f"the run {other.folder.name}" and found.context == ()
    assert bool(found.language) is bool(found.behaviour) is language
