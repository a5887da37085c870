from __future__ import annotations

import math
import sqlite3
from contextlib import closing

from hypothesis import given
from hypothesis import strategies as st

from vs_sim.log.integrity.checksums import row_sum

SCALARS = st.none() | st.integers(-(2**62), 2**62) | st.floats() | st.text(st.characters(exclude_categories=["Cs"]))


@given(st.lists(SCALARS | st.binary(), min_size=1, max_size=4))
def test_a_row_has_the_same_checksum_before_and_after_sqlite(values: list[object]) -> None:
    with closing(sqlite3.connect(":memory:")) as memory:
        columns = ", ".join(f"c{at}" for at in range(len(values)))
        memory.execute(f"CREATE TABLE t ({columns})")
        memory.execute(f"INSERT INTO t VALUES ({','.join('?' * len(values))})", values)
        assert row_sum("t", memory.execute("SELECT * FROM t").fetchone()) == row_sum("t", values)


def test_a_number_in_a_column_of_reals_and_a_truth_value_have_the_checksum_of_what_is_read() -> None:
    assert row_sum("t", (0, True, math.nan, -0.0)) == row_sum("t", (0.0, 1, None, 0.0))
