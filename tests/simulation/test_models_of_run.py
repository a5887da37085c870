from __future__ import annotations

import pytest

from vs_sim.core.model_entry import ModelEntry
from vs_sim.core.scenario import Scenario
from vs_sim.errors import Rejected, VsSimError
from vs_sim.llm.backends.scripted import Scripted
from vs_sim.simulation.checking import load_scenario
from vs_sim.simulation.models_of_run import entries_of, is_standin_run, models_used, ready_backends


def scenario(*sets: str) -> Scenario:
    return load_scenario("die_roll", sets).scenario


@pytest.fixture(autouse=True)
def _no_key(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("OPENAI_API_KEY", raising=False)


def test_a_model_that_is_named_without_an_entry_has_one() -> None:
    asked = scenario("roles.person.model=openai/gpt-4.1")
    assert models_used(asked) == {"openai/gpt-4.1"}
    assert entries_of(asked)["openai/gpt-4.1"].backend == "endpoint"


def test_an_entry_that_is_given_replaces_that_of_the_scenario() -> None:
    assert entries_of(scenario(), {"persona": ModelEntry(model="o3")})["persona"].model == "o3"


def test_a_run_with_a_real_model_is_no_test_of_the_pipeline() -> None:
    assert is_standin_run(scenario())
    assert not is_standin_run(scenario("models.persona={model: gpt-4.1}"))


def test_a_missing_key_is_named_with_its_entry() -> None:
    with pytest.raises(Rejected, match=r"models\.persona \(gpt-4\.1\): OPENAI_API_KEY is not set"):
        ready_backends(scenario("models.persona={model: gpt-4.1}"), {}, None, batch=False)


def test_a_backend_that_is_given_needs_no_key() -> None:
    ready_backends(scenario("models.persona={model: gpt-4.1}"), {}, {"persona": Scripted.of(["x"])}, batch=False)


def test_batches_need_a_model_of_which_they_are_sold() -> None:
    with pytest.raises(VsSimError, match="no batches are sold of models"):
        ready_backends(scenario(), {}, None, batch=True)
