from __future__ import annotations

from pathlib import Path
from shutil import copytree

import pytest

from vs_sim.core.label import Label
from vs_sim.errors import StudyError
from vs_sim.log.run import Run
from vs_sim.study.coding.run_labels import keep_labels, labels_of, run_codings


@pytest.fixture
def own(other: Run, tmp_path: Path) -> Run:
    return Run(copytree(other.folder, tmp_path / "own"))


def test_kept_labels_are_read_instead_of_made(own: Run) -> None:
    unit = next(iter(labels_of(own, "acts")))
    keep_labels(own, "acts", "me", {unit: (Label("thank", 1),)})
    assert labels_of(own, "acts", "me") == {unit: (Label("thank", 1),)}


def test_codings_made_from_others_follow_their_coder(own: Run) -> None:
    unit = next(iter(labels_of(own, "acts")))
    keep_labels(own, "acts", "me", {unit: (Label("disagree-donation", 1),)})
    assert {label.label for label in labels_of(own, "resistance", "me")[unit]} == {"refusal", "resistance", "reserve"}


def test_a_coder_who_did_not_code_the_run_is_an_error(other: Run) -> None:
    with pytest.raises(StudyError, match="'you' did not code 'acts'"):
        labels_of(other, "acts", "you")


def test_a_frame_of_labels_has_the_role_of_each_turn(other: Run) -> None:
    frame = run_codings(other, "acts")
    assert set(frame["role"]) == {"persuader", "persuadee"} and set(frame["coder"]) == {"rules"}
