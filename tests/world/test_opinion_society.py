from __future__ import annotations

import mesa
import pytest
from mesa.discrete_space import Network

from tests.world.society_of_rules import opinions, scenario, society
from vs_sim.core.event import Answered, Closed, Event

SCRIPT = scenario("deffuant", {"watts_strogatz": {"k": 4, "p": 0.1}}, 20, 3)


def test_a_society_is_a_mesa_model_on_a_space_of_mesa() -> None:
    held = society(SCRIPT)
    assert isinstance(held, mesa.Model)
    assert isinstance(held.space, Network)
    assert len(held.agents) == 20
    neighbours = {cell.coordinate for cell in held.agents[0].cell.neighborhood}
    assert neighbours == set(held.graph.neighbors(0))


def test_a_step_is_a_round_and_after_the_last_it_stops() -> None:
    held = society(SCRIPT)
    running = []
    while held.running:
        held.step()
        running.append(held.rounds_held)
    assert running == [1, 2, 3]


def test_everybody_is_asked_before_the_first_round_and_after_each() -> None:
    events: list[Event] = []
    held = society(SCRIPT, events)
    while held.running:
        held.step()
    asked = [event for event in events if isinstance(event, Answered)]
    assert len(asked) == 20 * 4
    assert {event.exchange for event in asked} == {-1, 0, 1, None}


def test_each_person_is_closed_once_with_the_last_stance_and_their_ties() -> None:
    events: list[Event] = []
    held = society(SCRIPT, events)
    while held.running:
        held.step()
    closed = [event for event in events if isinstance(event, Closed)]
    assert [event.unit for event in closed] == [person.unit for person in held.people]
    assert closed[0].outcome["decisions"]["stance"] == held.people[0].stances[-1]
    ties = closed[0].personas["person"]["own"]["neighbours"].split()
    assert [int(unit) for unit in ties] == sorted(held.graph.neighbors(0))


def test_series_are_collected_as_mesa_does() -> None:
    held = society(SCRIPT)
    while held.running:
        held.step()
    series = held.datacollector.get_model_vars_dataframe()
    assert series["round"].tolist() == [0, 1, 2, 3]
    assert series["variance"].iloc[-1] < series["variance"].iloc[0]
    assert held.datacollector.get_agent_vars_dataframe()["stance"].notna().all()


def test_who_is_not_active_keeps_the_opinion() -> None:
    script = scenario("degroot", "complete", 40, 1, activation={"share": 0.5})
    first, last = opinions(script)
    still = sum(one == pytest.approx(other, abs=1e-12) for one, other in zip(first, last, strict=True))
    assert 8 < still < 32


def test_in_a_directed_network_the_source_influences_the_target(tmp_path_factory: pytest.TempPathFactory) -> None:
    folder = tmp_path_factory.mktemp("net")
    (folder / "ties.csv").write_text("source,target\n0,1\n", encoding="utf-8")
    script = scenario("degroot", {"file": "ties.csv", "directed": True}, 2, 1, parameters={"self_weight": 0.0})
    held = society(script, folder=folder)
    held.step()
    (first, kept), (_, taken) = (person.stances for person in held.people)
    assert kept == first == taken
