from __future__ import annotations

from pathlib import Path

import pytest

from tests.log.logs import logged
from tests.world import scripted
from vs_sim.core.message import Request
from vs_sim.log.run import Run
from vs_sim.report.html.coded_dialogues import Coded, coded, coded_task


def refusing(request: Request) -> str:
    """As every other answer, but the persuadee declines in words that rules know."""
    if "type: text" in request.messages[-1].content:
        return "No, I will not donate anything."
    return scripted.answer(request)


@pytest.fixture(scope="module")
def run(tmp_path_factory: pytest.TempPathFactory) -> Run:
    sets = ("roles.persuadee.method=direct", "roles.persuader.method=direct")
    return scripted.run(tmp_path_factory.mktemp("coded") / "run", refusing, sets=sets)


def test_every_dialogue_is_coded_by_the_rules_of_its_task(run: Run) -> None:
    found = coded(run)
    assert set(found) == set(run.dialogues["unit"])
    assert all("refusal" in each.kinds for each in found.values())


def test_a_turn_carries_only_the_strictest_of_labels_that_nest(run: Run) -> None:
    marks = {label for each in coded(run).values() for labels in each.turns.values() for label in labels}
    assert "refusal" in marks
    assert not marks & {"resistance", "reserve"}


def test_a_run_about_no_coded_task_has_no_marks(tmp_path: Path) -> None:
    run = logged(tmp_path, [{1.0: 1.0}])
    assert coded_task(run) is None
    assert list(coded(run).values()) == [Coded()]
