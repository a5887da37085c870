from __future__ import annotations

import numpy as np

from vs_sim.study.society.heard_stances import heard_stances
from vs_sim.study.society.opinion_history import certain_history

HEARD = [(1, 0, 1), (1, 0, 2), (1, 1, 0), (2, 2, 0)]


def test_the_share_who_differ_is_of_those_heard_before_the_talk() -> None:
    found = heard_stances(certain_history([[3, 3, 6], [4, 3, 6], [4, 3, 5]], heard=HEARD))
    assert found.round.tolist() == [1, 1, 2] and found.person.tolist() == [0, 1, 2]
    assert found.share.tolist() == [0.5, 0, 1] and found.others.tolist() == [4.5, 3, 4]
    assert found.before.tolist() == [3, 3, 6] and found.value.tolist() == [4, 3, 5]


def test_those_who_heard_nobody_are_given_on_request() -> None:
    held = certain_history([[3, 3, 6], [4, 3, 6], [4, 3, 5]], heard=HEARD)
    everybody = heard_stances(held, alone=True)
    assert len(everybody.person) == 6
    assert np.isnan(everybody.others).sum() == 3 and (everybody.share[np.isnan(everybody.others)] == 0).all()


def test_an_answer_that_is_not_known_is_no_answer() -> None:
    found = heard_stances(certain_history([[3, 5], [np.nan, 5]], heard=[(1, 0, 1), (1, 1, 0)]))
    assert found.person.tolist() == [1]
