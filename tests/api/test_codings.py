from __future__ import annotations

from pathlib import Path

import pytest

import vs_sim as vs
from vs_sim.errors import StudyError


@pytest.fixture(scope="module")
def run(tmp_path_factory: pytest.TempPathFactory) -> vs.Run:
    from vs_sim.simulation.session import RunOptions

    out = tmp_path_factory.mktemp("coded") / "run"
    return vs.simulate("persuasion_for_good", size=4, sets=["exchanges=2"], options=RunOptions(out=out))


def test_a_run_is_coded_by_one_coder_at_a_time(run: vs.Run) -> None:
    with pytest.raises(StudyError, match="one coder at a time"):
        vs.code(run, "resistance", learned_from=run, model="standin")


def test_labels_are_kept_beside_the_log(run: vs.Run) -> None:
    coder = vs.code(run, "trajectory")
    assert coder == "rules"
    assert set(vs.codings(run, "trajectory", coder)["unit"]) == set(run.dialogues["unit"])
    assert Path(run.folder / "codings.sqlite").is_file()
