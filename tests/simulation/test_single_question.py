from __future__ import annotations

import json
from itertools import product
from pathlib import Path
from typing import Any

import pytest

from tests import commands
from tests.commands import Done
from vs_sim import ask, frequencies
from vs_sim.core.message import Request
from vs_sim.elicitation.method import METHODS
from vs_sim.elicitation.prompts.weight_definition import WEIGHTS
from vs_sim.errors import ScenarioError, Unanswered, UnknownName, Unreachable, VsSimError
from vs_sim.llm.backends.scripted import Scripted
from vs_sim.simulation.single_question import AskOptions, answer_of

STATE = "Name a US state."
AMOUNT = {"amount": [0, 2]}


def vs_sim(*arguments: str) -> Done:
    return commands.vs_sim(*arguments, folder=Path())


def scripted(*replies: str, **more: Any) -> AskOptions:
    return AskOptions(backend=Scripted.of(list(replies)), **more)


def test_a_question_gives_a_distribution() -> None:
    found = ask(STATE, k=5)
    assert (len(found), found.texts[0]) == (5, "California")


@pytest.mark.parametrize("method", [name for name in METHODS.names() if not METHODS.get(name).closed])
@pytest.mark.parametrize("answer", ["text", AMOUNT, {"scale": [1, 7]}, {"options": ["Yes", "No"]}])
def test_the_stand_in_understands_every_method_and_every_answer(method: str, answer: object) -> None:
    found = ask("What would you give?", method, 4, options=AskOptions(answer=answer))
    assert len(found) == (1 if method in ("direct", "cot") else 2 if answer == {"options": ["Yes", "No"]} else 4)


@pytest.mark.parametrize(
    ("method", "definition"),
    [*product(("vs_standard", "vs_cot"), WEIGHTS), ("vs_multi", "confidence"), ("vs_multi", "nll")],
)
def test_the_stand_in_means_the_same_law_by_every_definition(method: str, definition: str) -> None:
    exact = ("model.noise=0", f"method.definition={definition}")
    found = ask("?", method, 5, options=AskOptions(answer={"options": list("abcde")}, sets=exact))
    same = ask("?", "vs_standard", 5, options=AskOptions(answer={"options": list("abcde")}, sets=exact[:1]))
    assert dict(zip(found.texts, found.probabilities, strict=True)) == pytest.approx(
        dict(zip(same.texts, same.probabilities, strict=True)), abs=0.03
    )


def test_the_prompt_has_the_shape_of_a_runs_prompts() -> None:
    seen: list[Request] = []

    def script(request: Request) -> str:
        seen.append(request)
        return "Ohio"

    ask(STATE, "direct", options=AskOptions(backend=Scripted.of(script)))
    user = seen[0].messages[1].content
    assert [user.count(f"<{block}>") for block in ("scenario", "persona", "answer", "conversation")] == [1, 1, 1, 1]
    assert f"question: {STATE}" in user


def test_an_unreadable_answer_is_asked_for_again() -> None:
    assert ask(STATE, "vs_standard", 2, options=scripted("Hm.", '{"Ohio": 0.5, "Iowa": 0.5}')).texts == [
        "Ohio",
        "Iowa",
    ]


def test_an_answer_that_stays_unreadable_is_an_error() -> None:
    with pytest.raises(Unanswered, match="3 attempts"):
        ask(STATE, options=scripted("Hm."))


def test_an_unreadable_time_of_asking_is_missing_and_not_data() -> None:
    replies = ["1"] + ["never"] * 3
    found = frequencies(
        "?", "direct", repeat=2, options=scripted(*replies, answer=AMOUNT, sets=["model.max_in_flight=1"])
    )
    assert found.n + found.missing == 2
    assert set(found.counts) <= {"1"}


def test_the_same_seed_gives_the_same_frequencies() -> None:
    first = frequencies(STATE, repeat=20, options=AskOptions(seed=3))
    assert first.counts == frequencies(STATE, repeat=20, options=AskOptions(seed=3)).counts


def test_direct_asking_collapses_and_a_distribution_does_not() -> None:
    direct, drawn = frequencies(STATE, "direct", repeat=100), frequencies(STATE, k=20, repeat=100)
    assert direct.effective_outcomes < 2 < 5 < drawn.effective_outcomes


@pytest.mark.parametrize(
    ("arguments", "error"),
    [
        ({"method": "vs_standrad"}, UnknownName),
        ({"k": 0}, ScenarioError),
        ({"options": AskOptions(answer={"amount": [2, 1]})}, ScenarioError),
        ({"options": AskOptions(sets=["method.kk=3"])}, ScenarioError),
        ({"options": AskOptions(sets=["model.gamma=high"])}, ScenarioError),
        ({"options": AskOptions(sets=["somewhere.k=3"])}, ScenarioError),
        ({"options": AskOptions(sets=["k"])}, ScenarioError),
    ],
)
def test_what_cannot_be_asked_is_said(arguments: dict[str, Any], error: type[VsSimError]) -> None:
    with pytest.raises(error):
        ask(STATE, **arguments)


def test_a_model_that_cannot_be_reached_is_no_run_to_resume() -> None:
    gone = AskOptions(sets=["model.api_base=http://127.0.0.1:9/v1", "model.retries=0"])
    with pytest.raises(Unreachable) as caught:
        ask(STATE, model="openai/none", options=gone)
    assert "resume" not in (caught.value.hint or "")


@pytest.mark.parametrize(
    ("written", "answer"),
    [
        ({"amount": "0, 2.5"}, {"amount": [0, 2.5]}),
        ({"scale": "1,7"}, {"scale": [1, 7]}),
        ({"options": "Yes, No"}, {"options": ["Yes", "No"]}),
        ({"options": '["Well, yes", "No"]'}, {"options": ["Well, yes", "No"]}),
        ({"amount": None}, "text"),
    ],
)
def test_an_answers_form_is_read_from_a_line(written: dict[str, str | None], answer: object) -> None:
    assert answer_of(written) == answer


@pytest.mark.parametrize("written", [{"amount": "a,b"}, {"scale": "1,7", "options": "Yes,No"}])
def test_a_form_that_cannot_be_read_is_an_error(written: dict[str, str | None]) -> None:
    with pytest.raises(VsSimError):
        answer_of(written)


def test_the_command_draws_a_bar_table() -> None:
    done = vs_sim("ask", STATE, "--k", "3", "--method", "vs_standard")
    assert done.returncode == 0, done.stderr
    assert "California" in done.stdout
    assert "█" in done.stdout


def test_the_command_says_that_a_stand_in_is_no_evidence() -> None:
    assert "Nothing here is evidence about people" in vs_sim("ask", STATE).stdout


def test_the_command_counts_repeated_draws() -> None:
    done = vs_sim("ask", "Roll a die.", "--scale", "1,6", "--repeat", "60", "--k", "6", "--seed", "1", "--json")
    found = json.loads(done.stdout)
    assert (found["n"], found["missing"]) == (60, 0)
    assert 0.5 <= found["coverage"] <= 1
    assert 1 < found["effective_outcomes"] <= 6


def test_the_command_gives_a_distribution_as_json() -> None:
    found = json.loads(vs_sim("ask", STATE, "--json").stdout)["distribution"]
    assert set(found["candidates"][0]) == {"text", "stated", "probability", "value"}


@pytest.mark.parametrize(
    "arguments", [["--method", "vs_standrad"], ["--scale", "7"], ["--k", "some"], ["--set", "model.malformed=2"]]
)
def test_a_mistake_is_a_usage_error_without_a_traceback(arguments: list[str]) -> None:
    done = vs_sim("ask", STATE, *arguments)
    assert done.returncode == 2
    assert done.stderr
    assert "Traceback" not in done.stderr


def test_the_command_fails_with_what_was_written_when_no_answer_can_be_read() -> None:
    done = vs_sim("ask", STATE, "--set", "model.backend=scripted", "--set", "model.replies=[I would rather not say.]")
    assert done.returncode == 2
    assert "no readable answer in 3 attempts" in done.stderr
    assert "I would rather not say." in done.stderr


def test_too_many_missing_answers_have_their_own_exit_code() -> None:
    replies = 'model.replies=["Ohio", "", "", "", "", "", "", ""]'
    done = vs_sim(
        "ask", STATE, "--method", "direct", "--repeat", "2", "--set", "model.backend=scripted", "--set", replies
    )
    assert done.returncode == 4
    assert "1 missing" in done.stdout
