from __future__ import annotations

from pathlib import Path

import pytest

from tests.sweep.plans import held, read
from vs_sim.core.standin_notice import STANDIN_NOTICE
from vs_sim.errors import LogError
from vs_sim.sweep.sweep_run import Sweep

HOSTILE = "title: <script>alert(1)</script>\ngrid: {models.persona.faults: [{}, {refusal: 1.0}]}\n"


@pytest.fixture(scope="module")
def sweep(tmp_path_factory: pytest.TempPathFactory) -> Sweep:
    folder = tmp_path_factory.mktemp("sweep")
    return held(read(folder, HOSTILE), folder / "s")


def test_every_cell_has_its_status_and_a_failed_one_its_reason(sweep: Sweep) -> None:
    columns = ["cell", "label", "replicate", "settings", "status", "dialogues", "failed", "calls", "usd", "reason"]
    assert list(sweep.cells.columns) == columns
    assert list(sweep.cells["status"]) == ["done", "failed"]
    assert sweep.cells["reason"][0] == "" and "dialogues failed" in sweep.cells["reason"][1]
    assert list(sweep.cells["dialogues"]) == [4, 0]


def test_what_was_varied_and_who_answered_is_known(sweep: Sweep) -> None:
    assert sweep.varied == ["models.persona.faults"]
    assert sweep.standin


def test_a_table_that_is_changed_by_its_reader_changes_nothing(sweep: Sweep) -> None:
    table = sweep.table()
    table["value"] = 0.0
    assert (sweep.table()["value"] != 0.0).any()


def test_a_notebook_shows_it_escaped_and_with_the_notice(sweep: Sweep) -> None:
    page = sweep._repr_html_()
    assert "<script>" not in page and "&lt;script&gt;" in page
    assert STANDIN_NOTICE in page
    assert repr(sweep).endswith("2 cells: 1 done, 1 failed)")


def test_a_folder_without_a_sweep_is_refused(tmp_path: Path) -> None:
    with pytest.raises(LogError, match="no sweep"):
        Sweep(tmp_path)
