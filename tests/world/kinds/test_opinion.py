from __future__ import annotations

import sqlite3
from pathlib import Path

import pytest

from vs_sim.api.runs import load, replay, resume, simulate
from vs_sim.core.message import Request
from vs_sim.errors import LogError, Paused, Unreachable
from vs_sim.llm.backends.scripted import Scripted
from vs_sim.log.run import Run
from vs_sim.log.tables import LOG_FILE
from vs_sim.simulation.checking import load_scenario
from vs_sim.simulation.cost_estimate import expected_cost
from vs_sim.simulation.session import RunOptions

SMALL = ("people=12", "rounds=3", "exchanges=1")


def held(folder: Path, *sets: str, window: int = 64) -> Run:
    return simulate("climate_network", sets=[*SMALL, *sets], options=RunOptions(out=folder, window=window))


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> Run:
    return held(tmp_path_factory.mktemp("whole") / "run")


def test_everybody_is_asked_every_round_and_talks_along_their_ties(whole: Run) -> None:
    assert whole.counts == (12, 0)
    assert len(whole.answers("stance")) == 12 * 4
    ties = dict(zip(whole.personas["unit"], whole.personas["own.neighbours"].str.split(), strict=True))
    met = {(str(name).split("/")[0], str(name).split("/")[2][5:]) for name in whole.calls["name"] if "/with " in name}
    assert met
    assert all(other in ties[one] for one, other in met)


def test_nobody_is_in_two_talks_of_a_round(whole: Run) -> None:
    talks = {tuple(str(name).split("/")[:3]) for name in whole.calls["name"] if "/with " in name}
    people = [(number, who) for one, number, other in talks for who in (one, other[5:])]
    assert len(people) == len(set(people))


def test_the_window_changes_nothing(whole: Run, tmp_path: Path) -> None:
    assert held(tmp_path / "run", window=1).digest == whole.digest


@pytest.mark.parametrize("share", [0.1, 0.4, 0.7, 0.99])
def test_a_run_that_is_cut_off_anywhere_goes_on_to_the_same_digest(share: float, whole: Run, tmp_path: Path) -> None:
    run = held(tmp_path / "run")
    log = sqlite3.connect(tmp_path / "run" / LOG_FILE)
    kept = int(share * run.call_count)
    log.execute("DELETE FROM asked WHERE name NOT IN (SELECT name FROM asked ORDER BY at, rowid LIMIT ?)", (kept,))
    for table in ("answered", "closed", "failed"):
        log.execute(f"DELETE FROM {table}")
    log.execute("UPDATE meta SET value = 'open' WHERE key = 'state'")
    log.commit()
    log.close()
    assert resume(tmp_path / "run").digest == whole.digest


def test_a_run_is_reproduced_from_its_log(whole: Run, tmp_path: Path) -> None:
    assert replay(whole.folder, options=RunOptions(out=tmp_path / "copy")).digest == whole.digest


def test_a_run_whose_model_fails_is_paused_and_goes_on(whole: Run, tmp_path: Path) -> None:
    asked = 0

    def script(request: Request) -> str:
        nonlocal asked
        asked += 1
        if asked > 30:
            raise Unreachable("gone")
        return "4" if "type: scale" in request.messages[-1].content else "Well."

    sets = [*SMALL, "roles.neighbour.method=direct", "models.persona.retries=0"]
    with pytest.raises(Paused):
        options = RunOptions(out=tmp_path / "run", backends={"persona": Scripted.of(script)})
        simulate("climate_network", sets=sets, options=options)
    assert 0 < load(tmp_path / "run").call_count < 36
    asked = -1000
    options = RunOptions(backends={"persona": Scripted.of(script)})
    assert resume(tmp_path / "run", options=options).counts == (12, 0)


def test_an_unreadable_last_stance_fails_its_person_alone_and_is_no_number(tmp_path: Path) -> None:
    def script(request: Request) -> str:
        words = request.messages[-1].content
        return ("no idea" if "age: 60" in words else "4") if "type: scale" in words else "Well."

    (tmp_path / "p.csv").write_text("person,age\na,60\nb,30\nc,31\nd,32\n", encoding="utf-8")
    (tmp_path / "x.yaml").write_text(
        "kind: opinion\nabout: People talk.\ntopic: {ask: Well?, scale: [1, 7]}\nmodels: {m: {backend: standin}}\n"
        "roles: {person: {model: m, personas: {file: p.csv}}}\npeople: 4\nrounds: 2\nnetwork: cycle\nreask: 0\n",
        encoding="utf-8",
    )
    options = RunOptions(out=tmp_path / "run", backends={"m": Scripted.of(script)})
    run = simulate(tmp_path / "x.yaml", options=options)
    assert run.counts == (3, 1)
    assert run.answers("stance")["value"].tolist() == [4.0] * 9
    with pytest.raises(LogError, match="later rounds follow from failed answers"):
        resume(tmp_path / "run", retry_failed=True)


def test_rules_and_models_live_in_one_society(tmp_path: Path) -> None:
    (tmp_path / "x.yaml").write_text(
        "kind: opinion\nabout: People talk.\ntopic: {ask: Should it be so?, scale: [1, 7]}\n"
        "models: {m: {backend: standin}, fj: {model: rule/friedkin_johnsen, susceptibility: 0.7}}\n"
        "roles: {neighbour: {model: m}, regular: {model: fj}}\npeople: {neighbour: 6, regular: 6}\nrounds: 2\n"
        "network: {watts_strogatz: {k: 4, p: 0.1}}\n",
        encoding="utf-8",
    )
    run = simulate(tmp_path / "x.yaml", options=RunOptions(out=tmp_path / "run"))
    stances = run.answers("stance")
    assert run.counts == (12, 0)
    assert sorted(stances["role"].unique()) == ["neighbour", "regular"]
    assert set(stances[stances["role"] == "regular"]["method"]) == {"rule"}
    assert run.turns["text"].str.startswith("On a scale from 1 to 7, I am at").any()


def test_a_file_of_ties_is_kept_with_the_run(tmp_path: Path) -> None:
    (tmp_path / "ties.csv").write_text("source,target,relation\n0,1,sisters\n1,2,friends\n", encoding="utf-8")
    (tmp_path / "x.yaml").write_text(
        "kind: opinion\nabout: People talk.\ntopic: {ask: Well?, scale: [1, 7]}\nmodels: {m: {backend: standin}}\n"
        "roles: {person: {model: m}}\npeople: 3\nrounds: 1\nexchanges: 1\nnetwork: {file: ties.csv}\n",
        encoding="utf-8",
    )
    run = simulate(tmp_path / "x.yaml", options=RunOptions(out=tmp_path / "run"))
    (tmp_path / "ties.csv").unlink()
    assert replay(run.folder, options=RunOptions(out=tmp_path / "copy")).digest == run.digest
    talk = next(str(name) for name in run.calls["name"] if "/with " in name)
    assert "relation: " in run.request(talk).messages[-1].content


def test_an_estimate_is_an_upper_bound_of_the_calls(whole: Run, tmp_path: Path) -> None:
    loaded = load_scenario("climate_network", SMALL)
    planned = expected_cost(loaded.scenario, loaded.path.parent)
    assert planned.dialogues == 12
    assert whole.call_count <= planned.calls == 12 * (4 + 3)


def test_the_stances_after_the_last_round_are_the_answers_at_the_end(whole: Run) -> None:
    last = whole.stances[whole.stances["round"] == 3]
    at_the_end = whole.answers("stance")
    assert at_the_end[at_the_end["exchange"].isna()]["value"].tolist() == last["value"].tolist()
