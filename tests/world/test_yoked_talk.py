from __future__ import annotations

from pathlib import Path

import pytest

from tests.world.scripted import run
from vs_sim.api.runs import replay
from vs_sim.core.persona import Persona
from vs_sim.errors import VsSimError
from vs_sim.log.run import Run
from vs_sim.simulation.checking import load_scenario
from vs_sim.simulation.session import RunOptions
from vs_sim.world.kind import Encounter
from vs_sim.world.yoked_talk import others_talk


def persona_block(run: Run, name: str) -> str:
    return run.request(name).messages[-1].content.partition("<answer>")[0]


def test_others_talk_and_whoever_is_asked_hears_it(tmp_path: Path) -> None:
    alone, yoked = run(tmp_path / "a"), run(tmp_path / "b", sets=("control=yoked",))
    talked, asked = "000/persuadee/utterance/0/1", "end/persuadee/donation/0/1"
    assert persona_block(yoked, f"000000/{talked}") == persona_block(alone, f"000001/{talked}")
    assert persona_block(yoked, f"000000/{asked}") == persona_block(alone, f"000000/{asked}")
    said = yoked.turns.loc[yoked.turns["unit"] == "000000", "text"].iloc[0]
    assert said in yoked.request(f"000000/{asked}").messages[-1].content


def test_the_log_says_whose_people_talked(tmp_path: Path) -> None:
    known = run(tmp_path / "r", sets=("control=yoked",)).personas
    assert known.loc[known["unit"] == "000002", "own.talk_of"].tolist() == ["000003"] * 2


def test_it_has_one_digest_and_is_reproduced_from_its_log(tmp_path: Path) -> None:
    held = run(tmp_path / "r", sets=("control=yoked",), window=1)
    assert held.digest == run(tmp_path / "s", sets=("control=yoked",)).digest
    assert replay(held.folder, options=RunOptions(out=tmp_path / "copy")).digest == held.digest


def encounter(number: int, size: int, people: list[str]) -> Encounter:
    scenario = load_scenario("persuasion_for_good", [f"dialogues={size}"]).scenario

    def sample(role: str, at: int) -> Persona:
        return Persona(people[at])

    personas = {role: sample(role, number) for role in scenario.roles}
    return Encounter(f"{number:06d}", scenario, personas, lambda event: None, lambda name: 0.5, Path(), sample)


def test_the_others_are_other_people() -> None:
    talking, hearing = others_talk(encounter(0, 4, ["ann", "ann", "ann", "bob"]))
    assert talking.personas["persuadee"].person == "bob"
    assert hearing.personas["persuadee"].own["talk_of"] == "000003"


def test_the_last_of_an_odd_number_hears_those_before() -> None:
    assert others_talk(encounter(2, 3, ["ann", "bob", "cy"]))[1].personas["persuadee"].own["talk_of"] == "000001"


def test_somebody_alone_has_nobody_to_hear() -> None:
    with pytest.raises(VsSimError, match="second dialogue"):
        others_talk(encounter(0, 1, ["ann"]))
