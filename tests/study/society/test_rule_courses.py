from __future__ import annotations

import networkx as nx
import numpy as np
import pytest

from tests.study.society.histories import history
from vs_sim.study.data.ecdf import Floats
from vs_sim.study.society.opinion_history import OpinionHistory
from vs_sim.study.society.rule_courses import (
    Rule,
    deffuant_rule,
    degroot_rule,
    friedkin_johnsen_rule,
    linear_rule,
    rule_course,
)
from vs_sim.world.opinion_rule import OPINION_RULES, Neighbour, Situation

GRAPH = nx.connected_watts_strogatz_graph(10, 4, 0.3, seed=1)
HEARD = [(at, one, (one + at) % 10) for at in range(1, 5) for one in range(0, 10, 2)]


@pytest.fixture(scope="module")
def held() -> OpinionHistory:
    return history(np.random.default_rng(0).uniform(1, 7, (5, 10)), GRAPH, HEARD)


def as_in_the_world(held: OpinionHistory, name: str, parameters: dict[str, float]) -> Floats:
    """The same people under the rule of `model: rule/NAME`, one by one."""
    member = OPINION_RULES.get(name)
    rule = member(member.parameters.model_validate(parameters))
    found = [held.opinions[0]]
    for at in range(1, held.rounds + 1):
        now = found[-1]
        heard = {listener: [Neighbour(now[speaker])] for where, listener, speaker in HEARD if where == at}
        around = {one: [Neighbour(now[other]) for other in GRAPH[one]] for one in GRAPH}
        listened = heard if rule.pairwise else around
        found.append(
            np.array([rule.updated(Situation(found[0][one], now[one], listened.get(one, []))) for one in GRAPH])
        )
    return np.array(found)


@pytest.mark.parametrize(
    "rule, name, parameters",
    [
        (degroot_rule(0.3), "degroot", {"self_weight": 0.3}),
        (friedkin_johnsen_rule(0.7), "friedkin_johnsen", {"susceptibility": 0.7}),
        (deffuant_rule(0.4, 0.25), "deffuant", {"epsilon": 0.4, "mu": 0.25}),
    ],
)
def test_a_course_is_that_of_the_rule_in_the_world(
    rule: Rule, name: str, parameters: dict[str, float], held: OpinionHistory
) -> None:
    assert rule_course(held, rule) == pytest.approx(as_in_the_world(held, name, parameters))


def test_friedkin_and_johnsen_come_to_their_closed_form() -> None:
    long = history(np.tile(np.random.default_rng(1).uniform(1, 7, 10), (80, 1)), GRAPH)
    walk = nx.to_numpy_array(GRAPH) / nx.to_numpy_array(GRAPH).sum(axis=1, keepdims=True)
    known = np.linalg.solve(np.eye(10) - 0.6 * walk, 0.4 * long.opinions[0])
    assert rule_course(long, friedkin_johnsen_rule(0.6))[-1] == pytest.approx(known)


def test_a_bias_pulls_everybody_to_the_innate_opinion(held: OpinionHistory) -> None:
    pulled = history(np.full((60, 10), 2.0), GRAPH)
    assert rule_course(pulled, linear_rule(0.3, 0.5, 0, 0.15, 0.05))[-1] == pytest.approx(0.75, abs=1e-3)


def test_who_heard_nobody_listens_to_themselves(held: OpinionHistory) -> None:
    quiet = history([[1, 4, 7], [1, 4, 7]])
    assert rule_course(quiet, linear_rule(0.5, 0.5, 0, 0, 0))[-1].tolist() == [0, 0.5, 1]
