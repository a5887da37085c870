from __future__ import annotations

from pathlib import Path

import pytest

from tests.places import SHARED, needs_shared
from vs_sim.corpora.participants import Participants
from vs_sim.corpora.participants_table import read_participants
from vs_sim.errors import ScenarioError
from vs_sim.simulation.checking import load_scenario
from vs_sim.simulation.session import RunOptions, begin
from vs_sim.study.comparison.individuals import person_pairs_of

HEADER = "B2,B3,B4,B6,care.x,age.x,sex.x\n"
ROWS = (
    "20180828-1_live,ann,0,0.5,3,20,Female\n20180828-1_live,bob,1,0.25,5,30,Male\n"
    "20180830-2_live,cy,0,0,4,40,Female\n20180830-2_live,dee,1,50,2,3,Female\n"
    "BAD_20180830-3_live,eve,0,0,4,40,Female\nBAD_20180830-3_live,fay,1,1,2,30,Female\n"
    "20180827-4_live,gus,0,0,4,40,Male\n20180827-4_live,hal,1,1,2,30,Male\n20180829-5_live,ida,1,1,2,30,Male\n"
)
FULL = SHARED / "data" / "persuasion_for_good" / "full_info.csv"
SETS = ["dialogues=4", "exchanges=1", "roles.persuader.personas={participants: info.csv}"]


@pytest.fixture
def table(tmp_path: Path) -> Path:
    path = tmp_path / "info.csv"
    path.write_text(HEADER + ROWS, encoding="utf-8")
    return path


@pytest.fixture
def two(table: Path) -> Participants:
    return read_participants(table)


def test_dialogues_of_the_period_with_both_sides_are_taken(two: Participants) -> None:
    assert {one.own["dialogue"] for sides in two.dialogues for one in sides} == {"20180828-1_live", "20180830-2_live"}


def test_both_sides_of_a_dialogue_meet_again(two: Participants) -> None:
    met = [(two.persona(number, 0).person, two.persona(number, 1).person) for number in range(4)]
    assert set(met) == {("ann", "bob"), ("cy", "dee")}
    assert met[:2] == met[2:]


def test_what_was_paid_is_kept_and_not_told(two: Participants) -> None:
    bob = next(found for number in (0, 1) if (found := two.persona(number, 1)).person == "bob")
    assert bob.own == {"dialogue": "20180828-1_live", "paid": 0.25}
    assert bob.facts() == ["age: 30", "sex: Male", "care: 5"]


def test_more_than_the_endowment_counts_as_it_and_a_slip_is_not_told(two: Participants) -> None:
    dee = next(found for number in (0, 1) if (found := two.persona(number, 1)).person == "dee")
    assert dee.own["paid"] == 2.0
    assert "age" not in dee.traits


def test_what_is_told_is_chosen(two: Participants) -> None:
    assert list(two.persona(0, 1, ("care", "sex")).traits) == ["care", "sex"]


def test_a_mixed_person_keeps_who_they_are_and_what_they_paid(two: Participants) -> None:
    assert two.mixed(0, 1).own == two.persona(0, 1).own
    assert two.mixed(0, 1).source.endswith("shuffled")


@pytest.mark.parametrize(
    ("text", "message"),
    [("who,care\nann,3\n", "no column B2, B3, B4, B6"), (HEADER + ROWS.splitlines()[-1], "no dialogue of 28 August")],
)
def test_another_table_is_refused(tmp_path: Path, text: str, message: str) -> None:
    (tmp_path / "info.csv").write_text(text, encoding="utf-8")
    with pytest.raises(ScenarioError, match=message):
        read_participants(tmp_path / "info.csv")


def scenario(folder: Path) -> Path:
    loaded = load_scenario("persuasion_for_good")
    path = folder / "own.yaml"
    path.write_text(loaded.path.read_text(encoding="utf-8"), encoding="utf-8")
    return path


def test_a_missing_file_is_a_fault_with_its_place(tmp_path: Path) -> None:
    with pytest.raises(ScenarioError, match=r"roles\.persuader\.personas\.participants|none\.csv"):
        load_scenario(scenario(tmp_path), ["roles.persuader.personas={participants: none.csv}"])


@pytest.mark.parametrize("more", ["population: persuasion_for_good", "segments: {sex: [Male]}"])
def test_real_participants_are_taken_as_they_are(table: Path, more: str) -> None:
    with pytest.raises(ScenarioError, match="participants"):
        load_scenario(scenario(table.parent), [f"roles.persuader.personas={{participants: info.csv, {more}}}"])


def test_a_run_of_participants_pairs_each_with_their_own_amount(table: Path, tmp_path: Path) -> None:
    sets = [*SETS, "roles.persuadee.personas={participants: info.csv}"]
    run = begin(load_scenario(scenario(tmp_path), sets), RunOptions(out=tmp_path / "run"))
    pairs = person_pairs_of(run, "donation")
    assert sorted(set(zip(pairs.people, pairs.values[1].tolist(), strict=True))) == [("bob", 0.25), ("dee", 2.0)]
    assert (tmp_path / "run" / "inputs" / "persuadee-info.csv").exists()


def test_a_persona_holds_as_many_dialogues_as_retest_says(tmp_path: Path) -> None:
    sets = ["dialogues=6", "exchanges=1", "roles.persuadee.personas.retest=3"]
    run = begin(load_scenario("persuasion_for_good", sets), RunOptions(out=tmp_path / "run"))
    people = run.dialogues[["persuader", "persuadee"]].nunique()
    assert people.tolist() == [6, 2]


@needs_shared
def test_all_participants_of_period_c_are_found() -> None:
    found = read_participants(FULL)
    assert len(found.dialogues) == 559
    assert len({sides[1].person for sides in found.dialogues}) == 455
