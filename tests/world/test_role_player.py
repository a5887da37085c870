from __future__ import annotations

from pathlib import Path

from tests.world.staging import THREE, asked, hold, prompt, script
from vs_sim.core.message import Request

ASKED = THREE.replace("exchanges: 2", "exchanges: 1") + (
    "questions: {gift: {of: bob, ask: How much?, answer: {amount: [0, 2]}, private: true, method: direct}}\n"
    "max_failed: 1\n"
)


def test_every_role_speaks_in_its_order_and_its_brief_is_known_to_it_alone(tmp_path: Path) -> None:
    requests: list[str] = []

    def answer(request: Request) -> str:
        requests.append("\n".join(message.content for message in request.messages))
        return "Well."

    run = hold(tmp_path / "x", THREE, answer)
    assert run.turns["role"].tolist() == ["ann", "bob", "cy_lee"] * 2
    assert ["You want something." in text for text in requests] == [True, False, False] * 2


def test_an_unreadable_answer_is_asked_again_and_kept_as_a_failure_not_as_an_answer(tmp_path: Path) -> None:
    replies = iter(["rather not say", "1"])
    run = hold(tmp_path / "x", ASKED, lambda request: next(replies) if "How much?" in prompt(request) else "Well.")
    assert run.answers("gift")["value"].tolist() == [1.0]
    assert run.log.execute("SELECT what, raw FROM failed").fetchall() == [("unreadable", "rather not say")]
    assert len([name for name in asked(run) if "gift" in name]) == 2


def test_a_question_that_stays_unanswered_closes_the_dialogue_as_failed_with_its_reason(tmp_path: Path) -> None:
    run = hold(tmp_path / "x", ASKED, script({"How much?": "rather not say"}))
    assert run.counts == (0, 1)
    assert run.answers("gift").empty or not run.answers("gift")["closed"].any()
    (outcome,) = dict(run.outcomes()).values()
    assert outcome["decisions"] == {} and "gift" in outcome["failed"]
