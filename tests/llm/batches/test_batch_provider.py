from __future__ import annotations

import pytest

from vs_sim.errors import Unreachable
from vs_sim.llm.batches.batch_provider import BatchClient, json_lines, json_object


def test_every_line_is_an_object() -> None:
    assert json_lines(b'{"a": 1}\n\n{"a": 2}\n') == [{"a": 1}, {"a": 2}]


@pytest.mark.parametrize("text", [b"<html>", b"[1]", b'{"a": 1}\n{"a"'])
def test_what_cannot_be_read_is_a_failure_that_may_pass(text: bytes) -> None:
    with pytest.raises(Unreachable, match="cannot be read"):
        json_lines(text)


def test_one_object_may_be_written_over_many_lines() -> None:
    assert json_object(b'{\n "a": 1\n}') == {"a": 1}


def test_a_key_is_not_shown() -> None:
    assert "secret" not in repr(BatchClient("http://127.0.0.1/v1", {"x-api-key": "secret"}))
