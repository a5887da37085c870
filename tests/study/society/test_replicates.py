from __future__ import annotations

import math
from pathlib import Path

import numpy as np
import pytest
from scipy import stats

from tests.places import ROOT
from tests.study.society.histories import history
from vs_sim.errors import StudyError
from vs_sim.log.run import Run
from vs_sim.study.society.replicates import ONE_NETWORK, by_round, cut, estimate_networks, over_networks


def test_the_interval_over_networks_is_that_of_scipy() -> None:
    values = np.array([0.2, 0.5, 0.4, 0.9])
    n, mean, low, high = over_networks(values)
    known = stats.ttest_1samp(values, 0).confidence_interval(0.95)
    assert [float(each) for each in (n, mean, low, high)] == pytest.approx([4, values.mean(), known.low, known.high])


def test_one_network_has_no_interval() -> None:
    table = by_round([history([[1, 7], [4, 4]])], ["opinion_mean"])
    assert table["value"].tolist() == [4, 4] and table[["low", "high"]].isna().all(axis=None)


def test_networks_and_not_people_are_the_observations() -> None:
    few, many = history([[1, 7]]), history([[1, 7] * 50])
    assert by_round([few, few], ["opinion_mean"]).equals(by_round([many, many], ["opinion_mean"]))


def test_a_measure_of_all_rounds_has_one_row_without_a_round() -> None:
    table = by_round([history([[1, 7], [2, 6], [3, 5]])], ["convergence_rate"])
    assert len(table) == 1 and table["round"].isna().all()


def test_replicates_are_compared_up_to_their_last_common_round() -> None:
    assert [each.rounds for each in cut([history([[1, 7], [4, 4]]), history([[1, 7]])])] == [0, 0]
    with pytest.raises(ValueError, match="one scale"):
        cut([history([[1, 7]]), history([[1, 7]], scale=(0, 10))])


def test_a_run_that_is_no_society_is_refused() -> None:
    with pytest.raises(StudyError, match="nobody is asked in rounds"):
        estimate_networks([Run(Path(ROOT) / "tests" / "golden" / "old_runs" / "persuasion_for_good")], "opinion_mean")


def test_what_a_single_network_lacks_is_said() -> None:
    assert "no interval" in ONE_NETWORK and math.isnan(over_networks(np.array([1.0]))[2])
