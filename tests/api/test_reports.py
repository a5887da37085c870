from __future__ import annotations

from pathlib import Path

import pytest

import vs_sim as vs
from vs_sim.api.reports import report
from vs_sim.core.standin_notice import STANDIN_NOTICE
from vs_sim.errors import LogError, VsSimError
from vs_sim.simulation.session import RunOptions
from vs_sim.sweep.sweep_options import SweepOptions

PLAN = "scenario: die_roll\nset: {respondents: 2}\ngrid: {seed: [1, 2]}\n"


@pytest.fixture(scope="module")
def rolled(tmp_path_factory: pytest.TempPathFactory) -> vs.Run:
    return vs.simulate("die_roll", size=3, options=RunOptions(out=tmp_path_factory.mktemp("rolled") / "run"))


def test_a_run_has_a_page_of_its_own_that_says_who_answered(rolled: vs.Run, tmp_path: Path) -> None:
    page = report(rolled.folder, out=tmp_path / "page.html")
    assert page == tmp_path / "page.html"
    assert STANDIN_NOTICE in page.read_text(encoding="utf-8")


def test_runs_in_folders_of_one_name_are_numbered_on_their_page(rolled: vs.Run, tmp_path: Path) -> None:
    page = report([rolled, rolled], out=tmp_path / "two.html").read_text(encoding="utf-8")
    assert "run #2" in page and "run #3" not in page


def test_a_sweep_says_how_it_is_reproduced(tmp_path: Path) -> None:
    (tmp_path / "rolls.yaml").write_text(PLAN, encoding="utf-8")
    swept = vs.sweep(tmp_path / "rolls.yaml", out=tmp_path / "s", workers=1, options=SweepOptions(executor="threads"))
    page = report(swept.folder).read_text(encoding="utf-8")
    assert "vs-sim sweep rolls.yaml --out s" in page


def test_a_folder_of_nothing_has_no_page(tmp_path: Path) -> None:
    with pytest.raises(LogError):
        report(tmp_path)


def test_a_page_that_cannot_be_written_is_said(rolled: vs.Run, tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(VsSimError, match="page"):
        report(rolled, out=tmp_path / "file" / "page.html")
