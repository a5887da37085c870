"""How a CSV file is read where the file leaves it open."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from vs_sim.core.strict_model import Strict

MISSING = ("NA", "N/A", "n/a", "#N/A", "<NA>", "NULL", "null", "NaN", "nan", ".")
"""Cells that mean a missing value, in addition to empty cells."""


class CsvReading(Strict):
    """How a CSV file is read; what is left out is found in the file, and reported."""

    missing: tuple[str, ...] = Field(
        default=MISSING, description="cells that mean a missing value, in addition to empty ones; case matters"
    )
    delimiter: Literal[",", ";", "\t", "|"] | None = Field(default=None, description="what separates the columns")
    decimal: Literal[".", ","] | None = Field(default=None, description="the decimal sign of numbers")
    encoding: str | None = Field(default=None, description="of the file, for example utf-8 or cp1252")
