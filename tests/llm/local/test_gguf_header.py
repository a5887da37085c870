from __future__ import annotations

from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.tiny_gguf import CONTEXT, HEADS, LAYERS, WIDTH, needs_engine, tiny_gguf
from vs_sim.errors import Rejected
from vs_sim.llm.local.gguf_header import read_header


@pytest.fixture(scope="module")
def tiny(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tiny_gguf(tmp_path_factory.mktemp("gguf") / "tiny.gguf")


@needs_engine
def test_a_header_says_how_long_the_file_is(tiny: Path) -> None:
    assert read_header(tiny).size == tiny.stat().st_size


@needs_engine
def test_a_header_says_what_the_model_is(tiny: Path) -> None:
    header = read_header(tiny)
    assert (header.name, header.context, header.has_chat_template) == ("tiny", CONTEXT, True)
    assert header.cache_bytes_per_token == LAYERS * 2 * WIDTH * 2 and WIDTH % HEADS == 0


@needs_engine
@pytest.mark.parametrize("kept", [0.999, 0.5, 0.01, 0.001])
def test_a_file_that_is_cut_off_is_refused_with_its_length(tiny: Path, tmp_path: Path, kept: float) -> None:
    whole = tiny.read_bytes()
    (cut := tmp_path / "cut.gguf").write_bytes(whole[: int(len(whole) * kept)])
    with pytest.raises(Rejected, match="cut off"):
        read_header(cut)


@pytest.mark.parametrize("content", [b"", b"<html>not found</html>", b"version https://git-lfs.github.com/spec/v1\n"])
def test_a_file_that_is_no_gguf_is_refused_with_its_first_bytes(tmp_path: Path, content: bytes) -> None:
    (file := tmp_path / "x.gguf").write_bytes(content)
    with pytest.raises(Rejected, match="no GGUF file") as caught:
        read_header(file)
    assert repr(content[:16]) in str(caught.value) or "empty" in str(caught.value)


@given(st.binary(max_size=300))
def test_no_bytes_behind_the_magic_break_the_reader(tmp_path_factory: pytest.TempPathFactory, rest: bytes) -> None:
    file = tmp_path_factory.mktemp("odd") / "odd.gguf"
    file.write_bytes(b"GGUF\x03\x00\x00\x00" + rest)
    with suppress(Rejected):
        assert read_header(file).size <= file.stat().st_size
