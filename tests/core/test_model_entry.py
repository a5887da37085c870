from __future__ import annotations

import pytest
from pydantic import ValidationError

from vs_sim.core.model_entry import ModelEntry


def test_a_named_model_is_a_real_one() -> None:
    assert ModelEntry.model_validate({"backend": "standin", "model": "gpt-4.1"}).backend == "litellm"


def test_what_the_schema_does_not_know_is_left_for_the_backend() -> None:
    assert ModelEntry.model_validate({"model": "m", "temperature": 0.7}).options == {"temperature": 0.7}


@pytest.mark.parametrize("written", ["gpt-4.1", {"api_base": "127.0.0.1:8000"}, {"max_in_flight": 0}])
def test_an_entry_that_cannot_work_is_a_fault(written: object) -> None:
    with pytest.raises(ValidationError):
        ModelEntry.model_validate(written)


@pytest.mark.parametrize("of", [1, 3, 7])
def test_the_parts_of_an_entry_keep_its_limits_together(of: int) -> None:
    entry = ModelEntry(model="m", max_in_flight=10, rpm=60)
    parts = [entry.part(which, of) for which in range(of)]
    assert sum(part.max_in_flight for part in parts) == 10
    assert sum(part.rpm or 0 for part in parts) == pytest.approx(60)
    assert {part.tpm for part in parts} == {None}
