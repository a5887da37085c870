from __future__ import annotations

from pathlib import Path

import pytest

from tests.places import SHARED, needs_shared
from vs_sim.api.codings import codings, import_corpus
from vs_sim.corpora.corpus import read_corpus
from vs_sim.errors import ScenarioError
from vs_sim.log.run import Run

HEADER = (
    "dialogue,file_date,person,control,timed_out,ended_by_target,participant_proposition,audio,turn_limit,"
    "minimum_turns,persuader_supports,initial_belief,final_belief,messages,mid_beliefs\n"
)
ROUNDS = (
    "0,2025-01-01,ann,0,0,0,0,0,10,2,1,0.4,0.65,7,0.5;0.6\n"
    "1,2025-01-01,bob,0,0,0,0,0,10,2,0,0.4,0.65,7,0.5\n"
    "2,2025-01-01,cy,1,1,0,0,0,,,1,0.4,0.4,1,0.9\n"
)


@pytest.fixture
def run(tmp_path: Path) -> Run:
    (tmp_path / "rounds.csv").write_text(HEADER + ROUNDS, encoding="utf-8")
    return import_corpus("persuasiontrace", tmp_path, tmp_path / "run")


def test_beliefs_before_and_after_are_read_in_points(run: Run) -> None:
    asked = run.candidates
    assert asked.loc[asked["question"] == "belief_before", "value"].tolist() == [40, 40, 40]
    assert run.dialogues["belief"].tolist() == [65, 65, 40]


def test_questions_during_the_control_arm_are_left_out_because_they_are_about_something_else(run: Run) -> None:
    during = run.candidates[run.candidates["question"] == "belief_during"]
    assert during["unit"].tolist() == ["000000", "000000", "000001"]
    assert run.dialogues["beliefs_asked_during"].tolist() == [2, 1, 1]


def test_a_change_counts_towards_the_side_that_was_argued_for(run: Run) -> None:
    found = codings(run, "belief_change")
    assert found["label"].tolist() == ["toward", "away", "unchanged"]
    assert found["value"].tolist() == [25, -25, 0]


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [("0.4,0.65,7", "1.4,0.65,7", "between 0 and 1"), ("0.5;0.6", "half", "semicolons"), ("ann,0", "ann,2", "control")],
)
def test_a_fault_is_reported_with_its_place(tmp_path: Path, old: str, new: str, message: str) -> None:
    (tmp_path / "rounds.csv").write_text(HEADER + ROUNDS.replace(old, new, 1), encoding="utf-8")
    with pytest.raises(ScenarioError, match=rf"rounds\.csv:2.*{message}"):
        read_corpus("persuasiontrace", tmp_path)


@needs_shared
def test_the_published_changes_of_both_arms_are_reproduced(tmp_path: Path) -> None:
    run = import_corpus("persuasiontrace", SHARED / "data" / "persuasiontrace", tmp_path / "run")
    change = codings(run, "belief_change").set_index("unit")["value"]
    arms = change.groupby(run.dialogues.set_index("unit")["control"])
    assert arms.count().tolist() == [365, 85]
    assert arms.mean().tolist() == pytest.approx([13.1, 4.9], abs=0.06)
