from __future__ import annotations

import os
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vs_sim.errors import ScenarioError
from vs_sim.files.source_text import WIDEST_LINE, Source, decode_utf8, is_file, read_bytes, read_source

HERE = Path("x.yaml")


@given(st.text(alphabet="ab\n\r", min_size=1, max_size=30), st.data())
def test_a_place_points_at_its_character(text: str, data: st.DataObject) -> None:
    index = data.draw(st.sampled_from([at for at, sign in enumerate(text) if sign in "ab"] or [0]))
    place = Source("x", text).at(index)
    if text[index] in "ab":
        assert place.line_text is not None and place.column is not None
        assert place.line_text[place.column - 1] == text[index]


def test_a_line_in_a_fault_is_cut_and_harmless_to_a_terminal() -> None:
    shown = Source("x", "a\x1b[31m" + "b" * 1000).at(0).fault("wrong").source
    assert shown is not None
    assert "\x1b" not in shown and len(shown) == WIDEST_LINE + 2 and shown.endswith(" …")


def test_what_is_not_utf8_is_told_at_its_place() -> None:
    with pytest.raises(ScenarioError) as caught:
        decode_utf8(HERE, b"a: 1\nb: \xff\n")
    (fault,) = caught.value.faults
    assert (fault.file, fault.line, fault.column, fault.hint) == ("x.yaml", 2, 4, "save the file as UTF-8")


def test_a_byte_order_mark_is_no_text(tmp_path: Path) -> None:
    (tmp_path / "x").write_bytes(b"\xef\xbb\xbfa: 1")
    assert read_source(tmp_path / "x", 100).text == "a: 1"


def test_a_file_that_is_too_large_missing_or_a_folder_is_refused(tmp_path: Path) -> None:
    (tmp_path / "x").write_bytes(b"12345")
    assert read_bytes(tmp_path / "x", 5) == b"12345"
    for path, words in ((tmp_path / "x", "larger than"), (tmp_path / "no", "cannot be read"), (tmp_path, "directory")):
        with pytest.raises(ScenarioError, match=words):
            read_bytes(path, 4)


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="a system without pipes in folders")
def test_a_pipe_is_refused_without_waiting_for_it(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    with pytest.raises(ScenarioError, match="no regular file"):
        read_bytes(tmp_path / "pipe", 4)


@pytest.mark.parametrize("name", ["no", "a\0b", "x" * 5000])
def test_a_name_that_no_file_can_have_is_no_file(name: str) -> None:
    assert not is_file(Path(name))
