from __future__ import annotations

import sqlite3

from vs_sim.log.tables import AT_ONCE, Statement, in_batches

INSERT = "INSERT OR IGNORE INTO t VALUES (?,?)"


def table(*statements: Statement) -> list[tuple[int, str]]:
    connection = sqlite3.connect(":memory:")
    connection.execute("CREATE TABLE t (n INTEGER PRIMARY KEY, text TEXT)")
    for statement in in_batches(statements):
        connection.execute(*statement)
    rows = connection.execute("SELECT n, text FROM t").fetchall()
    connection.close()
    return rows


def test_many_rows_go_into_few_statements() -> None:
    assert len(list(in_batches((INSERT, (n, "x")) for n in range(AT_ONCE * 2 + 1)))) == 3


def test_rows_put_together_are_the_same_rows() -> None:
    rows = [(n, str(n)) for n in range(AT_ONCE + 7)]
    assert table(*((INSERT, row) for row in rows)) == rows


def test_of_rows_with_one_key_the_first_is_kept() -> None:
    assert table((INSERT, (1, "first")), (INSERT, (1, "second"))) == [(1, "first")]


def test_a_deletion_keeps_its_place() -> None:
    assert table((INSERT, (1, "gone")), ("DELETE FROM t", ()), (INSERT, (2, "kept"))) == [(2, "kept")]
