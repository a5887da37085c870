from __future__ import annotations

from pathlib import Path

import pytest

from vs_sim.api.runs import simulate
from vs_sim.log.run import Run
from vs_sim.simulation.session import RunOptions


@pytest.fixture(scope="module")
def run(tmp_path_factory: pytest.TempPathFactory) -> Run:
    folder = tmp_path_factory.mktemp("society")
    (folder / "ties.csv").write_text("source,target,weight\n0,1,2\n1,2,1\n2,3,1\n3,4,1\n4,5,1\n", encoding="utf-8")
    (folder / "x.yaml").write_text(
        "kind: opinion\nabout: People talk.\ntopic: {ask: Well?, scale: [1, 7]}\nmodels: {m: {backend: standin}, "
        "r: {model: rule/degroot}}\nroles: {person: {model: m, method: {vs_standard: {k: 5}}}, rule: {model: r}}\n"
        "people: {person: 5, rule: 1}\nrounds: 2\nexchanges: 1\nnetwork: {file: ties.csv}\n",
        encoding="utf-8",
    )
    return simulate(folder / "x.yaml", options=RunOptions(out=folder / "run"))


def test_everybody_has_a_stance_before_the_first_round_and_after_each(run: Run) -> None:
    assert sorted(run.stances.groupby("unit")["round"].apply(list).tolist()) == [[0, 1, 2]] * 6


def test_a_stance_has_the_distribution_from_which_it_was_drawn(run: Run) -> None:
    stance = run.stances.iloc[0]
    shares = stance["probabilities"]
    mean = sum(point * share for point, share in shares.items())
    assert sum(shares.values()) == pytest.approx(1) and stance["value"] in shares
    assert stance["mean"] == pytest.approx(mean)
    assert stance["variance"] == pytest.approx(sum(s * (p - mean) ** 2 for p, s in shares.items()))


def test_a_rule_states_one_value_without_a_doubt(run: Run) -> None:
    rules = run.stances[run.stances["rule"]]
    assert len(rules) == 3 and (rules["entropy"] == 0).all() and (rules["value"] == rules["mean"]).all()


def test_an_undirected_tie_has_a_row_for_each_direction_with_its_weight(run: Run) -> None:
    rows = {(source, target): weight for source, target, weight in run.ties.itertuples(index=False)}
    assert len(rows) == 10
    assert rows["000000", "000001"] == rows["000001", "000000"] == 2.0
    assert rows["000002", "000001"] == 1.0


def test_a_talk_names_its_speakers_and_how_much_they_said(run: Run) -> None:
    tied = set(zip(run.ties["source"], run.ties["target"], strict=True))
    assert len(run.talks) and (run.talks["turns"] == 2).all()
    assert all(tuple(speakers.split()) in tied for speakers in run.talks["speakers"])


def test_other_runs_have_no_stances_ties_or_talks() -> None:
    old = Run(Path(__file__).parents[1] / "golden" / "old_runs" / "persuasion_for_good")
    assert len(old.stances) == len(old.ties) == len(old.talks) == 0
