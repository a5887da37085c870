from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import mesa
import pytest

from tests.simulation.mixed_model import SCENARIO
from vs_sim.core.message import Request
from vs_sim.errors import Unanswered, VsSimError
from vs_sim.llm.backends.scripted import Scripted
from vs_sim.simulation.asking_run import asking_run
from vs_sim.simulation.session import RunOptions
from vs_sim.world.mesa_speaker import Asking, MesaSpeaker, talk_of


def script(request: Request) -> str:
    words = request.messages[-1].content
    return "No" if "Do you want" in words else "Well."


@pytest.fixture
def asking(tmp_path: Path) -> Iterator[Asking]:
    (tmp_path / "town.yaml").write_text(SCENARIO, encoding="utf-8")
    options = RunOptions(out=tmp_path / "run", backends={"m": Scripted.of(script)})
    sets = ["roles.resident.method=direct", "reask=0", "respondents=2"]
    with asking_run(tmp_path / "town.yaml", sets, options) as made:
        yield made


def test_outside_a_window_an_answer_is_there_at_once(asking: Asking) -> None:
    speaker = MesaSpeaker(mesa.Model(), asking, "resident")
    assert speaker.ask("moves").value == "No"
    assert speaker.ask("moves").draw.distribution.texts == ["No"]


def test_inside_a_window_it_is_there_afterwards(asking: Asking) -> None:
    speaker = MesaSpeaker(mesa.Model(), asking, "resident")
    with asking.together():
        answer = speaker.ask("moves")
        with pytest.raises(VsSimError, match="not there yet"):
            _ = answer.value
    assert answer.value == "No"


def test_speakers_talk_and_are_asked_about_it(asking: Asking) -> None:
    model = mesa.Model()
    speakers = [MesaSpeaker(model, asking, "resident") for _ in range(2)]
    said = talk_of(speakers, exchanges=1)
    assert said.lines == ('Resident: "Well."', 'Resident: "Well."')
    assert speakers[0].ask("moves", said.lines).value == "No"


def test_an_answer_that_cannot_be_read_is_an_error_and_no_value(asking: Asking) -> None:
    speaker = MesaSpeaker(mesa.Model(), asking, "resident")
    question = asking.scenario.questions["moves"].model_copy(update={"ask": "Unclear?"})
    answer = speaker.ask(question)
    assert isinstance(answer.failed, Unanswered)
    with pytest.raises(Unanswered):
        _ = answer.value


def test_no_more_people_are_sampled_than_the_scenario_has(asking: Asking) -> None:
    model = mesa.Model()
    for _ in range(2):
        MesaSpeaker(model, asking, "resident")
    with pytest.raises(VsSimError, match="the scenario has 2 of role resident"):
        MesaSpeaker(model, asking, "resident")


def test_a_talk_has_two_or_more(asking: Asking) -> None:
    with pytest.raises(VsSimError, match="two or more"):
        talk_of([MesaSpeaker(mesa.Model(), asking, "resident")])
