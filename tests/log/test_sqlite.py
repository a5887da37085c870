from __future__ import annotations

import gc
import sqlite3
from pathlib import Path

from vs_sim.log.sqlite import Connection


def test_a_connection_that_is_no_longer_used_is_closed(tmp_path: Path) -> None:
    path = tmp_path / "x.sqlite"
    connection = sqlite3.connect(path, factory=Connection, isolation_level=None)
    connection.execute("CREATE TABLE t (n)")
    connection.execute("BEGIN EXCLUSIVE")
    del connection
    gc.collect()
    with sqlite3.connect(path, timeout=0) as other:
        other.execute("INSERT INTO t VALUES (1)")
    other.close()
