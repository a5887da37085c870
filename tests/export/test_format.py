from __future__ import annotations

from pathlib import Path

import pytest

from tests.sweep.plans import METHODS, held, read
from vs_sim.api.exports import export, source_of
from vs_sim.errors import LogError, UnknownName
from vs_sim.export.format import FORMATS, ExportSource, renamed, whole
from vs_sim.log.run import Run
from vs_sim.sweep.sweep_run import Sweep


@pytest.mark.parametrize("name", FORMATS.names())
def test_every_format_writes_a_run_and_a_sweep(name: str, run: Run, sweep: Sweep, tmp_path: Path) -> None:
    for what in (run, sweep):
        files = export(what, name, tmp_path / type(what).__name__)
        assert files
        assert all(file.stat().st_size for file in files)
        assert sorted(files) == sorted((tmp_path / type(what).__name__).iterdir())


@pytest.mark.parametrize("name", FORMATS.names())
def test_the_same_run_gives_the_same_files(name: str, run: Run, tmp_path: Path) -> None:
    once, again = ([file.read_bytes() for file in export(run, name, tmp_path / part)] for part in "ab")
    assert once == again


def test_half_a_file_is_never_seen(tmp_path: Path) -> None:
    with pytest.raises(LogError), renamed(tmp_path / "x") as beside:
        beside.write_text("half")
        raise OSError("the disk is full")
    assert list(tmp_path.iterdir()) == []


def test_an_unknown_format_is_told_with_those_that_are_known(run: Run) -> None:
    with pytest.raises(UnknownName, match="convokit"):
        export(run, "xlsx")


def test_only_finished_cells_are_exported(tmp_path: Path) -> None:
    found = held(read(tmp_path, METHODS), tmp_path / "s")
    found.known["cells"].append({**found.known["cells"][0], "id": "waiting"})
    assert set(source_of(found).runs) == set(found.runs)
    assert isinstance(source_of(found), ExportSource)


def test_halves_of_characters_do_not_break_a_file() -> None:
    assert whole("a\ud800b") == "a\ufffdb"
