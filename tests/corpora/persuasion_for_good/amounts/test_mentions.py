from __future__ import annotations

from itertools import pairwise

from vs_sim.corpora.persuasion_for_good.amounts.mentions import mentions


def test_every_amount_is_found_from_left_to_right() -> None:
    found = mentions("i will give $1.50 and keep 50 cents", 2.0)
    assert [(each.value, each.kind) for each in found] == [(1.5, "money"), (0.5, "money")]


def test_a_share_is_a_part_of_the_endowment() -> None:
    assert [each.value for each in mentions("half of it", 3.0)] == [1.5]


def test_mentions_do_not_overlap() -> None:
    found = mentions("$2 dollars, that is 2 dollars and 50 cents", 2.0)
    assert all(one.end <= other.start for one, other in pairwise(found))
