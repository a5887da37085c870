from __future__ import annotations

import math
from pathlib import Path

import pandas as pd
import pytest

from tests.sweep.plans import METHODS, held, read
from vs_sim.core.cost import capped
from vs_sim.errors import BudgetExceeded, LogError
from vs_sim.log.lease import leased
from vs_sim.simulation.progress import Tally
from vs_sim.sweep.cell import Planned
from vs_sim.sweep.sweep_run import Sweep

BROKEN = "grid: {models.persona.faults: [{}, {refusal: 1.0}]}\n"


class Listening:
    """Keeps what a progress is told."""

    def __init__(self) -> None:
        self.said: list[str] = []
        self.tallies: list[Tally] = []

    def update(self, tally: Tally) -> None:
        self.tallies.append(tally)

    def say(self, text: str) -> None:
        self.said.append(text)

    def close(self) -> None:
        """Nothing."""


@pytest.fixture(scope="module")
def planned(tmp_path_factory: pytest.TempPathFactory) -> Planned:
    return read(tmp_path_factory.mktemp("plan"), METHODS, "replicates: 2\n")


@pytest.fixture(scope="module")
def sweep(planned: Planned, tmp_path_factory: pytest.TempPathFactory) -> Sweep:
    return held(planned, tmp_path_factory.mktemp("sweep") / "s")


def test_every_cell_is_an_ordinary_run(sweep: Sweep, planned: Planned) -> None:
    assert list(sweep.runs) == [cell.id for cell in planned.cells]
    assert {run.counts for run in sweep.runs.values()} == {(4, 0)}


def test_cells_hold_the_same_persons(sweep: Sweep) -> None:
    first, _, third, _ = sweep.runs.values()
    pd.testing.assert_frame_equal(first.personas, third.personas)


def test_replicates_hold_other_persons(sweep: Sweep) -> None:
    first, second, *_ = sweep.runs.values()
    assert not first.personas.equals(second.personas)


def test_replicates_with_the_same_persons_draw_afresh(tmp_path: Path) -> None:
    found = held(read(tmp_path, "replicates: 2\nsame_persons: true\n"), tmp_path / "s")
    first, second = found.runs.values()
    pd.testing.assert_frame_equal(first.personas, second.personas)
    assert first.digest != second.digest


def test_cells_draw_the_same_numbers(tmp_path: Path) -> None:
    found = held(read(tmp_path, "grid: {roles.persuadee.select: [probability, mode]}\n"), tmp_path / "s")
    draws = [run.candidates.query("question == 'utterance' and drawn")["u"].tolist() for run in found.runs.values()]
    assert draws[0] == draws[1]


def test_a_sweep_gives_the_same_runs_with_any_number_of_workers(sweep: Sweep, planned: Planned, tmp_path: Path) -> None:
    again = held(planned, tmp_path / "s", workers=1)
    assert [run.digest for run in again.runs.values()] == [run.digest for run in sweep.runs.values()]


def test_the_same_plan_again_holds_nothing(sweep: Sweep, planned: Planned) -> None:
    told = Listening()
    held(planned, sweep.folder, progress=told)
    assert told.said == ["4 of 4 cells are finished and are reused"]


def test_a_changed_plan_reuses_what_is_finished_and_says_so(tmp_path: Path) -> None:
    held(read(tmp_path, METHODS), tmp_path / "s")
    told = Listening()
    changed = held(read(tmp_path, "grid: {roles.persuadee.method: [direct, cot]}\n"), tmp_path / "s", progress=told)
    assert told.said == [
        "the plan changed: 1 of 2 cells are finished and are reused",
        "left aside of an earlier plan: 1 cell",
    ]
    assert changed.cells["status"].tolist() == ["done", "done"]


def test_one_progress_tells_of_cells_dialogues_and_calls(planned: Planned, tmp_path: Path) -> None:
    told = Listening()
    held(planned, tmp_path / "s", progress=told)
    last = told.tallies[-1]
    assert (last.cells, last.done, last.total) == ((4, 4), 16, 16)
    assert last.calls == sum(run.call_count for run in Sweep(tmp_path / "s").runs.values())


def test_a_cell_that_fails_leaves_the_others_and_has_its_reason(tmp_path: Path) -> None:
    cells = held(read(tmp_path, BROKEN), tmp_path / "s").cells
    assert cells["status"].tolist() == ["done", "failed"]
    assert cells["reason"].tolist() == ["", "4 of 4 dialogues failed, more than 5%"]


def test_a_failed_cell_is_not_held_again_unless_that_is_asked_for(tmp_path: Path) -> None:
    planned = read(tmp_path, BROKEN)
    before = held(planned, tmp_path / "s").cells["calls"].tolist()
    assert held(planned, tmp_path / "s").cells["calls"].tolist() == before
    after = held(planned, tmp_path / "s", retry_failed=True).cells["calls"].tolist()
    assert after[0] == before[0]
    assert after[1] > before[1]


def test_a_cell_whose_model_cannot_be_reached_fails_with_the_reason(tmp_path: Path) -> None:
    entry = "{backend: openai_compatible, model: m, api_base: 'http://127.0.0.1:9/v1', retries: 0}"
    cells = held(read(tmp_path, f"grid: {{models.persona: [{{backend: standin}}, {entry}]}}\n"), tmp_path / "s").cells
    assert cells["status"].tolist() == ["done", "failed"]
    assert "persona" in cells["reason"][1]


def test_a_failed_cell_goes_on_as_its_model_is_reached_now(tmp_path: Path) -> None:
    entry = "models.persona={backend: openai_compatible, model: m, api_base: 'http://127.0.0.1:9/v1', retries: %d}"
    once = read(tmp_path, sets=(entry % 0,))
    held(once, tmp_path / "s")
    held(read(tmp_path, sets=(entry % 1,)), tmp_path / "s", retry_failed=True)
    (run,) = Sweep(tmp_path / "s").runs.values()
    assert (run.failures["what"] == "transport").sum() > 0


@pytest.mark.parametrize("workers", [1, 2, 3])
def test_all_cells_together_keep_a_budget(workers: int, planned: Planned, tmp_path: Path) -> None:
    with pytest.raises(BudgetExceeded, match="the budget of 50 calls is spent"):
        held(planned, tmp_path / "s", workers=workers, budget=capped(["50calls"]))
    assert Sweep(tmp_path / "s").cells["calls"].sum() == 50


def test_a_larger_budget_goes_on(planned: Planned, tmp_path: Path) -> None:
    with pytest.raises(BudgetExceeded, match=r"not finished: [1-4] cell"):
        held(planned, tmp_path / "s", budget=capped(["30calls"]))
    cells = held(planned, tmp_path / "s", budget=capped(["1000calls"])).cells
    assert set(cells["status"]) == {"done"}


def test_what_was_spent_before_counts_against_the_budget(sweep: Sweep, planned: Planned, tmp_path: Path) -> None:
    whole = int(sweep.cells["calls"].sum())
    for cap in (whole // 3, whole // 2):
        with pytest.raises(BudgetExceeded):
            held(planned, tmp_path / "s", budget=capped([f"{cap}calls"]))
        assert Sweep(tmp_path / "s").cells["calls"].sum() == cap


def test_a_budget_in_dollars_needs_a_price_and_says_so(tmp_path: Path) -> None:
    priceless = (
        "set: {dialogues: 1, models.persona: {backend: openai_compatible, model: m, api_base: 'http://127.0.0.1:9'}}"
    )
    (tmp_path / "p.yaml").write_text(f"scenario: persuasion_for_good\n{priceless}\n{METHODS}", encoding="utf-8")
    from vs_sim.sweep.load_plan import load_plan

    with pytest.raises(BudgetExceeded, match="needs the price") as error:
        held(load_plan(tmp_path / "p.yaml"), tmp_path / "s", budget=capped(["5usd"]))
    assert error.value.hint and "price" in error.value.hint


def test_two_cannot_hold_one_sweep(planned: Planned, tmp_path: Path) -> None:
    with leased(tmp_path / "s"), pytest.raises(LogError, match="another process"):
        held(planned, tmp_path / "s")


def test_the_usd_of_unknown_prices_is_missing_not_zero(tmp_path: Path) -> None:
    assert not any(math.isnan(usd) for usd in held(read(tmp_path, METHODS), tmp_path / "s").cells["usd"])
