from __future__ import annotations

from dataclasses import replace

from tests.world.society_of_rules import ended, scenario, society
from vs_sim.llm.flow import Flow


def flow(result: int) -> Flow[int]:
    yield from ()
    return result


def test_parts_are_driven_as_whole_dialogues_where_nothing_else_is_given() -> None:
    wiring = society(scenario("degroot", "cycle", 4, 1)).wiring
    assert wiring.drive_parts(flow(n) for n in (1, 2)) == [1, 2]
    driven = replace(wiring, drive=lambda flows: [2 * each for each in ended(flows)])
    assert driven.drive_parts(flow(n) for n in (1, 2)) == [2, 4]
