"""Rounds of small societies, held with the stand-in: what is remembered, who changes role, which ties change."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from tests.places import ROOT
from vs_sim.api.runs import resume, simulate
from vs_sim.core.message import Request
from vs_sim.errors import Paused, ScenarioError, Unreachable
from vs_sim.llm.backends.scripted import Scripted
from vs_sim.log.run import Run
from vs_sim.simulation.session import RunOptions

SMALL = ("people=10", "rounds=3", "exchanges=1")
SUMMARY = "memory={summary: 12}"
AGREEMENT = "rewire={rule: agreement, tolerance: 1, share: 0.9}"
GROUPS = ("talks={people: 4, turns: shuffled}", "network={random_regular: {d: 4}}")


def held(folder: Path, *sets: str, **options: object) -> Run:
    made = RunOptions(out=folder, **options)  # type: ignore[arg-type]
    return simulate("climate_network", sets=[*SMALL, *sets], options=made)


@pytest.mark.parametrize("sets", [(), (SUMMARY,), GROUPS, (AGREEMENT,)], ids=["pairs", "notes", "groups", "rewired"])
def test_neither_the_window_nor_barriers_change_anything(sets: tuple[str, ...], tmp_path: Path) -> None:
    free = held(tmp_path / "free", *sets)
    assert free.counts == (10, 0)
    assert held(tmp_path / "narrow", *sets, window=1).digest == free.digest
    assert held(tmp_path / "barriers", *sets, barriers=True).digest == free.digest


def test_a_note_is_bounded_and_quoted_in_the_place_of_talks(tmp_path: Path) -> None:
    run = held(tmp_path / "run", SUMMARY)
    notes = run.answers("note")
    assert len(notes) == sum(len(talk.split()) for talk in run.talks.query("round < 3")["speakers"])
    later = [str(name) for name in run.calls["name"] if "/r003/with " in name]
    asked = run.request(later[0]).messages[-1].content
    quoted = asked.partition('You noted for yourself after earlier talks: "')[2].partition('"')[0]
    assert 0 < len(quoted.split()) <= 12
    assert "You remember an earlier talk" not in asked


def test_in_a_group_each_speaks_once_an_exchange_and_knows_the_others_apart(tmp_path: Path) -> None:
    run = held(tmp_path / "run", *GROUPS, "exchanges=2")
    sizes = [len(str(group).split()) for group in run.talks["speakers"]]
    assert max(sizes) == 4
    assert run.talks["turns"].tolist() == [2 * size for size in sizes]
    last = max((str(name) for name in run.calls["name"] if "/with " in name and "/001/" in name), key=len)
    asked = run.request(last).messages[-1].content
    assert 'Neighbour 2: "' in asked
    orders = {tuple(name.split("/")[4] for name in run.calls["name"] if f"/{at}/" in name) for at in ("000", "001")}
    assert len(orders) == 2


def test_people_whose_stance_is_high_enough_take_another_role_from_the_next_round_on(tmp_path: Path) -> None:
    (tmp_path / "x.yaml").write_text(
        "kind: opinion\nabout: People talk.\ntopic: {ask: How much?, scale: [0, 8]}\nmodels: {m: {backend: standin}}\n"
        "roles:\n  giver: {model: m, method: {vs_standard: {k: 5}}}\n  persuader: {model: m, brief: Persuade others.}\n"
        "people: {giver: 8, persuader: 0}\nrounds: 3\nexchanges: 1\nnetwork: complete\n"
        "becomes: {giver: {role: persuader, at_least: 4}}\n",
        encoding="utf-8",
    )
    run = simulate(tmp_path / "x.yaml", options=RunOptions(out=tmp_path / "run"))
    table = run.stances.sort_values(["unit", "round"])
    for _, person in table.groupby("unit"):
        high = (person["value"] >= 4).cummax().shift(fill_value=False)
        assert (person["role"] == high.map({True: "persuader", False: "giver"})).all()
    assert set(table["role"]) == {"giver", "persuader"}
    assert set(run.answers("role")["text"]) == {"persuader"}


def test_ties_that_change_are_logged_and_used(tmp_path: Path) -> None:
    run = held(tmp_path / "run", AGREEMENT, "rounds=4")
    changes = run.tie_changes
    assert len(changes)
    ties = {frozenset(tie) for tie in run.ties[["source", "target"]].itertuples(index=False, name=None)}
    for number in range(1, 5):
        met = {frozenset(pair.split()) for pair in run.talks[run.talks["round"] == number]["speakers"]}
        assert met <= ties
        now = changes[changes["round"] == number]
        ties -= {frozenset(pair) for pair in zip(now["unit"], now["lost"], strict=True)}
        ties |= {frozenset(pair) for pair in zip(now["unit"], now["gained"], strict=True)}


def test_rules_may_begin_where_a_model_stands(tmp_path: Path) -> None:
    people = held(tmp_path / "people")
    rules = held(tmp_path / "rules", "rules_begin=persona", "roles.neighbour.model=rule/degroot")
    first = [run.stances.query("round == 0")["value"].tolist() for run in (people, rules)]
    assert first[0] == first[1]
    assert (rules.standin, rules.call_count) == (True, 10)


def test_a_rule_whose_beginning_cannot_be_read_has_no_stance_at_all(tmp_path: Path) -> None:
    script = Scripted.of(lambda request: "no idea")
    sets = ["rules_begin=persona", "roles.neighbour.model=rule/degroot", "roles.neighbour.method=direct", "reask=0"]
    run = held(tmp_path / "run", *sets, backends={"persona": script})
    assert run.counts == (0, 10)
    assert len(run.stances) == 0


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ("becomes={neighbour: {role: nobody, at_least: 4}}", "no role 'nobody'"),
        ("becomes={nobody: {role: neighbour, at_least: 4}}", "no role 'nobody'"),
        ("rules_begin=person", "did you mean 'persona'"),
        ("rewire={rule: agreement}", "tolerance goes with rule: agreement"),
        ("memory={summary: 2}", "expected at least 5, found 2"),
    ],
)
def test_what_does_not_fit_is_a_fault(change: str, message: str, tmp_path: Path) -> None:
    with pytest.raises(ScenarioError, match=message):
        held(tmp_path / "run", change)


def test_a_run_that_stops_lets_nobody_wait(tmp_path: Path) -> None:
    asked = 0

    def script(request: Request) -> str:
        nonlocal asked
        asked += 1
        if asked > 25:
            raise Unreachable("gone")
        return "4" if "type: scale" in request.messages[-1].content else "Well."

    sets = ["roles.neighbour.method=direct", "models.persona.retries=0"]
    with pytest.raises(Paused):
        held(tmp_path / "run", *sets, backends={"persona": Scripted.of(script)})


KILLED = """
import os, signal, sys
from pathlib import Path
from vs_sim.api.runs import simulate
from vs_sim.log.store import Store
from vs_sim.simulation.session import RunOptions
left, put = int(sys.argv[1]), Store.put

async def counted(self, asked):
    global left
    await put(self, asked)
    left -= 1
    if not left:
        os.kill(os.getpid(), signal.SIGKILL)

Store.put = counted
simulate("climate_network", sets=sys.argv[3:], options=RunOptions(out=Path(sys.argv[2])))
"""


@pytest.mark.parametrize("calls", [9, 40])
def test_a_run_that_is_killed_goes_on_to_the_same_digest(calls: int, tmp_path: Path) -> None:
    whole = held(tmp_path / "whole", SUMMARY)
    command = [sys.executable, "-c", KILLED, str(calls), str(tmp_path / "run"), *SMALL, SUMMARY]
    done = subprocess.run(command, env={**os.environ, "PYTHONPATH": str(ROOT)}, check=False, capture_output=True)
    assert done.returncode == -signal.SIGKILL
    assert 0 < Run(tmp_path / "run").call_count < whole.call_count
    again = resume(tmp_path / "run")
    assert (again.digest, again.call_count) == (whole.digest, whole.call_count)
