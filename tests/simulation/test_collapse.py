from __future__ import annotations

from pathlib import Path

import pytest

from vs_sim import Run, measure, simulate, validate_pipeline
from vs_sim.simulation.session import RunOptions

DIRECT = ["roles.persuadee.method=direct", "questions.donation.method=direct"]


@pytest.fixture(scope="module")
def runs(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Run]:
    folder: Path = tmp_path_factory.mktemp("runs")
    sets = ["dialogues=200", "exchanges=1"]
    return {
        "vs": simulate("persuasion_for_good", sets=sets, options=RunOptions(out=folder / "vs")),
        "direct": simulate("persuasion_for_good", sets=[*sets, *DIRECT], options=RunOptions(out=folder / "direct")),
    }


def test_direct_answers_collapse_to_one_amount(runs: dict[str, Run]) -> None:
    assert runs["direct"].answers("donation")["value"].value_counts(normalize=True).iloc[0] > 0.5


def test_direct_is_at_least_twice_as_far_from_people(runs: dict[str, Run]) -> None:
    distance = {name: measure(run, "ks", of="donation").value for name, run in runs.items()}
    assert distance["direct"] >= 2 * distance["vs"]


def test_the_instrument_recovers_the_known_law(runs: dict[str, Run]) -> None:
    found = validate_pipeline(runs["vs"])
    assert found is not None
    assert found.value < found.sampling_noise


def test_the_stand_in_is_displaced_from_people_and_found_so(runs: dict[str, Run]) -> None:
    assert measure(runs["vs"], "ks", of="donation").verdict == "different"
