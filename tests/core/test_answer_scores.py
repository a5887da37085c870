from __future__ import annotations

import pytest

from vs_sim.core.answer_scores import AnswerScores


def test_scores_survive_the_log_unchanged() -> None:
    scores = AnswerScores({"Yes": -0.25, "Nö": None}, "first_token", 0.125)
    assert AnswerScores.from_json(scores.to_json()) == scores
    constrained = AnswerScores({"Yes": -9.0}, "sequence", constrained={"Yes": 0.0})
    assert AnswerScores.from_json(constrained.to_json()) == constrained


@pytest.mark.parametrize("text", ["", "4", "[]", "{}", '{"logprobs": 3}'])
def test_a_text_without_scores_is_refused(text: str) -> None:
    with pytest.raises(ValueError):
        AnswerScores.from_json(text)
