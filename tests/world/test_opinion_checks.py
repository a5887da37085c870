from __future__ import annotations

from pathlib import Path

import pytest

from vs_sim.errors import Fault, ScenarioError
from vs_sim.simulation.checking import load_scenario
from vs_sim.simulation.tables_understood import tables_understood

TEXT = """\
kind: opinion
about: People talk.
topic: {ask: Well?, scale: [1, 7]}
models: {m: {model: rule/deffuant, epsilon: 0.2}}
roles: {person: {model: m, personas: {file: people.csv}}}
people: 3
network: {file: ties.csv}
"""


def faults(folder: Path, text: str, ties: str = "ann,bob\n") -> list[Fault]:
    (folder / "x.yaml").write_text(text, encoding="utf-8")
    (folder / "people.csv").write_text("person,age\nann,30\nbob,40\ncy,50\n", encoding="utf-8")
    (folder / "ties.csv").write_text(f"source,target\n{ties}", encoding="utf-8")
    try:
        load_scenario(folder / "x.yaml")
    except ScenarioError as error:
        return list(error.faults)
    return []


def test_a_society_whose_ties_name_its_people_has_no_fault(tmp_path: Path) -> None:
    assert faults(tmp_path, TEXT) == []


@pytest.mark.parametrize(
    ("old", "new", "line", "said"),
    [
        ("rule/deffuant", "rule/deffuan", 4, "no rule 'deffuan'"),
        ("epsilon", "epsilom", 4, "unknown key 'epsilom'"),
        ("epsilon: 0.2", "epsilon: 2", 4, "expected at most 1"),
        ("{file: ties.csv}", "{watts_strogat: {k: 2, p: 0}}", 7, "no network generator 'watts_strogat'"),
        ("{file: ties.csv}", "{watts_strogatz: {k: 2}}", 7, "p: field required"),
        ("{file: ties.csv}", "{karate_club: {}}", 7, "34 nodes, and there are 3 people"),
        ("model: m,", "model: rule/vote,", 5, "no rule 'vote'"),
        ("kind: opinion", "kind: persuasion", 5, "is an opinion rule, which answers no question"),
    ],
)
def test_what_does_not_fit_is_a_fault_at_its_line(old: str, new: str, line: int, said: str, tmp_path: Path) -> None:
    found = faults(tmp_path, TEXT.replace(old, new))
    assert any(fault.line == line and said in fault.message for fault in found), found


def test_a_tie_to_nobody_is_a_fault_in_the_file_of_ties(tmp_path: Path) -> None:
    (fault,) = faults(tmp_path, TEXT, "ann,bob\nann,zoe\n")
    assert (Path(fault.file or "").name, fault.line) == ("ties.csv", 3)


def test_the_network_is_told_where_a_scenario_is_checked(tmp_path: Path) -> None:
    faults(tmp_path, TEXT)
    loaded = load_scenario(tmp_path / "x.yaml")
    assert tables_understood(loaded.scenario, tmp_path)[-1] == (
        "network: 3 people, 1 ties, degrees 0 to 1 (mean 0.67), 2 components, the largest of 2, 1 without any tie"
    )
