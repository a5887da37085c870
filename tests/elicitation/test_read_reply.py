from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.elicitation.generated_replies import Writer, outcome
from tests.world.staging import hold
from vs_sim.core.message import Request

SURVEY = """\
kind: survey
about: A survey.
models: {m: {backend: standin}}
roles: {p: {model: m, method: %s}}
respondents: 4
questions: {q: {of: p, ask: Go?, answer: %s}}
"""


def counted(times: int, seed: int, *, additions: int = 0, damages: int = 0) -> Counter[str]:
    """What became of so many replies."""
    writer = Writer(seed)
    more = [writer.rng.randint(1, additions) if additions else 0 for _ in range(times)]
    return Counter(outcome(writer.made(additions=number, damages=damages)) for number in more)


def test_every_clean_reply_is_read() -> None:
    assert counted(1_000, 1) == {"right": 1_000}


def test_what_models_add_never_makes_another_answer() -> None:
    found = counted(2_000, 2, additions=4)
    assert set(found) <= {"right", "unreadable"} and found["right"] > 1_200


@pytest.mark.nightly
def test_what_models_add_never_makes_another_answer_in_a_hundred_thousand(
    record_property: Callable[[str, object], None],
) -> None:
    found = counted(100_000, 3, additions=4)
    record_property("outcomes", dict(found))
    assert set(found) <= {"right", "unreadable"}


@pytest.mark.nightly
def test_damage_seldom_makes_another_answer(record_property: Callable[[str, object], None]) -> None:
    found = counted(20_000, 4, damages=1)
    record_property("outcomes", dict(found))
    assert found["false"] < 0.01 * 20_000


def replies(*texts: str) -> Callable[[Request], str]:
    """The same text to every first attempt, the last one to every later one."""
    return lambda request: texts[-1] if "Attempt" in request.messages[-1].content else texts[0]


def test_a_list_beside_the_answers_never_reaches_the_table(tmp_path: Path) -> None:
    reply = (
        'Sure.\n{"responses": [{"text": "Yes", "probability": 0.7}, {"text": "No", "probability": 0.3}], '
        '"alternatives": ["Unsure"]}'
    )
    run = hold(tmp_path, SURVEY % ("vs_standard", "{options: [Yes, No, Unsure]}"), replies(reply))
    assert set(run.answers("q")["value"]) <= {"Yes", "No"} and len(run.answers("q")) == 4


def test_two_answers_that_differ_are_asked_again_and_the_failure_is_in_the_log(tmp_path: Path) -> None:
    one = '{"responses": [{"text": "%s", "probability": 1.0}]}'
    bad = f"{one % 'Yes'} or rather {one % 'No'}"
    run = hold(tmp_path, SURVEY % ("vs_standard", "{options: [Yes, No]}"), replies(bad, one % "No"))
    assert run.answers("q")["value"].tolist() == ["No"] * 4
    assert set(run.failures["reason"]) == {"ambiguous"} and len(run.failures) == 4


def test_a_mention_of_an_amount_is_asked_again_and_the_failure_is_in_the_log(tmp_path: Path) -> None:
    run = hold(tmp_path, SURVEY % ("direct", "{amount: [0, 2]}"), replies("I'm keeping my $2.", "I'll give 50 cents"))
    assert run.answers("q")["value"].tolist() == [0.5] * 4
    assert set(run.failures["reason"]) == {"bad_value"} and len(run.failures) == 4
