from __future__ import annotations

import numpy as np
import pytest

from tests.study.society.histories import history
from vs_sim.study.data.ecdf import Floats
from vs_sim.study.society.opinion_history import OpinionHistory
from vs_sim.study.society.rule_courses import Rule, deffuant_rule, linear_rule
from vs_sim.study.society.rule_fits import fitted_rules, rule_errors, rule_fits, simplex_fit

TRUTH = {"heard": 0.35, "own": 0.3, "first": 0.2, "bias": 0.15, "innate": 0.8}
BIASED = linear_rule(0.35, 0.3, 0.2, 0.12, 0.03)


def society(rule: Rule, seed: int, people: int = 30, rounds: int = 5, noise: float = 0.0) -> OpinionHistory:
    random = np.random.default_rng(seed)
    heard = []
    for at in range(1, rounds + 1):
        met = random.permutation(people).reshape(-1, 2)
        heard += [(at, one, other) for pair in met for one, other in (pair, pair[::-1])]
    first = random.uniform(1, 7, people)
    held = history(np.tile(first, (rounds + 1, 1)), heard=heard)
    start, opinions = held.opinions[0], [held.opinions[0]]
    for at in range(1, rounds + 1):
        opinions.append(rule(held, start, opinions[-1], at) + noise * random.standard_normal(people))
    return history(1 + 6 * np.array(opinions), heard=heard)


def value(fits: object, rule: str, parameter: str) -> Floats:
    row = fits[(fits["rule"] == rule) & (fits["parameter"] == parameter)]  # type: ignore[index]
    return np.asarray(row[["low", "value", "high"]].iloc[0], dtype=float)


@pytest.mark.parametrize("parameter", TRUTH)
def test_a_society_that_follows_the_rule_with_a_bias_gives_its_parameters_back(parameter: str) -> None:
    found = rule_fits([society(BIASED, 1)])
    assert value(found, "friedkin_johnsen with bias", parameter)[1] == pytest.approx(TRUTH[parameter], abs=1e-6)


def test_a_society_of_deffuant_gives_epsilon_and_mu_back() -> None:
    found = rule_fits([society(deffuant_rule(0.4, 0.25), 2, people=60)])
    assert value(found, "deffuant", "mu")[1] == pytest.approx(0.25, abs=1e-6)
    assert value(found, "deffuant", "epsilon")[1] == pytest.approx(0.4, abs=0.051)


def test_intervals_hold_the_parameters_of_noisy_answers() -> None:
    held = [value(rule_fits([society(BIASED, seed, noise=0.05)]), "friedkin_johnsen with bias", "heard")
            for seed in range(12)]  # fmt: skip
    assert sum(low <= TRUTH["heard"] <= high for low, _, high in held) >= 9


def test_no_weights_of_forty_thousand_are_better_than_the_fit() -> None:
    random = np.random.default_rng(3)
    design, wanted = random.uniform(0, 1, (40, 4)), random.uniform(0, 1, 40)
    squares, products = design.T @ design, design.T @ wanted
    grid = np.random.default_rng(4).dirichlet(np.ones(4), 40_000)
    losses = np.einsum("bi,ij,bj->b", grid, squares, grid) - 2 * grid @ products
    found = simplex_fit(squares[None], products[None])[0]
    least = found @ squares @ found - 2 * products @ found
    assert found.sum() == pytest.approx(1) and least <= losses.min() < least + 0.05


def test_a_fitted_rule_foretells_networks_that_it_was_not_fitted_to_better_than_an_unfitted_one() -> None:
    errors = rule_errors([society(BIASED, seed) for seed in range(3)]).set_index(["rule", "fitted"])["mean_error"]
    assert errors["friedkin_johnsen with bias", "other networks"] < 1e-6 < errors["friedkin_johnsen", "no"]


def test_with_one_network_it_is_said_that_the_rule_was_fitted_to_it() -> None:
    assert set(rule_errors([society(BIASED, 1)])["fitted"]) == {"no", "this network"}
    assert set(fitted_rules([society(BIASED, 1)])) >= {"degroot", "deffuant"}
