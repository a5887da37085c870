from __future__ import annotations

from pathlib import Path

import pytest

from tests.log.damaging import at_rest, flip_in
from vs_sim import Run, simulate
from vs_sim.errors import LogCorrupt, LogDamaged
from vs_sim.log.integrity.log_repair import repair_log
from vs_sim.log.tables import LOG_FILE
from vs_sim.simulation.session import RunOptions, resume_run


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> Run:
    out = tmp_path_factory.mktemp("whole") / "run"
    run = simulate("persuasion_for_good", size=3, sets=["exchanges=1"], options=RunOptions(out=out))
    at_rest(out / LOG_FILE)
    return run


@pytest.fixture
def copy(whole: Run, tmp_path: Path) -> Path:
    (tmp_path / "run").mkdir()
    whole.copy_to(tmp_path / "run" / LOG_FILE)
    return tmp_path / "run"


def reply(whole: Run) -> bytes:
    return str(
        whole.log.execute("SELECT text FROM asked WHERE unit='000001' ORDER BY at LIMIT 1").fetchone()[0]
    ).encode()


def test_a_repaired_run_is_resumed_to_the_digest_of_an_undisturbed_one(whole: Run, copy: Path) -> None:
    flip_in(copy / LOG_FILE, reply(whole)[:20])
    with pytest.raises(LogDamaged, match="1 rows of dialogue 00000"):
        Run(copy).digest  # noqa: B018
    found = repair_log(copy)
    assert (found.dropped, found.kept) == ({"asked": 1}, whole.call_count - 1)
    assert resume_run(copy, RunOptions()).digest == whole.digest


def test_the_damaged_log_is_kept(whole: Run, copy: Path) -> None:
    flip_in(copy / LOG_FILE, reply(whole)[:20])
    before = (copy / LOG_FILE).read_bytes()
    kept = repair_log(copy).copy
    assert kept is not None and kept.read_bytes() == before


def test_a_page_that_is_lost_costs_what_was_on_it(whole: Run, copy: Path) -> None:
    content = bytearray((copy / LOG_FILE).read_bytes())
    page = content.index(reply(whole)[:20]) // 4096 * 4096
    content[page : page + 8] = b"\xff" * 8
    (copy / LOG_FILE).write_bytes(content)
    found = repair_log(copy)
    assert found.damage.structure and found.kept < whole.call_count
    assert resume_run(copy, RunOptions()).digest == whole.digest


def test_a_sound_log_is_left_as_it_is(copy: Path) -> None:
    before = (copy / LOG_FILE).read_bytes()
    assert repair_log(copy).copy is None
    assert (copy / LOG_FILE).read_bytes() == before


def test_what_does_not_say_what_was_run_cannot_be_repaired(copy: Path) -> None:
    flip_in(copy / LOG_FILE, b'"max_failed"')
    with pytest.raises(LogCorrupt, match="cannot be read any more"):
        repair_log(copy)
