from __future__ import annotations

from pathlib import Path

import pytest
from rich.console import Console, Group

from vs_sim.api.runs import simulate
from vs_sim.log.run import Run
from vs_sim.report.terminal.society_table import declared_laws, is_society, society_tables
from vs_sim.simulation.session import RunOptions

SETS = ("people=12", "rounds=2", "exchanges=1")


@pytest.fixture(scope="module")
def runs(tmp_path_factory: pytest.TempPathFactory) -> list[Run]:
    folder = tmp_path_factory.mktemp("societies")
    return [
        simulate("climate_network", seed=seed, sets=SETS, options=RunOptions(out=folder / str(seed))) for seed in (1, 2)
    ]


def printed(runs: list[Run]) -> str:
    console = Console(width=140, force_terminal=False)
    with console.capture() as captured:
        console.print(Group(*society_tables(runs)))
    return captured.get()


def test_one_society_is_shown_without_intervals_over_networks(runs: list[Run]) -> None:
    shown = printed(runs[:1])
    assert "n = 1 network, no interval" in shown and "no forecast" in shown
    assert "before" in shown and "friedkin_johnsen with bias" in shown


def test_two_societies_have_intervals_and_rules_fitted_to_the_other(runs: list[Run]) -> None:
    shown = printed(runs)
    assert "n = 2 networks" in shown and "other networks" in shown and "no forecast" not in shown


def test_the_declared_law_of_the_stand_in_stands_beside_what_is_measured(runs: list[Run]) -> None:
    (law,) = declared_laws(runs[0])
    assert "a = .15, b = .50 (over people .30 to .70), bias .03" in law and "nothing about people" in law
    assert law[:40] in printed(runs[:1])


def test_a_dialogue_is_no_society() -> None:
    assert not is_society(Run(Path(__file__).parents[2] / "golden" / "old_runs" / "persuasion_for_good"))


def test_rules_alone_have_no_law_of_answers(tmp_path: Path) -> None:
    rules = simulate(
        "climate_network", sets=[*SETS, "roles.neighbour.model=rule/degroot"], options=RunOptions(out=tmp_path / "run")
    )
    assert "P(change)" not in printed([rules])
