from __future__ import annotations

import numpy as np
import pytest

from vs_sim.core.persona import Persona
from vs_sim.errors import VsSimError
from vs_sim.personas.persona_candidates import Chooser, Rows

ROWS = Rows([Persona("ann", {"age": 30, "sex": "F"}, "file"), Persona("bob", {"age": 20}, "file")])


def test_levels_of_a_file_are_in_order_and_missing_ones_marked() -> None:
    assert ROWS.levels == {"age": (20, 30), "sex": ("F",)}
    assert ROWS.codes.tolist() == [[1, 0], [0, -1]]


def test_only_those_who_fit_the_segments_are_taken() -> None:
    _, names = Chooser(ROWS, {"sex": ("F",)}).choose(np.random.default_rng(1), 5, {})
    assert set(names) == {"ann"}


def test_attributes_that_are_not_prompted_are_left_out() -> None:
    assert Chooser(ROWS).traits(ROWS.codes[0], ("sex",)) == {"sex": "F"}


def test_segments_that_nobody_fits_are_an_error(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("vs_sim.personas.persona_candidates.MOST_CANDIDATES", 100)
    with pytest.raises(VsSimError, match="nobody found"):
        Chooser(ROWS, {"age": ("99",)}).choose(np.random.default_rng(1), 1, {})
