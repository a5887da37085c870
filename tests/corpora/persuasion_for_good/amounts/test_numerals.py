from __future__ import annotations

import pytest

from vs_sim.corpora.persuasion_for_good.amounts.numerals import number


@pytest.mark.parametrize(
    ("text", "value"),
    [("1,000", 1000), ("1,50", 1.5), (".5", 0.5), ("twenty-five", 25), ("one hundred and five", 105), ("thirty 5", 35)],
)
def test_a_number_is_read_as_people_write_it(text: str, value: float) -> None:
    assert number(text) == value
