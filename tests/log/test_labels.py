from __future__ import annotations

from pathlib import Path

import pytest

from vs_sim.core.label import Label
from vs_sim.errors import LogCorrupt
from vs_sim.log.labels import CODINGS_FILE, CodedDialogue, coders_of, read_codings, write_codings

FIRST = CodedDialogue("000000", (Label("resists", 1, 0, None), Label("commits", 3, 0, 0.5)), "abc")
EMPTY = CodedDialogue("000001", (), "def")


def test_labels_are_read_as_they_were_written(tmp_path: Path) -> None:
    write_codings(tmp_path, "acts", "rules", [FIRST, EMPTY])
    assert read_codings(tmp_path, "acts", "rules") == {"000000": FIRST, "000001": EMPTY}


def test_coding_again_replaces_what_the_same_coder_assigned_and_nothing_else(tmp_path: Path) -> None:
    write_codings(tmp_path, "acts", "rules", [FIRST])
    write_codings(tmp_path, "acts", "annotators", [FIRST])
    again = CodedDialogue("000000", (), "abc")
    write_codings(tmp_path, "acts", "rules", [again])
    assert read_codings(tmp_path, "acts", "rules") == {"000000": again}
    assert read_codings(tmp_path, "acts", "annotators") == {"000000": FIRST}
    assert coders_of(tmp_path) == {"acts": ["annotators", "rules"]}


def test_a_run_without_codings_has_no_coders(tmp_path: Path) -> None:
    assert (read_codings(tmp_path, "acts", "rules"), coders_of(tmp_path)) == ({}, {})


def test_another_database_is_no_file_of_codings(tmp_path: Path) -> None:
    (tmp_path / CODINGS_FILE).write_bytes(b"")
    with pytest.raises(LogCorrupt, match="not a file of codings"):
        read_codings(tmp_path, "acts", "rules")
