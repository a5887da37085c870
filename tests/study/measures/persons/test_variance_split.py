from __future__ import annotations

import numpy as np
import pytest

from vs_sim.errors import StudyError
from vs_sim.study.data.clustered_sample import Sample
from vs_sim.study.data.outcome_table import OutcomeTable
from vs_sim.study.measures.persons.variance_split import variance_split

RNG = np.random.default_rng(0)
MEANS = np.repeat(RNG.normal(size=400), 5) + 0.5 * RNG.normal(size=2000)
PEOPLE = np.repeat(np.arange(400), 5).astype(str).tolist()
TABLE = OutcomeTable(Sample(MEANS, PEOPLE), {}, MEANS, np.full(2000, 0.3))


def test_the_parts_are_those_that_were_simulated_and_sum_to_one() -> None:
    parts = [float(variance_split(TABLE, np.ones((1, 2000)), part)[0]) for part in ("persona", "dialogue", "draw")]
    assert sum(parts) == pytest.approx(1)
    assert parts == pytest.approx([1 / 1.55, 0.25 / 1.55, 0.3 / 1.55], abs=0.04)


def test_an_unknown_part_is_an_error() -> None:
    with pytest.raises(StudyError, match="no part 'mood'"):
        variance_split(TABLE, np.ones((1, 2000)), "mood")
