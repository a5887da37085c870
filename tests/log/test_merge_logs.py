from __future__ import annotations

from pathlib import Path

import pytest

from tests.log.logs import logged
from vs_sim.errors import LogCorrupt, LogError
from vs_sim.log.merge_logs import merge_logs, stamp
from vs_sim.log.store import Store
from vs_sim.log.tables import LOG_FILE

DONE = {"state": "done"}


def test_two_logs_become_one_that_can_be_read_and_written(tmp_path: Path) -> None:
    one = logged(tmp_path / "a", [{0.5: 1.0}])
    other = logged(tmp_path / "b", [], failed=1)
    other.log.close()
    store = Store(tmp_path / "b")
    store.writing.execute("UPDATE closed SET unit = '000001', sum = NULL")
    store.close()
    found = merge_logs([("1", one), ("2", type(one)(tmp_path / "b"))], tmp_path / "all", DONE)
    assert (found.counts, found.state) == ((1, 1), "done")
    Store(tmp_path / "all").close()


def test_the_same_event_in_two_parts_is_refused_and_nothing_is_left(tmp_path: Path) -> None:
    one, other = (logged(tmp_path / name, [{0.5: 1.0}]) for name in "ab")
    with pytest.raises(LogCorrupt, match="same event"):
        merge_logs([("1", one), ("2", other)], tmp_path / "all", DONE)
    assert list((tmp_path / "all").iterdir()) == []


def test_merging_again_leaves_the_file_as_it_is_unless_a_part_went_on(tmp_path: Path) -> None:
    one = logged(tmp_path / "a", [{0.5: 1.0}])
    merge_logs([("1", one)], tmp_path / "all", DONE)
    before = (tmp_path / "all" / LOG_FILE).stat().st_ino
    merge_logs([("1", one)], tmp_path / "all", DONE)
    assert (tmp_path / "all" / LOG_FILE).stat().st_ino == before
    known = stamp(one)
    store = Store(tmp_path / "a")
    store.keep("state", "done")
    store.close()
    assert stamp(one) != known
    merge_logs([("1", one)], tmp_path / "all", DONE)
    assert (tmp_path / "all" / LOG_FILE).stat().st_ino != before


def test_a_run_that_was_not_collected_is_never_replaced(tmp_path: Path) -> None:
    one = logged(tmp_path / "a", [{0.5: 1.0}])
    logged(tmp_path / "all", [{0.5: 1.0}])
    with pytest.raises(LogError, match="not collected"):
        merge_logs([("1", one)], tmp_path / "all", DONE)
