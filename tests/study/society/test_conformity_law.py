"""The estimator of conformity recovers the law that the stand-in declares; that proves the instrument alone."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from tests.study.society.histories import BASE, BIAS, SLOPE, history, standin_society
from vs_sim.errors import StudyError
from vs_sim.study.data.ecdf import Floats
from vs_sim.study.society.conformity_law import ConformityLaw, conformity_law, law_of_persons
from vs_sim.study.society.opinion_history import OpinionHistory

SPREAD = 0.2


def society(seed: int, people: int = 40, rounds: int = 4) -> OpinionHistory:
    """People in pairs who follow the declared law exactly, and state it without noise."""
    random = np.random.default_rng(seed)
    slopes = SLOPE + SPREAD * random.uniform(-1, 1, people)
    values = [random.integers(1, 8, people)]
    shares: list[Floats] = [np.full((people, 7), 1 / 7)]
    heard = []
    for at in range(1, rounds + 1):
        met = random.permutation(people).reshape(-1, 2)
        heard += [(at, one, other) for pair in met for one, other in (pair, pair[::-1])]
        other = np.empty(people, dtype=int)
        other[met[:, 0]], other[met[:, 1]] = values[-1][met[:, 1]], values[-1][met[:, 0]]
        shares.append(np.array([law(*each) for each in zip(values[-1], other, slopes, strict=True)]))
        values.append(np.array([random.choice(7, p=row) + 1 for row in shares[-1]]))
    return history(np.array(values, dtype=float), heard=heard, shares=np.array(shares))


def law(mine: int, other: int, slope: float) -> Floats:
    up = 0.0 if mine == 7 else 1.0 if mine == 1 else (BASE + BIAS) / (2 * BASE)
    found = np.zeros(7)
    found[min(mine, 6)] += BASE * up
    found[max(mine - 2, 0)] += BASE * (1 - up)
    if other != mine:
        found[mine - 1 + (1 if other > mine else -1)] += slope
    found[mine - 1] += 1 - found.sum()
    return found


def covered(laws: list[ConformityLaw]) -> dict[str, float]:
    truths = {"base": BASE, "slope": SLOPE, "bias": BIAS}
    hits = {name: [getattr(one, name) for one in laws] for name in truths}
    return {
        name: float(np.mean([each.low <= truths[name] <= each.high for each in found])) for name, found in hits.items()
    }


@pytest.mark.parametrize("source", ["stated", "drawn"])
def test_the_declared_slope_is_covered_by_its_interval(source: str) -> None:
    shares = covered([conformity_law([society(seed)], source) for seed in range(30)])
    assert shares["slope"] >= 0.85


def test_one_society_of_the_stand_in_recovers_its_declared_law(tmp_path: Path) -> None:
    found = conformity_law([standin_society(tmp_path / "run", seed=1, people=30, rounds=2)])
    for estimate, truth in ((found.base, BASE), (found.slope, SLOPE), (found.bias, BIAS)):
        reach = estimate.high - estimate.value
        assert abs(estimate.value - truth) <= 2 * reach + 1e-9 < 0.2


@pytest.mark.nightly
def test_the_intervals_hold_the_law_of_the_stand_in_in_95_of_100_societies(tmp_path: Path) -> None:
    societies = [standin_society(tmp_path / f"{seed}", seed) for seed in range(5000, 5300)]
    stated = covered([conformity_law([each], "stated") for each in societies])
    drawn = covered([conformity_law([each], "drawn") for each in societies])
    assert 0.93 <= stated["slope"] <= 0.97, stated
    assert 0.93 <= drawn["slope"] <= 0.97, drawn


def test_stated_probabilities_save_draws_at_equal_cost() -> None:
    held = [society(seed) for seed in range(5)]
    stated, drawn = conformity_law(held, "stated").slope, conformity_law(held, "drawn").slope
    assert stated.n == drawn.n
    assert stated.high - stated.low < 0.6 * (drawn.high - drawn.low)


def test_societies_together_have_more_persons_than_one() -> None:
    one, two = conformity_law([society(1)]), conformity_law([society(1), society(2)])
    assert (one.slope.personas, two.slope.personas) == (40, 80)


def test_the_curve_has_one_row_per_share_that_occurred() -> None:
    heard = [(1, 0, 1), (1, 0, 2), (1, 1, 0), (1, 2, 1)]
    found = conformity_law([history([[4, 4, 7], [7, 4, 7]], heard=heard)], "drawn").curve
    assert found["share"].tolist() == [0, 0.5, 1] and found["change"].tolist() == [0, 1, 0]


def test_every_answer_is_a_row_with_both_sources() -> None:
    rows = law_of_persons(society(1))
    assert len(rows) == 160 and rows["drawn"].isin([0, 1]).all() and rows["change"].between(0, 1).all()


def test_nothing_is_estimated_from_two_persons_or_one_share() -> None:
    assert np.isnan(conformity_law([history([[1, 7], [1, 7]])], "drawn").slope.value)
    with pytest.raises(StudyError, match="stated or drawn"):
        conformity_law([society(1)], "told")
