"""Options: one of several, and no other."""

import pytest

from vs_sim.core.answers.options import Options


@pytest.mark.parametrize("options", [("Yes", "yes"), ("Yes", " "), ("Yes", "No\nMaybe")])
def test_options_that_cannot_be_told_apart_are_refused(options: tuple[str, ...]) -> None:
    with pytest.raises(ValueError, match="option"):
        Options(options=options)


def test_a_condition_on_an_unknown_option_names_the_known_ones() -> None:
    (fault,) = Options(options=("Yes", "No")).impossible(("Yes", "Maybe"))
    assert (fault.at, fault.message) == (1, "'Maybe' is no answer; known: Yes, No")
