from __future__ import annotations

from vs_sim.study.society.cascades import carriers, moved_towards
from vs_sim.study.society.opinion_history import certain_history


def test_moves_towards_are_counted_for_whom_they_follow_and_moves_away_against() -> None:
    held = certain_history([[2, 6], [3, 7], [3, 7]], heard=[(1, 0, 1), (1, 1, 0)])
    assert moved_towards(held).tolist() == [[0, 1], [-1, 0]]


def test_of_several_who_were_heard_the_nearest_is_followed() -> None:
    held = certain_history([[1, 5, 7], [7, 5, 7]], heard=[(1, 0, 1), (1, 0, 2)])
    assert [each.tolist() for each in carriers(held)] == [[1, 1, 1], [1, 1, 2]]


def test_a_small_step_takes_nothing_over() -> None:
    held = certain_history([[1, 7], [2, 7]], heard=[(1, 0, 1)])
    assert [each.tolist() for each in carriers(held)] == [[1, 1], [1, 1]]


def test_two_who_take_over_from_each_other_exchange_their_stances() -> None:
    held = certain_history([[1, 7], [7, 1]], heard=[(1, 0, 1), (1, 1, 0)])
    assert [each.tolist() for each in carriers(held)] == [[1, 1], [2, 2]]
