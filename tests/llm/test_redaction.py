from __future__ import annotations

import pytest

from vs_sim.llm.redaction import redacted


@pytest.mark.parametrize(
    "secret", ["sk-proj-abcdefghijklmnop", "sk-ant-api03-xxxxxxxxxxxxxxxx", "gsk_abcdefghijklmnop", "AIza" + "x" * 30]
)
def test_what_looks_like_a_key_is_removed(secret: str) -> None:
    assert secret not in redacted(f"Incorrect API key provided: {secret}.")


def test_a_key_of_the_environment_is_removed_whatever_it_looks_like(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("MY_OWN_API_KEY", "correct horse battery")
    assert redacted("refused: correct horse battery") == "refused: [redacted]"


def test_a_bearer_token_is_removed() -> None:
    assert "abc123" not in redacted("Authorization: Bearer abc123")


def test_ordinary_words_stay() -> None:
    words = "skateboarders keep keyboards in pkgconfigfolders"
    assert redacted(words) == words
