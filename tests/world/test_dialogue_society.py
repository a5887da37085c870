from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

import mesa
import pytest

from vs_sim.core.event import Event
from vs_sim.errors import VsSimError
from vs_sim.llm.flow import Flow
from vs_sim.llm.gateway import Gateway
from vs_sim.llm.ledger import MemoryLedger
from vs_sim.simulation.checking import load_scenario
from vs_sim.world.dialogue_society import DialogueSociety
from vs_sim.world.kind import Outcome, unit_name
from vs_sim.world.persona_sampling import persona_sampler
from vs_sim.world.wiring import Wiring

SCRIPT = load_scenario("persuasion_for_good", ["dialogues=5", "exchanges=1"]).scenario


def society(run: object = None, rng: int = 7, finished: dict[str, Outcome] | None = None) -> DialogueSociety:
    events: list[Event] = []

    def hold(flows: Iterable[Flow[Outcome]]) -> list[Outcome]:
        return [Outcome(unit_name(4 - number), {"donation": 0.5}) for number, flow in enumerate(flows)]

    return DialogueSociety(
        SCRIPT,
        Wiring(
            run=run or hold,  # type: ignore[arg-type]  # any way of holding flows
            emit=events.append,
            draws=lambda name: 0.5,
            persona_sampler=persona_sampler(SCRIPT, 7, Path()),
            finished=finished or {},
        ),
        rng=rng,
    )


def test_a_society_is_a_mesa_model_whose_agents_are_personas() -> None:
    made = society()
    assert isinstance(made, mesa.Model)
    assert len(made.agents) == 10
    assert all(agent.persona.traits for agent in made.agents)


def test_one_step_is_one_round_of_every_dialogue() -> None:
    made = society()
    made.step()
    assert (made.rounds_held, made.running, made.done(), made.failed()) == (1, False, 5, 0)


def test_outcomes_are_applied_in_agent_order_whatever_the_order_they_came_in() -> None:
    made = society()
    made.step()
    assert made.datacollector.get_table_dataframe("outcomes")["unit"].tolist() == [unit_name(n) for n in range(5)]


def test_both_sides_of_a_dialogue_know_its_outcome() -> None:
    made = society()
    made.step()
    assert all(agent.outcome is not None and agent.outcome.unit == unit_name(agent.number) for agent in made.agents)


def test_the_small_series_are_collected() -> None:
    made = society()
    made.step()
    collected = made.datacollector.get_model_vars_dataframe()
    assert collected.iloc[-1].to_dict() == {"round": 1, "done": 5, "failed": 0}


def test_finished_dialogues_are_not_held_again() -> None:
    held: list[int] = []

    def hold(flows: Iterable[Flow[Outcome]]) -> list[Outcome]:
        held.extend(range(len(list(flows))))
        return []

    society(hold, finished={unit_name(n): Outcome(unit_name(n), {}) for n in range(5)}).step()
    assert held == []


def test_the_same_rng_gives_mesa_the_same_stream() -> None:
    assert society(rng=3).random.random() == society(rng=3).random.random()


def test_the_models_random_stream_is_closed_to_flows() -> None:
    made = society()

    def flow() -> Flow[float]:
        yield from ()
        return made.random.random()

    with pytest.raises(VsSimError, match="inside a flow"):
        Gateway({}, MemoryLedger()).run([flow()])


def test_the_same_people_are_cast_whatever_else_changes() -> None:
    first, second = (
        persona_sampler(SCRIPT, 7, Path()),
        persona_sampler(SCRIPT.model_copy(update={"reask": 9}), 7, Path()),
    )
    assert first("persuadee", 3) == second("persuadee", 3)


def test_another_seed_casts_other_people() -> None:
    assert persona_sampler(SCRIPT, 7, Path())("persuadee", 3) != persona_sampler(SCRIPT, 8, Path())("persuadee", 3)
