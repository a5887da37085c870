"""Societies whose people all follow rules, so that no model is asked."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import Any

from vs_sim.core.event import Event
from vs_sim.core.persona import Persona
from vs_sim.llm.flow import Flow
from vs_sim.seeds import uniform
from vs_sim.world.opinion_scenario import OpinionScenario
from vs_sim.world.opinion_society import OpinionSociety
from vs_sim.world.wiring import Wiring


def scenario(rule: str, network: dict[str, Any] | str, people: int, rounds: int, **more: Any) -> OpinionScenario:
    """People who follow `rule/NAME`; parameters of the rule in `more["parameters"]`."""
    entry = {"model": f"rule/{rule}", **more.pop("parameters", {})}
    return OpinionScenario.model_validate(
        {
            "kind": "opinion",
            "about": "People talk.",
            "topic": {"ask": "How much?", "scale": [0, 100]},
            "models": {"m": entry},
            "roles": {"person": {"model": "m"}},
            "people": people,
            "network": network,
            "rounds": rounds,
            **more,
        }
    )


def ended(flows: Iterable[Flow[Any]]) -> list[Any]:
    """The results of flows that ask nothing."""
    results = []
    for flow in flows:
        try:
            raise AssertionError(f"asked {next(flow)}")
        except StopIteration as end:
            results.append(end.value)
    return results


def society(script: OpinionScenario, events: list[Event] | None = None, folder: Path = Path()) -> OpinionSociety:
    """The society of a scenario before its first round."""
    wiring = Wiring(
        run=ended,
        emit=(events if events is not None else []).append,
        draws=lambda name: uniform(script.seed, name),
        persona_sampler=lambda role, number: Persona(f"{role} {number}", {"age": 20 + number % 50}),
        finished={},
        folder=folder,
    )
    return OpinionSociety(script, wiring, rng=script.seed)


def opinions(script: OpinionScenario) -> list[list[float]]:
    """The opinions of all people in [0, 1]: before the first round, and after each."""
    held = society(script)
    while held.running:
        held.step()
    rounds = zip(*(person.stances for person in held.people), strict=True)
    return [[script.opinion(stance or 0.0) for stance in stances] for stances in rounds]
