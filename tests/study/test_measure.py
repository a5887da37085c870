"""Finding a measure by the name, and the arguments, that a scenario or a call gives."""

from __future__ import annotations

import pytest

from vs_sim.errors import StudyError, UnknownName
from vs_sim.study.measure import find_measure


def test_arguments_stand_behind_the_name() -> None:
    assert find_measure("kl@0.25,0.05").arguments == (0.25, 0.05)


@pytest.mark.parametrize(("name", "said"), [("mass", "takes a number"), ("ks@1", "takes no number")])
def test_a_missing_or_unwanted_argument_is_an_error(name: str, said: str) -> None:
    with pytest.raises(StudyError, match=said):
        find_measure(name)


def test_an_unreadable_argument_is_an_error() -> None:
    with pytest.raises(StudyError, match="is not a number"):
        find_measure("mass@half")


def test_an_unknown_measure_is_named_with_the_known_ones() -> None:
    with pytest.raises(UnknownName, match="kolmogorov"):
        find_measure("kolmogorov")


def test_an_earlier_name_still_loads_and_says_how_to_write_it_now() -> None:
    with pytest.warns(FutureWarning, match="'l1' is now called 'mae'"):
        assert find_measure("l1").name == "mae"
