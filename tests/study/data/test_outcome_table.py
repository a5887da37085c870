"""What a table of values, persons and traits allows to be measured."""

from __future__ import annotations

import math

import pytest

from vs_sim.errors import StudyError, UnknownName
from vs_sim.study.data.clustered_sample import Sample
from vs_sim.study.data.outcome_table import OutcomeTable

PERSONS = 24
TABLE = OutcomeTable(
    Sample([float(each % 3) for each in range(PERSONS)]),
    {
        "age": [20 + each for each in range(PERSONS)],
        "sex": ["f", "m"] * (PERSONS // 2),
        "region": ["north"] * 3 + ["south"] * (PERSONS - 3),
        "constant": [1] * PERSONS,
    },
)


def test_numbers_have_effects_and_groups_have_gaps() -> None:
    assert TABLE.names == ["trait_effect@age", "trait_correlation@age", "subgroup_gap@sex=f", "subgroup_gap@sex=m"]


def test_an_unknown_trait_is_an_error() -> None:
    with pytest.raises(UnknownName, match="height"):
        TABLE.entries("height")


def test_words_are_not_numbers() -> None:
    with pytest.raises(StudyError, match="not a number"):
        TABLE.numbers("sex")


def test_an_unknown_entry_is_nan_not_zero() -> None:
    known = OutcomeTable(Sample([0.0, 1.0]), {"age": [None, 30]}).numbers("age")
    assert math.isnan(known[0]) and known[1] == 30
