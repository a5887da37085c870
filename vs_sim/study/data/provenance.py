"""Where numbers come from: no figure about people travels without its source, its rule and its caveats."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TypeVar

from pydantic import BaseModel, ConfigDict, Field, ValidationError
from pydantic_core import ErrorDetails

from vs_sim.errors import Fault, ScenarioError, StudyError
from vs_sim.files.source_text import read_source


class StrictData(BaseModel):
    """Frozen, without unknown keys, finite numbers only."""

    model_config = ConfigDict(frozen=True, extra="forbid", populate_by_name=True, allow_inf_nan=False)


class Source(StrictData):
    """Where the data come from."""

    name: str = Field(description="what the data set is called")
    citation: str = Field(default="", description="how to cite it")
    upstream: str = Field(default="", description="where its authors publish it")
    license: str = Field(default="", description="its licence")
    copyright: str = Field(default="", description="who holds the copyright")
    changes: str = Field(default="", description="what was done to it")
    files: dict[str, str] = Field(default_factory=dict, description="file name to SHA-256")


class Computed(StrictData):
    """How and when the numbers were made."""

    command: str = Field(default="", description="the command that makes them again")
    on: str = Field(default="", description="date, YYYY-MM-DD")
    packages: tuple[str, ...] = Field(default=(), description="name==version")


class Header(StrictData):
    """What a reader must know before comparing anything with the numbers."""

    id: str = Field(min_length=1, description="the name it is known by")
    title: str = Field(default="", description="one line for a table or a plot")
    source: Source = Field(description="where the data come from")
    population: str = Field(default="", description="who these people are")
    period: str = Field(default="", description="when, in a word or two for a table")
    rule: str = Field(default="", description="how a value was made of the data")
    unit: str = Field(default="", description="of the values, for example USD")
    caveats: tuple[str, ...] = Field(default=(), description="what is printed with a comparison")


_LARGEST_FILE = 20_000_000
"""Bytes of a file of reference data."""
_Model = TypeVar("_Model", bound=BaseModel)


def read_document(path: Path) -> dict[str, object]:
    """The JSON object in a file.

    Raises:
        StudyError: The file cannot be opened.
        ScenarioError: It is not JSON, or not an object.
    """
    try:
        source = read_source(path, _LARGEST_FILE)
    except ScenarioError as error:
        if isinstance(error.__cause__, OSError):
            raise StudyError(f"cannot read {path}: {error.__cause__.strerror}") from error
        raise
    try:
        document = json.loads(source.text)
    except json.JSONDecodeError as error:
        fault = Fault("", f"is not JSON: {error.msg}", file=str(path), line=error.lineno, column=error.colno)
        raise ScenarioError([fault]) from error
    except (RecursionError, ValueError) as error:
        message = "is JSON beyond all bounds: nested too deep, or a number of too many digits"
        raise ScenarioError([Fault("", message, file=str(path))]) from error
    if not isinstance(document, dict):
        raise ScenarioError([Fault("", "must be a JSON object", file=str(path))])
    return document


def validated(document: dict[str, object], model: type[_Model], path: Path) -> _Model:
    """The document as a model.

    Raises:
        ScenarioError: It does not fit; every fault is listed with its place.
    """
    try:
        return model.model_validate_json(json.dumps(document))
    except ValidationError as error:
        raise ScenarioError([_fault(found, path) for found in error.errors()]) from error


def _fault(found: ErrorDetails, path: Path) -> Fault:
    place = ".".join(str(part) for part in found["loc"])
    return Fault(place, found["msg"].removeprefix("Value error, "), file=str(path))


def read_header(path: str | Path) -> Header:
    """The header of a reference file, or of a file that holds nothing else.

    Raises:
        StudyError: The file cannot be opened.
        ScenarioError: The file is broken; every fault is listed.
    """
    document = read_document(Path(path))
    kept = {key: entry for key, entry in document.items() if key in Header.model_fields}
    return validated(kept, Header, Path(path))
