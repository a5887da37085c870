from __future__ import annotations

import pytest

from tests.corpora.dialogues import dialogue
from vs_sim.corpora.persuasion_for_good.task_facts import endowment_of, in_period_c, period


@pytest.mark.parametrize(
    ("identifier", "wording"), [("20180717-1", "A"), ("BAD_20180825-1", "B"), ("20180828-1", "C"), ("20180101-1", "A")]
)
def test_the_wording_of_the_task_follows_from_the_date(identifier: str, wording: str) -> None:
    assert period(identifier) == wording


def test_flagged_dialogues_are_not_in_period_c() -> None:
    assert in_period_c("20180904-080000_1") and not in_period_c("BAD_20180904-080000_1")


def test_two_dollars_could_be_given_where_nothing_is_decided() -> None:
    assert endowment_of(dialogue("Hello.")) == 2.0
