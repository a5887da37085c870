from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vs_sim.core.answers.options import Options
from vs_sim.core.option_text import option_key


@given(st.text(max_size=30))
def test_a_key_is_its_own_key(text: str) -> None:
    assert option_key(option_key(text)) == option_key(text)


@pytest.mark.parametrize(("one", "other"), [("Don’t know", "Don't know"), ("Yes", "yes."), ("So-so", "so–so")])
def test_options_that_differ_in_writing_only_are_the_same(one: str, other: str) -> None:
    with pytest.raises(ValueError, match="distinct"):
        Options(options=(one, other))
