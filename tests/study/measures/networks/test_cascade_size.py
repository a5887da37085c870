from __future__ import annotations

from vs_sim.study.measures.networks.cascade_size import cascade_size
from vs_sim.study.society.opinion_history import certain_history


def test_a_stance_that_runs_down_a_path_reaches_everybody() -> None:
    values = [[7, 1, 1, 1], [7, 7, 1, 1], [7, 7, 7, 1], [7, 7, 7, 7]]
    heard = [(1, 1, 0), (2, 2, 1), (3, 3, 2)]
    assert cascade_size(certain_history(values, heard=heard)).tolist() == [1, 2, 3, 4]


def test_a_change_without_having_heard_is_no_cascade() -> None:
    assert cascade_size(certain_history([[7, 1], [7, 7]])).tolist() == [1, 1]
