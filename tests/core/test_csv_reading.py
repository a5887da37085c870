from __future__ import annotations

import pytest
from pydantic import ValidationError

from vs_sim.core.csv_reading import MISSING, CsvReading


def test_the_usual_signs_of_nothing_are_missing() -> None:
    assert {"NA", "N/A", "NULL", "nan", "."} <= set(CsvReading().missing)


def test_the_list_of_missing_cells_can_be_changed() -> None:
    assert CsvReading(missing=("-99",)).missing == ("-99",)
    assert CsvReading().missing == MISSING


def test_an_unknown_delimiter_is_refused() -> None:
    with pytest.raises(ValidationError):
        CsvReading.model_validate({"delimiter": "#"})
