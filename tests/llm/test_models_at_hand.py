from __future__ import annotations

from pathlib import Path

import pytest

from tests.tiny_gguf import needs_engine
from vs_sim.llm import models_at_hand as room
from vs_sim.llm.models_at_hand import KEYS, models_at_hand


@pytest.fixture(autouse=True)
def _no_servers(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(room, "SERVERS", {1: "a server"})


def test_keys_are_told_by_name_and_never_by_value(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for key in KEYS:
        monkeypatch.delenv(key, raising=False)
    monkeypatch.setenv("OPENAI_API_KEY", "sk-secret")
    found = models_at_hand(tmp_path)
    assert [each.line for each in found if each.what == "OPENAI_API_KEY is set"] == ["--model gpt-4.1"]
    assert "sk-secret" not in str(found)
    assert {each.what for each in found if not each.found} >= {"ANTHROPIC_API_KEY is not set"}


@needs_engine
def test_gguf_files_here_and_in_models_are_listed_with_what_to_type(tmp_path: Path) -> None:
    (tmp_path / "models").mkdir()
    for path in (tmp_path / "a.gguf", tmp_path / "models" / "b.gguf"):
        path.write_bytes(b"GGUF")
    lines = [each.line for each in models_at_hand(tmp_path) if each.found]
    assert lines[:2] == [f"--model local:{tmp_path / 'a.gguf'}", f"--model local:{tmp_path / 'models' / 'b.gguf'}"]


def test_a_server_that_does_not_answer_is_missing(tmp_path: Path) -> None:
    assert [each.found for each in models_at_hand(tmp_path) if "no server at port 1" in each.what] == [False]
