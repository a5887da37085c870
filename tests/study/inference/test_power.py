from __future__ import annotations

import json
import math

import numpy as np
import pytest

from tests.study.people import PAID
from vs_sim.errors import StudyError
from vs_sim.study.data.reference import exact_reference
from vs_sim.study.inference.power import SizePlan, effect_error, effect_needed, plan_sample


@pytest.fixture(scope="module")
def narrow() -> SizePlan:
    return plan_sample(PAID, margin=0.1, power=0.96)


@pytest.mark.parametrize(("n", "chance"), [(200, 0.10), (1000, 0.78), (2000, 0.88)])
def test_at_a_margin_of_a_tenth_the_human_file_is_the_limit(narrow: SizePlan, n: int, chance: float) -> None:
    assert narrow.chances[n] == pytest.approx(chance, abs=0.02)


def test_what_no_number_of_dialogues_shows_is_said(narrow: SizePlan) -> None:
    assert narrow.needed is None and 0.9 < narrow.limit < 0.96
    assert "never. The human file is the limit: 455 people leave a chance of" in narrow.sentences[0]


@pytest.mark.parametrize(("n", "chance"), [(50, 0.0), (100, 0.38), (200, 0.83)])
def test_chances_at_the_default_margin(n: int, chance: float) -> None:
    assert plan_sample(PAID).chances[n] == pytest.approx(chance, abs=0.02)


def test_the_dialogues_needed_reach_the_power() -> None:
    found = plan_sample(PAID)
    assert found.needed is not None and 150 < found.needed < 200
    assert "190 dialogues" in found.sentences[0] or str(found.needed) in found.sentences[0]


def test_a_trait_effect_of_three_tenths_needs_about_three_hundred_and_fifty() -> None:
    assert effect_needed(PAID.donor_share, 0.3, 0.8) == pytest.approx(355, abs=10)
    assert effect_error(200, PAID.donor_share, 0.3) == pytest.approx(0.14, abs=0.005)


def test_the_error_of_an_effect_is_that_of_simulation() -> None:
    rng = np.random.default_rng(0)
    gave, kept = rng.normal(0.3, 1, size=(4000, 116)), rng.normal(size=(4000, 84))
    pooled = np.sqrt((gave.var(axis=1) * 116 + kept.var(axis=1) * 84) / 198)
    effects = (gave.mean(axis=1) - kept.mean(axis=1)) / pooled
    assert effects.std() == pytest.approx(effect_error(200, 0.58, 0.3), rel=0.04)


def test_a_known_law_is_limited_by_the_dialogues_alone() -> None:
    found = plan_sample(exact_reference({0.0: 0.5, 1.0: 0.5}), margin=0.05, power=0.9)
    assert found.limit == 1 and found.needed is not None


def test_where_all_give_no_trait_effect_is_planned() -> None:
    found = plan_sample(exact_reference({1.0: 0.5, 2.0: 0.5}))
    assert found.effect_needed is None
    assert not any("trait effect" in sentence for sentence in found.sentences)


REFUSED = [(0.0, 0.8, 0.3), (0.1, 1.0, 0.3), (0.1, 0.8, 0.0), (math.nan, 0.8, 0.3)]


@pytest.mark.parametrize(("margin", "power", "effect"), REFUSED)
def test_numbers_out_of_range_are_refused(margin: float, power: float, effect: float) -> None:
    with pytest.raises(StudyError, match="must be above 0"):
        plan_sample(PAID, margin=margin, power=power, effect=effect)


def test_a_plan_is_ready_for_json_and_for_a_notebook(narrow: SizePlan) -> None:
    assert json.loads(json.dumps(narrow.to_dict()))["needed"] is None
    assert "<table>" in narrow._repr_html_() and "Plan(Found equivalent to" in repr(narrow)


def test_equal_inputs_give_equal_plans() -> None:
    assert plan_sample(PAID, margin=0.2) == plan_sample(PAID, margin=0.2)
