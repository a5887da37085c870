"""What a scenario of kind opinion is checked for: rules and their parameters, and a network that fits the people."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import networkx as nx
from pydantic import ValidationError

from vs_sim.core.model_entry import OPINION_RULE, RULE, ModelEntry
from vs_sim.core.persona import Persona
from vs_sim.errors import Fault, ScenarioError, UnknownName, VsSimError
from vs_sim.files.schema_faults import read_part, unknown_name
from vs_sim.files.strict_yaml import Document
from vs_sim.world.networks.build_network import build_network, network_understood
from vs_sim.world.opinion_rule import OPINION_RULES
from vs_sim.world.opinion_scenario import UNIFORM, OpinionScenario
from vs_sim.world.opinion_society import everybody
from vs_sim.world.persona_sampling import persona_sampler


def opinion_faults(document: Document) -> Iterator[Fault]:
    """Unknown rules and roles, parameters that a rule does not take, and a network that does not fit."""
    try:
        scenario = OpinionScenario.model_validate(document.data)
    except ValidationError:
        return
    faults = [*_rule_faults(document, scenario), *_change_faults(document, scenario)]
    yield from faults
    if not faults:
        yield from _network_faults(document, scenario, Path(document.source.file).parent)


def _rule_faults(document: Document, scenario: OpinionScenario) -> Iterator[Fault]:
    for name, entry in scenario.models.items():
        if entry.backend == "rule":
            rule = (entry.model or "").removeprefix(RULE)
            if rule not in OPINION_RULES:
                yield unknown_name(document, ("models", name, "model"), "rule", rule, OPINION_RULES.names())
                continue
            written = document.data["models"][name]
            own = {key: value for key, value in written.items() if key not in ModelEntry.model_fields}
            yield from read_part(document, ("models", name), own, (OPINION_RULES.get(rule).parameters, ModelEntry))[1]
    for name, role in scenario.roles.items():
        rule = role.model.removeprefix(RULE)
        if role.model not in scenario.models and role.model.startswith(RULE) and rule not in OPINION_RULES:
            yield unknown_name(document, ("roles", name, "model"), "rule", rule, OPINION_RULES.names())


def _change_faults(document: Document, scenario: OpinionScenario) -> Iterator[Fault]:
    """Roles that cannot be taken, a model that is not there, and ties of files that go one way and cannot change."""
    for name, change in scenario.becomes.items():
        for role, path in ((name, ("becomes", name)), (change.role, ("becomes", name, "role"))):
            if role not in scenario.roles:
                yield unknown_name(document, path, "role", role, scenario.roles)
            elif scenario.entry(role).backend == OPINION_RULE:
                yield document.fault(path, f"{role} follows a rule, and rules take no other role")
    begin = scenario.rules_begin
    if begin != UNIFORM and begin not in scenario.models:
        yield unknown_name(document, ("rules_begin",), "model", begin, [UNIFORM, *scenario.models])
    elif begin != UNIFORM and scenario.models[begin].backend == OPINION_RULE:
        yield document.fault(("rules_begin",), f"{begin} is a rule, which answers no question")
    if scenario.rewire is not None and scenario.network.directed:
        yield document.fault(("rewire",), "ties that go one way are not rewired", key=True, hint="leave directed out")


def _network_faults(document: Document, scenario: OpinionScenario, folder: Path) -> Iterator[Fault]:
    try:
        network_of(scenario, folder)
    except UnknownName as error:
        yield unknown_name(document, ("network", error.name), error.seam, error.name, error.known)
    except ScenarioError as error:
        yield from error.faults
    except ValueError as error:
        yield document.fault(("network",), str(error), key=True)
    except VsSimError:
        return  # the people cannot be cast, which is told where they are named


def network_of(scenario: OpinionScenario, folder: Path) -> nx.Graph:
    """The network of a scenario, as a run would build it.

    Args:
        scenario: The scenario.
        folder: Where its files are looked for.

    Raises:
        VsSimError: The people cannot be cast, or a file has faults.
        ValueError: The network does not fit the people.
    """
    if scenario.network.file is None and scenario.network.homophily is None:
        people = [Persona(str(number)) for number in range(scenario.size)]
    else:
        people = everybody(scenario, persona_sampler(scenario, scenario.persona_sampling_seed, folder))
    return build_network(scenario.network, people, scenario.persona_sampling_seed, folder)


def opinion_understood(scenario: OpinionScenario, folder: Path) -> list[str]:
    """The network in a sentence, for those who check a scenario."""
    return [network_understood(network_of(scenario, folder))]
