from __future__ import annotations

import math
from dataclasses import replace
from typing import Any

import pytest

import vs_sim as vs
from tests.elicitation.golden import DONATION, UTTERANCE, context, request
from vs_sim.core.answer_scores import AnswerScores, Basis
from vs_sim.core.distribution import Distribution
from vs_sim.core.message import Reply
from vs_sim.core.question import Choice, Question
from vs_sim.elicitation.method import elicit
from vs_sim.elicitation.methods.logprobs import Written, own_distribution
from vs_sim.errors import Unparsed, VsSimError
from vs_sim.simulation.single_question import AskOptions

CHOICE = Question.model_validate({"ask": "?", "answer": {"options": ["Yes", "No"]}, "of": "persuadee"})
ASK = "How willing are you to give?"


def read(
    question: Question, masses: dict[str, float], basis: Basis = "sequence", unlisted: float = 0.0
) -> Distribution:
    logs = {text: math.log(mass) if mass else None for text, mass in masses.items()}
    return own_distribution(Reply(AnswerScores(logs, basis, unlisted).to_json()), question.answer.spellings)


def test_it_asks_in_the_words_of_direct_for_every_spelling_of_every_answer() -> None:
    asked, direct = request("logprobs"), request("direct")
    assert asked.messages == direct.messages
    assert asked.answers[:4] == ("0", "0.0", "0.00", "0.01")
    assert len(asked.answers) == len(set(asked.answers)) == 201 + 21 + 3  # tenths have two spellings, wholes three


def test_where_whole_replies_are_scored_the_structured_form_of_direct_is() -> None:
    state = replace(context(), structured=True, scores="sequence")
    flow = elicit(Choice(name="logprobs"), CHOICE, state)
    assert next(flow).answers == ('{"response": "Yes"}', '{"response": "No"}')
    with pytest.raises(StopIteration) as end:
        flow.send(
            Reply(AnswerScores({'{"response": "Yes"}': -900.0, '{"response": "No"}': -901.0}, "sequence").to_json())
        )
    assert end.value.value.probabilities == pytest.approx([1 / (1 + math.exp(-1)), 1 / (1 + math.exp(1))])
    assert end.value.value.listed == 0.0


def test_the_structured_form_is_drawn_token_by_token_and_not_weighed_by_how_a_reply_ends() -> None:
    written: Written = {"Yes": ("yes",), "No": ("no",)}
    logs = {"yes": math.log(0.001), "no": math.log(0.003)}
    scores = AnswerScores(logs, "sequence", constrained={"yes": math.log(0.8), "no": math.log(0.2)})
    drawn = own_distribution(Reply(scores.to_json()), written, constrained=True)
    assert drawn.probabilities == pytest.approx([0.8, 0.2]) and drawn.listed == pytest.approx(0.004)
    assert own_distribution(Reply(scores.to_json()), written).probabilities == pytest.approx([0.25, 0.75])


def test_of_the_spellings_of_an_amount_only_those_are_scored_that_the_form_allows() -> None:
    state = replace(context(), structured=True, scores="sequence")
    asked = next(elicit(Choice(name="logprobs"), DONATION, state)).answers
    assert '{"response": "0.50"}' in asked and '{"response": "2"}' in asked and '{"response": "2.00"}' not in asked


def test_the_distribution_is_normalised_over_the_answers_and_keeps_the_mass_of_all_replies() -> None:
    found = read(CHOICE, {"Yes": 0.3, "No": 0.1})
    assert found.probabilities == pytest.approx([0.75, 0.25])
    assert [candidate.stated for candidate in found.candidates] == pytest.approx([0.3, 0.1])
    assert found.listed == pytest.approx(0.4)


def test_spellings_of_one_amount_add_up() -> None:
    masses = dict.fromkeys(request("logprobs").answers, 0.0) | {"0.5": 0.2, "0.50": 0.1, "2": 0.3}
    found = {c.value: c.probability for c in read(DONATION, masses).candidates if c.probability}
    assert found == pytest.approx({0.5: 0.5, 2.0: 0.5})


def test_first_tokens_say_so_and_how_much_the_provider_does_not_list() -> None:
    found = read(CHOICE, {"Yes": 0.6, "No": 0.0}, "first_token", 0.0625)
    assert [(repair.kind, repair.detail[:6]) for repair in found.repairs] == [("first_token", "0.0625")]
    assert found.probabilities == [1.0, 0.0]


def test_no_listed_answer_is_unreadable_and_not_a_uniform_distribution() -> None:
    with pytest.raises(Unparsed) as error:
        read(CHOICE, {"Yes": 0.0, "No": 0.0}, "first_token")
    assert error.value.reason == "no_mass"


@pytest.mark.parametrize("reply", [Reply("Yes"), Reply("", finish_reason="content_filter")])
def test_a_reply_that_is_something_else_is_unreadable(reply: Reply) -> None:
    with pytest.raises(Unparsed):
        own_distribution(reply, CHOICE.answer.spellings)


def test_a_free_text_cannot_be_asked_like_this() -> None:
    with pytest.raises(VsSimError, match="cannot be listed"):
        next(elicit(Choice(name="logprobs"), UTTERANCE, context()))


def test_the_known_distribution_of_the_standin_is_recovered_exactly() -> None:
    asked = AskOptions(answer={"scale": [1, 7]}, sets=["model.gamma=3"])
    found = vs.ask(ASK, "logprobs", options=asked)
    draws = vs.frequencies(ASK, "direct", repeat=2_000, options=asked)
    assert found.listed == pytest.approx(1.0)
    for candidate in found.candidates:
        noise = math.sqrt(candidate.probability * (1 - candidate.probability) / draws.n)
        assert draws.shares.get(candidate.text, 0.0) == pytest.approx(candidate.probability, abs=4 * noise + 1e-3)


def test_one_draw_follows_the_distribution_and_a_replay_asks_nobody(tmp_path: Any) -> None:
    options = vs_options(tmp_path / "run")
    run = vs.simulate("die_roll", size=3, sets=["roles.person.method=logprobs"], options=options)
    assert list(run.candidates.groupby("unit").size()) == [6, 6, 6]
    assert vs.replay(run.folder).digest == run.digest


def vs_options(folder: Any) -> Any:
    from vs_sim.simulation.session import RunOptions

    return RunOptions(out=folder)
