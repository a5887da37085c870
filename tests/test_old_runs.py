"""Run folders of earlier versions open, are shown and measured, and can be reproduced from their replies.

The runs in `golden/old_runs` were made by vs_sim 0.1.0 with the stand-in model; they say nothing about people.
"""

from pathlib import Path

import pytest

from tests.commands import vs_sim
from tests.places import ROOT
from vs_sim.core.answers.amount import Amount
from vs_sim.core.standin_notice import STANDIN_NOTICE
from vs_sim.log.run import Run
from vs_sim.report.html.page import render
from vs_sim.simulation.session import RunOptions, replay_run
from vs_sim.study.comparison.assessment import Assessment
from vs_sim.sweep.sweep_run import Sweep

OLD = ROOT / "tests" / "golden" / "old_runs"
DIGESTS = {
    "persuasion_for_good": "174dedd51115c2f91c46ceedd9758e77a72d61e3bf7b4b3b0193da654304b793",
    "die_roll": "d2210e80883f2e5442cc4cbbce7eb6b9fd12b29f010b38ef829045d567f97b00",
}
RUNS = pytest.mark.parametrize("name", DIGESTS)


@RUNS
def test_what_happened_is_read_as_it_was_written(name: str) -> None:
    assert Run(OLD / name).digest == DIGESTS[name]


def test_the_scenario_is_typed() -> None:
    answer = Run(OLD / "persuasion_for_good").scenario.questions["donation"].answer
    assert isinstance(answer, Amount) and (answer.span, answer.unit_name) == ((0, 2), "USD")


@RUNS
def test_its_primary_outcome_is_measured(name: str) -> None:
    primary = Assessment(Run(OLD / name)).primary
    assert primary is not None and primary.n == Run(OLD / name).counts[0]


@RUNS
def test_it_is_shown_in_the_terminal(name: str, tmp_path: Path) -> None:
    done = vs_sim("show", str(OLD / name), folder=tmp_path)
    assert done.returncode == 0, done.stderr
    assert STANDIN_NOTICE in " ".join(done.stdout.split()) and str(Run(OLD / name).counts[0]) in done.stdout


@RUNS
def test_it_is_shown_on_a_page(name: str) -> None:
    assert DIGESTS[name][:16] in render(Run(OLD / name), None)


@RUNS
def test_it_is_reproduced_from_its_replies(name: str, tmp_path: Path) -> None:
    assert replay_run(OLD / name, RunOptions(out=tmp_path / "again")).digest == DIGESTS[name]


def test_a_sweep_opens_with_its_cells_and_their_table() -> None:
    sweep = Sweep(OLD / "sweep")
    assert sweep.cells["status"].tolist() == ["done", "done"]
    assert set(sweep.table()["label"]) == {"person.method=direct", "person.method={vs_standard: {k: 3}}"}
