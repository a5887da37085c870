from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from tests.log.damaging import flip, flip_in
from tests.log.logs import logged
from vs_sim.errors import LogDamaged, VsSimError
from vs_sim.log.integrity.log_damage import check_log, find_damage
from vs_sim.log.integrity.log_repair import repair_log
from vs_sim.log.run import Run
from vs_sim.log.store import Store
from vs_sim.log.tables import LOG_FILE

LAWS = [{0: 0.25, 2: 0.75}] * 3


@pytest.fixture
def log(tmp_path: Path) -> Path:
    logged(tmp_path, LAWS)
    return tmp_path / LOG_FILE


def test_a_log_as_it_was_written_is_whole(log: Path) -> None:
    assert not find_damage(log, thorough=True)


def test_a_flipped_bit_in_an_answer_is_told_by_its_dialogue(log: Path) -> None:
    flip_in(log, b'{"answer' if b'{"answer' in log.read_bytes() else b'"candidates"', bit=0)
    with pytest.raises(LogDamaged, match=r"1 rows of dialogue 00000[012]") as told:
        Run(log.parent).answers("donation")
    assert len(told.value.units) == 1 and "vs-sim repair" in str(told.value.hint)


def test_a_fact_that_says_what_a_run_is_has_a_known_value(log: Path) -> None:
    with closing(sqlite3.connect(log)) as changed:
        changed.execute("INSERT OR REPLACE INTO meta VALUES ('instrument_test', 'urue')")
        changed.commit()
    with pytest.raises(LogDamaged, match="1 rows about the run"):
        Run(log.parent).answers("donation")
    repair_log(log.parent)
    assert Run(log.parent).standin


def test_a_damaged_log_is_not_resumed(log: Path) -> None:
    flip_in(log, b'"decisions"')
    with pytest.raises(LogDamaged):
        Store(log.parent)


def test_a_log_that_was_checked_is_checked_again_when_it_has_changed(log: Path) -> None:
    check_log(log)
    flip_in(log, b'"decisions"')
    with pytest.raises(LogDamaged):
        check_log(log)


def read_all(folder: Path) -> object:
    run = Run(folder)
    frames = [run.dialogues, run.turns, run.candidates, run.calls, run.failures, run.personas, run.answers("donation")]
    return run.digest, run.state, run.counts, run.usd, run.scenario, [frame.to_csv() for frame in frames]


def test_a_flipped_bit_anywhere_is_told_or_changes_nothing(log: Path) -> None:
    sound, size = read_all(log.parent), log.stat().st_size
    for at in range(0, size, size // 60):
        flip(log, at, at % 8)
        try:
            assert read_all(log.parent) == sound, at
        except VsSimError as told:
            assert str(told)
        flip(log, at, at % 8)


def test_an_earlier_log_without_checksums_is_read(log: Path) -> None:
    whole = Run(log.parent).digest
    with closing(sqlite3.connect(log)) as old:
        for table in ("opened", "drained", "asked", "answered", "closed", "failed"):
            old.execute(f"ALTER TABLE {table} DROP COLUMN sum")
        old.execute("UPDATE meta SET value='1' WHERE key='version'")
        old.commit()
    assert Run(log.parent).digest == whole
    Store(log.parent).close()
    assert Run(log.parent).digest == whole and not find_damage(log, thorough=True)
