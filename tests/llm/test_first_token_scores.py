from __future__ import annotations

import math
from typing import Any

import pytest

from tests.llm.asking import ask, completion
from tests.servers import Answer, canned
from vs_sim.core.answer_scores import AnswerScores
from vs_sim.core.message import Message, Request
from vs_sim.errors import Rejected
from vs_sim.llm.first_token_scores import attributed

ASKED = Request((Message("user", "?"),), answers=("Yes", "No", "Not yet"))


def logprobs(tokens: dict[str, float]) -> dict[str, Any]:
    top = [{"token": token, "logprob": math.log(mass)} for token, mass in tokens.items()]
    return {"content": [{**top[0], "top_logprobs": top}]}


def test_a_token_counts_for_the_one_answer_that_it_begins() -> None:
    assert attributed([(" yes", 0.5), ("Not", 0.25)], ASKED.answers) == {"Yes": 0.5, "Not yet": 0.25}


def test_one_that_begins_several_answers_counts_for_none() -> None:
    assert attributed([("N", 0.5), ("No", 0.25)], ASKED.answers) == {}


def test_a_whole_answer_counts_where_every_longer_one_is_listed_by_itself() -> None:
    assert attributed([("1", 0.5), ("10", 0.25)], ("1", "10")) == {"1": 0.5, "10": 0.25}


def test_spellings_of_one_answer_add_up_and_blanks_count_for_nothing() -> None:
    assert attributed([("Yes", 0.5), (" yes", 0.25), ("\n", 0.125)], ASKED.answers) == {"Yes": 0.75}


def test_an_openai_like_server_is_asked_for_its_first_token_and_nothing_more() -> None:
    body = completion("Yes", logprobs=logprobs({"Yes": 0.5, "Not": 0.25, "Maybe": 0.125}), finish_reason="length")
    with canned(Answer(body=body)) as server:
        reply = ask("openai_compatible", server.address, ASKED, max_tokens=500, temperature=1.0)
    sent = server.asked[0]
    assert (sent["logprobs"], sent["top_logprobs"], sent["max_tokens"]) == (True, 20, 1)
    scores = AnswerScores.from_json(reply.text)
    assert {text: round(math.exp(log), 3) for text, log in scores.logprobs.items() if log} == {
        "Yes": 0.5,
        "Not yet": 0.25,
    }
    assert scores.unlisted == pytest.approx(0.125)
    assert reply.finish_reason == "stop"


def test_a_server_without_probabilities_is_refused() -> None:
    with canned(Answer(body=completion("Yes"))) as server, pytest.raises(Rejected, match="no token probabilities"):
        ask("openai_compatible", server.address, ASKED)
