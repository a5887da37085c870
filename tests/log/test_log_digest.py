from __future__ import annotations

from pathlib import Path

from tests.log.logs import logged
from vs_sim.log.log_digest import log_digest


def test_the_digest_is_of_what_happened_and_of_nothing_else(tmp_path: Path) -> None:
    one, same = (logged(tmp_path / name, [{0.5: 1.0}]) for name in "ab")
    other = logged(tmp_path / "c", [{1.0: 1.0}])
    assert log_digest(one.log) == log_digest(same.log) == one.digest
    assert log_digest(one.log) != log_digest(other.log)
