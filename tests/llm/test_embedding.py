from __future__ import annotations

import json

import numpy as np
import pytest

from tests.servers import Answer, Canned, canned
from vs_sim.errors import StudyError
from vs_sim.llm.embedding import embed
from vs_sim.study.comparison.texts import Texts, estimate_texts

VECTORS = [[1.0, 0.0], [0.0, 1.0], [1.0, 0.0]]
NAME = "litellm/openai/tiny-embedding"


def answer(vectors: list[list[float]]) -> Answer:
    data = [{"object": "embedding", "index": at, "embedding": vector} for at, vector in enumerate(vectors)]
    usage = {"prompt_tokens": 3, "total_tokens": 3}
    return Answer(body=json.dumps({"object": "list", "model": "tiny", "data": data[::-1], "usage": usage}))


@pytest.fixture
def key(monkeypatch: pytest.MonkeyPatch) -> pytest.MonkeyPatch:
    monkeypatch.setenv("OPENAI_API_KEY", "none")
    return monkeypatch


def served(server: Canned, environment: pytest.MonkeyPatch) -> None:
    environment.setenv("OPENAI_API_BASE", server.address)


def test_a_server_is_asked_for_vectors_and_their_order_is_kept(key: pytest.MonkeyPatch) -> None:
    with canned(answer(VECTORS)) as server:
        served(server, key)
        found = embed(["a", " ", "c"], NAME)
    assert np.array_equal(found, np.array(VECTORS))
    assert server.asked[0]["input"] == ["a", ".", "c"]


def test_semantic_diversity_is_measured_through_a_server(key: pytest.MonkeyPatch) -> None:
    with canned(answer(VECTORS)) as server:
        served(server, key)
        said = Texts((("I give", "Who asks?", "I give"),), ("ann",), "persuadee")
        found = estimate_texts(said, f"semantic_diversity@{NAME}")
    assert (round(found.value, 3), found.n) == (0.667, 1)


def test_a_server_that_refuses_is_a_sentence_with_a_hint(key: pytest.MonkeyPatch) -> None:
    with canned(Answer(status=401, body='{"error": {"message": "no"}}')) as server:
        served(server, key)
        with pytest.raises(StudyError, match="could not be computed: AuthenticationError") as error:
            embed(["a"], NAME)
    assert "key of the provider" in str(error.value.hint)
