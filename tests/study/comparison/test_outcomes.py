"""The outcomes of a run and what they are compared with."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.log.logs import comparing, logged
from vs_sim.errors import StudyError
from vs_sim.log.run import Run
from vs_sim.study.comparison import outcomes


@pytest.fixture
def run(tmp_path: Path) -> Run:
    return logged(tmp_path, [{0: 1.0}, {2: 1.0}, {0.5: 1.0}], people=["ann", "bob", "ann"])


def test_an_outcome_is_the_final_answers_with_their_persons(run: Run) -> None:
    sample = outcomes.outcome(run, "donation")
    assert (sample.numbers.tolist(), sample.people) == ([0.0, 2.0, 0.5], ["ann", "bob", "ann"])


def test_a_question_that_nobody_answered_has_an_empty_outcome(run: Run) -> None:
    assert outcomes.outcome(run, "vote").n == 0


def test_the_primary_outcome_is_the_first_distance_where_none_is_declared(run: Run) -> None:
    assert outcomes.primary(run) == ("donation", "ks")


def test_the_declared_primary_outcome_comes_first(run: Run) -> None:
    compare = {"vote": "persuasion_for_good/paid", "donation": "persuasion_for_good/paid", "primary": "donation.mean"}
    again = comparing(run, compare)
    assert (outcomes.compared_questions(again), outcomes.primary(again)) == (["donation", "vote"], ("donation", "mean"))


def test_the_range_of_answers_is_that_of_the_question(run: Run) -> None:
    assert (outcomes.span(run, "donation"), outcomes.span(run, "why")) == ((0.0, 2.0), None)


@pytest.mark.parametrize(("question", "numeric"), [("donation", True), ("vote", False), ("why", False)])
def test_only_numbers_at_the_end_are_compared_as_numbers(run: Run, question: str, numeric: bool) -> None:
    assert outcomes.ends_in_numbers(run, question) == numeric


def test_options_are_numbered_by_their_place(run: Run) -> None:
    assert outcomes.numbering(run, "vote")("no") == 2.0


def test_a_question_without_a_reference_says_how_to_give_one(run: Run) -> None:
    with pytest.raises(StudyError, match="names no reference for 'why'"):
        outcomes.reference_for(run, "why")
