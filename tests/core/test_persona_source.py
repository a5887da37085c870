from __future__ import annotations

import pytest
from pydantic import ValidationError

from vs_sim.core.persona_source import PersonaSource


def test_the_short_forms_are_read() -> None:
    assert PersonaSource.model_validate("none") == PersonaSource()
    assert PersonaSource.model_validate("shuffled").shuffled


@pytest.mark.parametrize(
    "written",
    [
        "everybody",
        {"population": "p", "file": "f.csv"},
        {"participants": "full_info.csv", "quota": {"sex": {"Male": 1.0}}},
        {"file": "f.csv", "tell": ["age", "age"]},
        {"file": "f.csv", "quota": {"sex": {"Male": 0.5, "Female": 0.4}}},
    ],
)
def test_a_source_that_contradicts_itself_is_a_fault(written: object) -> None:
    with pytest.raises(ValidationError):
        PersonaSource.model_validate(written)
