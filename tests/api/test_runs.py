from __future__ import annotations

from pathlib import Path

import pytest

import vs_sim as vs
from vs_sim.api.runs import load, replay, resume, simulate
from vs_sim.errors import LogError, ScenarioError
from vs_sim.simulation.session import RunOptions


def test_the_seed_and_the_size_are_those_that_were_given(small: vs.Run) -> None:
    assert (small.seed, small.counts) == (3, (6, 0))


def test_the_size_of_a_survey_is_its_respondents(tmp_path: Path) -> None:
    assert simulate("die_roll", size=2, options=RunOptions(out=tmp_path / "run")).counts == (2, 0)


def test_the_same_seed_gives_the_same_run_and_another_one_another(small: vs.Run, tmp_path: Path) -> None:
    digests = []
    for seed in (3, 4):
        out = RunOptions(out=tmp_path / str(seed))
        digests.append(simulate("persuasion_for_good", size=6, seed=seed, sets=["exchanges=1"], options=out).digest)
    assert digests[0] == small.digest
    assert digests[1] != small.digest


def test_a_completed_run_that_is_resumed_or_replayed_has_the_same_digest(small: vs.Run, tmp_path: Path) -> None:
    assert resume(small.folder, options=RunOptions()).digest == small.digest
    again = replay(small.folder, options=RunOptions(out=tmp_path / "copy"))
    assert again.digest == small.digest and again.folder == tmp_path / "copy"
    assert load(again.folder).counts == small.counts


def test_a_folder_without_a_log_is_no_run(tmp_path: Path) -> None:
    for read in (load, resume):
        with pytest.raises(LogError):
            read(tmp_path)


def test_a_scenario_with_faults_makes_no_folder(tmp_path: Path) -> None:
    with pytest.raises(ScenarioError, match="dialogue"):
        simulate("persuasion_for_good", size=0, options=RunOptions(out=tmp_path / "run"))
    assert not (tmp_path / "run").exists()
