from __future__ import annotations

from pathlib import Path

import networkx as nx
import numpy as np
import pytest

from tests.places import ROOT
from tests.study.society.histories import history, standin_society
from vs_sim.errors import StudyError
from vs_sim.log.run import Run
from vs_sim.study.society.opinion_history import OpinionHistory, certain_history, opinion_history


@pytest.fixture(scope="module")
def held(tmp_path_factory: pytest.TempPathFactory) -> OpinionHistory:
    return standin_society(tmp_path_factory.mktemp("history") / "run", seed=3, people=12, rounds=2)


def test_a_run_becomes_arrays_by_round_and_person(held: OpinionHistory) -> None:
    assert held.values.shape == held.means.shape == (3, 12) and held.shares.shape == (3, 12, 7)
    assert held.shares.sum(axis=2) == pytest.approx(1) and not np.isnan(held.values).any()
    assert held.opinions.min() >= 0 and held.opinions.max() <= 1
    assert held.shares @ np.arange(1, 8) == pytest.approx(held.means)


def test_talks_are_heard_by_both_along_ties(held: OpinionHistory) -> None:
    ties = {(int(one), int(other)) for one, other in held.ties}
    assert len(held.heard) and all((int(one), int(other)) in ties for _, one, other in held.heard)
    assert {tuple(row) for row in held.heard} == {(at, other, one) for at, one, other in held.heard}


def test_a_society_up_to_a_round_has_nothing_of_the_later_ones(held: OpinionHistory) -> None:
    early = held.until(1)
    assert early.rounds == 1 and set(early.heard[:, 0]) == {1} and held.until(2) is held


def test_the_last_known_stance_is_kept_where_one_is_missing() -> None:
    gone = certain_history([[2.0, 5.0], [np.nan, 6.0]])
    assert gone.known.tolist() == [[2, 5], [2, 6]] and gone.points.tolist() == [[1, 4], [-1, 5]]


def test_neighbours_means_follow_weights_and_leave_out_who_is_not_known() -> None:
    graph = nx.star_graph(3)
    graph.edges[0, 1]["weight"] = 3.0
    found = history([[1, 2, 6, 7]], graph).neighbour_means(np.array([0.0, 0.2, 0.6, np.nan]))
    assert found[0] == pytest.approx((3 * 0.2 + 0.6) / 4) and found[1] == 0


def test_a_run_without_rounds_of_stances_is_refused() -> None:
    with pytest.raises(StudyError, match="nobody is asked in rounds"):
        opinion_history(Run(Path(ROOT) / "tests" / "golden" / "old_runs" / "die_roll"))
