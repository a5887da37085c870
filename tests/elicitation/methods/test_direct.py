from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from tests.elicitation.golden import DONATION, UTTERANCE, clause, context
from vs_sim.core.distribution import Distribution
from vs_sim.core.message import Reply, Request
from vs_sim.core.question import Choice, Question
from vs_sim.elicitation.method import Context, elicit
from vs_sim.elicitation.prompts.templates import Wording
from vs_sim.errors import Unparsed

STRUCTURED = replace(context(), structured=True)


def asked(question: Question = DONATION, state: Context = STRUCTURED) -> Request:
    return next(elicit(Choice(name="direct"), question, state))


def answered(text: str, state: Context = STRUCTURED, **reply: Any) -> Distribution:
    flow = elicit(Choice(name="direct"), DONATION, state)
    next(flow)
    with pytest.raises(StopIteration) as end:
        flow.send(Reply(text, **reply))
    found: Distribution = end.value.value
    return found


def test_one_answer_is_certain() -> None:
    assert answered("0.50", context()).probabilities == [1.0]


def test_a_closed_question_has_the_structured_form_where_it_is_enforced() -> None:
    request = asked()
    assert request.schema is not None
    assert request.schema["properties"]["response"]["pattern"] == r"^((0|1)(\.[0-9]{1,2})?|2)$"
    assert 'JSON object of this shape: {"response": "…"}' in clause(request)
    assert [c.value for c in answered('{"response": "0.5"}').candidates] == [0.5]


def test_everything_but_the_clause_stays_as_it_is() -> None:
    plain = asked(state=context())
    assert plain.schema is None
    assert [m.content.replace(clause(plain), "") for m in plain.messages] == [
        m.content.replace(clause(asked()), "") for m in asked().messages
    ]


def test_words_are_asked_for_as_words() -> None:
    assert asked(UTTERANCE) == asked(UTTERANCE, context())


def test_a_scenario_with_its_own_wording_of_direct_keeps_it() -> None:
    own = replace(STRUCTURED, wording=Wording.of({"direct": "Say {{ form }}."}))
    assert asked(state=own).schema is None
    assert clause(asked(state=own)).startswith("Say a number from 0 to 2")


@pytest.mark.parametrize("text", ["0.50", '{"response": "no idea"}', '{"response": ["0", "1"]}'])
def test_an_answer_in_another_form_is_asked_for_again(text: str) -> None:
    flow = elicit(Choice(name="direct"), DONATION, STRUCTURED)
    next(flow)
    with pytest.raises(Unparsed):
        flow.send(Reply(text))
