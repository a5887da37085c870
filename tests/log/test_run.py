from __future__ import annotations

from pathlib import Path

import pytest

from tests.log.logs import logged
from vs_sim.errors import LogError, UnknownName
from vs_sim.log.run import Run


def test_a_run_counts_completed_and_failed_dialogues(tmp_path: Path) -> None:
    assert logged(tmp_path, [{1: 1.0}] * 3).counts == (3, 0)


def test_the_digest_depends_on_what_happened_and_not_on_where(tmp_path: Path) -> None:
    same = [logged(tmp_path / name, [{1: 1.0}, {2: 1.0}]).digest for name in ("a", "b")]
    assert same[0] == same[1] != logged(tmp_path / "c", [{1: 1.0}, {0: 1.0}]).digest


def test_a_question_that_is_not_asked_is_an_error_with_the_known_ones(tmp_path: Path) -> None:
    with pytest.raises(UnknownName) as caught:
        logged(tmp_path, [{1: 1.0}]).answers("donatoin")
    assert "donation" in caught.value.known


def test_a_folder_without_a_log_is_no_run(tmp_path: Path) -> None:
    with pytest.raises(LogError, match="no such log"):
        Run(tmp_path)
