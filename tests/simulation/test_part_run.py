from __future__ import annotations

from pathlib import Path

import pytest

from vs_sim.core.cost import capped
from vs_sim.errors import BudgetExceeded, LogError, VsSimError
from vs_sim.log.part import Part
from vs_sim.log.run import Run
from vs_sim.simulation.checking import load_scenario
from vs_sim.simulation.part_run import divided, run_part, same_scenario
from vs_sim.simulation.session import RunOptions, resume_run

SMALL = ("dialogues=5", "exchanges=1")
ENTRY = "{backend: openai_compatible, model: m, api_base: 'http://127.0.0.1:9/v1', max_in_flight: 8, rpm: 80}"
HTTP = f"models.persona={ENTRY}"


def part(folder: Path, which: int, of: int = 2, *sets: str, budget: str = "1000calls") -> Run:
    loaded = load_scenario("persuasion_for_good", [*SMALL, *sets])
    return run_part(loaded, RunOptions(out=folder, budget=capped([budget])), Part(which, of))


def test_a_part_holds_its_own_dialogues_and_says_which_part_it_is(tmp_path: Path) -> None:
    run = part(tmp_path, 2)
    assert run.folder == tmp_path / "part-2-of-2"
    assert run.dialogues["unit"].tolist() == ["000002", "000003", "000004"]
    assert (run.part, run.planned, run.state) == (Part(2, 2), 3, "done")


def test_the_same_call_again_asks_nothing(tmp_path: Path) -> None:
    first = part(tmp_path, 1)
    assert part(tmp_path, 1).calls.equals(first.calls)


def test_a_part_that_stopped_goes_on_by_the_same_call(tmp_path: Path) -> None:
    with pytest.raises(BudgetExceeded):
        part(tmp_path, 1, budget="8calls")
    stopped = Run(tmp_path / "part-1-of-2")
    assert (stopped.state, stopped.call_count) == ("open", 4)
    assert part(tmp_path, 1).state == "done"


def test_a_part_resumed_by_itself_stays_a_part(tmp_path: Path) -> None:
    with pytest.raises(BudgetExceeded):
        part(tmp_path, 1, budget="8calls")
    assert sum(resume_run(tmp_path / "part-1-of-2", RunOptions()).counts) == 2


def test_a_part_without_dialogues_is_completed_at_once(tmp_path: Path) -> None:
    run = part(tmp_path, 1, 6)
    assert (run.counts, run.state) == ((0, 0), "done")


def test_another_scenario_in_the_same_folder_is_refused(tmp_path: Path) -> None:
    part(tmp_path, 1)
    with pytest.raises(LogError, match="another scenario"):
        part(tmp_path, 1, 2, "exchanges=2")


def test_rounds_cannot_be_cut(tmp_path: Path) -> None:
    with pytest.raises(VsSimError, match="is one unit") as error:
        run_part(load_scenario("climate_network"), RunOptions(out=tmp_path), Part(1, 2))
    assert "sweep" in str(error.value.hint)
    assert not list(tmp_path.iterdir())


def test_the_limits_of_all_parts_together_are_those_of_the_model() -> None:
    scenario = load_scenario("persuasion_for_good", [HTTP]).scenario
    entry = scenario.models["persona"]
    shares = [divided(scenario, RunOptions(), Part(which, 3)).share for which in (1, 2, 3)]
    assert sum(entry.part(*share).max_in_flight for share in shares) == 8
    assert sum(entry.part(*share).rpm or 0 for share in shares) == pytest.approx(80)


def test_more_parts_than_requests_at_once_are_refused() -> None:
    scenario = load_scenario("persuasion_for_good", [HTTP]).scenario
    with pytest.raises(VsSimError, match="9 parts cannot share 8 requests"):
        divided(scenario, RunOptions(), Part(1, 9))


def test_a_server_of_its_own_is_asked_in_full() -> None:
    scenario = load_scenario("persuasion_for_good", [HTTP]).scenario
    options = RunOptions(served_at="http://127.0.0.1:7/v1")
    assert divided(scenario, options, Part(1, 9)).share == (0, 1)


def test_how_models_are_reached_does_not_make_another_scenario() -> None:
    one, other, third = (
        load_scenario("persuasion_for_good", [HTTP, *sets]).scenario.model_dump(mode="json")
        for sets in ([], ["models.persona.api_base=http://n7:1/v1", "models.persona.rpm=9"], ["models.persona.model=n"])
    )
    assert same_scenario(one, other)
    assert not same_scenario(one, third)
