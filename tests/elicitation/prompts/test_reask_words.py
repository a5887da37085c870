from __future__ import annotations

from dataclasses import replace

import pytest

from tests.elicitation.golden import DONATION, clause, context
from vs_sim.core.question import Choice
from vs_sim.elicitation.method import elicit
from vs_sim.elicitation.prompts.reask_words import WRONG, what_was_wrong


def reasked(problem: str) -> str:
    state = replace(context(attempt=2), problem=problem)
    return clause(next(elicit(Choice(name="direct"), DONATION, state)))


def test_a_reask_says_what_was_wrong() -> None:
    assert "could not be read: it was outside the range. Keep exactly to the form" in reasked("out_of_range")


def test_a_reason_without_words_of_its_own_says_no_more_than_that() -> None:
    assert "could not be read. Keep exactly to the form" in reasked("something_new")


@pytest.mark.parametrize("reason", WRONG)
def test_the_words_are_one_clause_in_plain_english(reason: str) -> None:
    assert what_was_wrong(reason).startswith(("it ", "its ", "an ", "a ", "all ", "every "))
    assert not what_was_wrong(reason).endswith(".")
